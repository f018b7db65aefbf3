using System.Buffers;
using System.Security.Cryptography;

namespace ClaimCheck.Cli;

/// <summary>What one reading of a file tells.</summary>
/// <param name="Digest">SHA-256 of its bytes.</param>
/// <param name="Bytes">How many there are.</param>
/// <param name="Rows">How many lines hold something; null where lines were not to be counted, or begin in a way that might be counted otherwise.</param>
internal sealed record FileScan(ReadOnlyMemory<byte> Digest, long Bytes, long? Rows)
{
    private const int BufferSize = 256 * 1024;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r"u8);

    /// <summary>Reads a file through.</summary>
    /// <param name="path">The file.</param>
    /// <param name="countLines">Whether its lines are rows: so in NDJSON. In CSV a cell may hold several, and gzip shows none.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<FileScan> OfAsync(string path, bool countLines, CancellationToken cancellation)
    {
        await using var file = new FileStream(
            path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 0 });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = new LineCount();
        var buffer = new byte[BufferSize];
        var bytes = 0L;
        while (await file.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
            if (countLines)
            {
                // Whether a byte order mark alone is a line is not worth being of two minds about: the digest says what has to arrive.
                countLines = bytes > 0 || !buffer.AsSpan(0, count).StartsWith("\uFEFF"u8);
                lines.Add(buffer.AsSpan(0, count));
            }

            bytes += count;
        }

        return new(hash.GetHashAndReset(), bytes, countLines ? lines.Total : null);
    }

    private sealed class LineCount
    {
        private long _ended;
        private bool _holdsSomething;

        public long Total => _ended + (_holdsSomething ? 1 : 0);

        public void Add(ReadOnlySpan<byte> bytes)
        {
            while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
            {
                if (_holdsSomething || bytes[..end].IndexOfAnyExcept(Blanks) >= 0)
                {
                    _ended++;
                }

                _holdsSomething = false;
                bytes = bytes[(end + 1)..];
            }

            _holdsSomething |= bytes.IndexOfAnyExcept(Blanks) >= 0;
        }
    }
}
