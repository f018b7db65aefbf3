using System.Security.Cryptography;

namespace ClaimCheck.Api.Importing.Receiving;

/// <summary>A body as it comes over the wire: counted, hashed, up to a limit, and only for as long as something comes.</summary>
/// <param name="body">The body.</param>
/// <param name="clock">The service's clock.</param>
internal sealed class SentBody(Stream body, TimeProvider clock) : ReadOnlyBody
{
    private const int TailLength = 4;

    // The server's least rate counts all that has come: what came quickly would buy hours of silence.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

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
        var read = await ReadUnlessSilentAsync(buffer, cancellationToken);
        Note(buffer.Span[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadUnlessSilentAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(LongestSilence, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            return await body.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body stopped arriving.", StatusCodes.Status408RequestTimeout);
        }
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
