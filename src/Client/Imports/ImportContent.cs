using System.Buffers;
using System.IO.Compression;
using System.Net;

namespace ClaimCheck.Client;

/// <summary>A file as the body of a request: opened anew for every attempt, and never held in memory.</summary>
/// <param name="open">Gives the bytes from their beginning.</param>
/// <param name="size">How many bytes there are, where that is known.</param>
/// <param name="compress">Whether to compress them on the way.</param>
/// <param name="sent">Hears how many have been read.</param>
internal sealed class ImportContent(Func<Stream> open, long? size, bool compress, IProgress<long>? sent) : HttpContent
{
    private const int BufferSize = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var source = open();
        if (!compress)
        {
            await CopyAsync(source, stream, cancellationToken);
            return;
        }

        await using var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        await CopyAsync(source, gzip, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = size ?? 0;
        return size is not null && !compress;
    }

    private async Task CopyAsync(Stream source, Stream target, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var total = 0L;
            sent?.Report(total);
            while (await source.ReadAsync(buffer.AsMemory(0, BufferSize), cancellation) is > 0 and var count)
            {
                await target.WriteAsync(buffer.AsMemory(0, count), cancellation);
                total += count;
                sent?.Report(total);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
