using System.IO.Pipelines;

namespace ClaimCheck.Api.Http;

/// <summary>
/// Passes everything on as it is, but for a bare refusal: Kestrel writes one in a single piece, in whose place another goes out.
/// It is always given room for that piece, wherever in its memory the answer before ended.
/// </summary>
internal sealed class RefusalWriter(PipeWriter output, string connectionId) : PipeWriter
{
    private Memory<byte> _lent;

    public override bool CanGetUnflushedBytes => output.CanGetUnflushedBytes;

    public override long UnflushedBytes => output.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _lent = output.GetMemory(Math.Max(sizeHint, BareRefusal.Longest));

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (bytes <= Math.Min(BareRefusal.Longest, _lent.Length) && BareRefusal.Explain(_lent.Span[..bytes], connectionId) is { } explained)
        {
            // The memory that was lent may be too short: what is written to it counts for nothing until it is advanced over.
            explained.CopyTo(output.GetMemory(explained.Length));
            bytes = explained.Length;
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
