using System.Security.Cryptography;

namespace ClaimCheck.Api.Importing.Receiving;

/// <summary>A body as it comes over the wire: counted, hashed, and up to a limit.</summary>
/// <param name="body">The body.</param>
internal sealed class SentBody(Stream body) : ReadOnlyBody
{
    private const int TailLength = 4;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] tail = new byte[TailLength];
    private byte[]? digest;

    /// <summary>How many bytes have come.</summary>
    public long Count { get; private set; }

    /// <summary>SHA-256 of all that has come; nothing may come after it was asked for.</summary>
    public byte[] Digest => digest ??= hash.GetHashAndReset();

    /// <summary>The last four bytes, the first of them first.</summary>
    public ReadOnlySpan<byte> Tail => tail;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        Note(buffer.Span[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }

    private void Note(ReadOnlySpan<byte> read)
    {
        Count += read.Length;
        if (Count > ImportBody.MostBytes)
        {
            throw new TooLargeBodyException();
        }

        hash.AppendData(read);
        if (read.Length >= TailLength)
        {
            read[^TailLength..].CopyTo(tail);
        }
        else
        {
            tail.AsSpan(read.Length).CopyTo(tail);
            read.CopyTo(tail.AsSpan(TailLength - read.Length));
        }
    }
}
