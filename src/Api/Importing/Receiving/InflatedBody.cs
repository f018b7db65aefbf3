using System.Buffers.Binary;
using System.IO.Compression;
using ClaimCheck.Api.Importing.Formats;

namespace ClaimCheck.Api.Importing.Receiving;

/// <summary>
/// A gzip body as it is read: refused where it ends early, and where it is made to come to far more than it looks. .NET reads a member
/// that was cut off as if it were whole, so its length is held against the one in its last four bytes (RFC 1952, section 2.3.1).
/// </summary>
/// <param name="sent">The body as it comes over the wire.</param>
internal sealed class InflatedBody(SentBody sent) : ReadOnlyBody
{
    // Text of any kind comes to less than a hundred times what it is compressed to; what is small may be odd.
    private const int MostTimes = 200;
    private const long Small = 4 * 1024 * 1024;

    private readonly GZipStream inflated = new(sent, CompressionMode.Decompress);
    private long count;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inflated.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new BrokenBodyException("The gzip body is damaged: compress the file again and send it again.");
        }

        count += read;
        if (count > ImportBody.MostBytes)
        {
            throw new TooLargeBodyException();
        }

        if (count > Small && count > sent.Count * MostTimes)
        {
            throw new TooLargeBodyException($"The body inflates to more than {MostTimes} times its size, which no file of rows does: send it without compression.");
        }

        if (read == 0 && !buffer.IsEmpty && (uint)count != BinaryPrimitives.ReadUInt32LittleEndian(sent.Tail))
        {
            throw new BrokenBodyException(
                "The gzip body ends before it is complete, or consists of several compressed files: send all of it, compressed as one.");
        }

        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        await inflated.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inflated.Dispose();
        }

        base.Dispose(disposing);
    }
}
