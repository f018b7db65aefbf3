using System.IO.Pipelines;

namespace ClaimCheck.Api.Http;

/// <summary>
/// Passes everything on as it is, but for a bare refusal: Kestrel writes one in a single piece, which is replaced in the
/// memory it was written to. Where the replacement does not fit, the refusal goes out bare.
/// </summary>
internal sealed class RefusalWriter(PipeWriter output, string connectionId) : PipeWriter
{
    private Memory<byte> _lent;

    public override bool CanGetUnflushedBytes => output.CanGetUnflushedBytes;

    public override long UnflushedBytes => output.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _lent = output.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (bytes <= BareRefusal.Longest && BareRefusal.TryExplain(_lent.Span, bytes, connectionId) is { } length)
        {
            bytes = length;
        }

        // What comes next without asking for memory again is not the beginning of an answer.
        _lent = default;
        output.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => output.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        output.WriteAsync(source, cancellationToken);

    public override void CancelPendingFlush() => output.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => output.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => output.CompleteAsync(exception);
}
