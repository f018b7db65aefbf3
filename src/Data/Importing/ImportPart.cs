using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Data.Importing;

/// <summary>A row as it was sent.</summary>
/// <param name="Line">Where it stands in the body.</param>
/// <param name="Kind">What it is about; null where that cannot be read.</param>
/// <param name="Bytes">What was sent.</param>
public readonly record struct SentRow(int Line, RecordKind? Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>Some hundred rows as they were sent, as they are kept until they are stored.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="FirstLine">The line of its first row.</param>
/// <param name="LastLine">The line of its last row.</param>
/// <param name="RowCount">How many rows it has.</param>
/// <param name="Kinds">A bit for each kind of record in it; the lowest for rows whose kind cannot be read.</param>
public sealed record ImportPart(int Number, int FirstLine, int LastLine, int RowCount, short Kinds)
{
    /// <summary>The most rows of a part: what is stored together, and lost together where the process ends meanwhile.</summary>
    public const int MostRows = 500;

    /// <summary>How many bytes of rows make a part full.</summary>
    public const int FullBytes = 1 << 19;

    /// <summary>Whether it has rows of a kind; null for rows whose kind cannot be read.</summary>
    public bool Holds(RecordKind? kind) => (Kinds & BitOf(kind)) != 0;

    internal static short BitOf(RecordKind? kind) => (short)(1 << (kind is { } known ? (int)known : 0));
}

/// <summary>Collects rows until they make a part, one part after the other in the same memory.</summary>
public sealed class ImportPartWriter : IDisposable
{
    internal const int HeadLength = 9;

    private readonly ArrayBufferWriter<byte> rows = new(ImportPart.FullBytes);
    private readonly MemoryStream packed = new();
    private int number = 1;
    private int firstLine;
    private int lastLine;
    private int rowCount;
    private short kinds;

    /// <summary>Whether there is nothing in it yet.</summary>
    public bool IsEmpty => rowCount == 0;

    /// <summary>Whether what comes next belongs to the next part.</summary>
    public bool IsFull => rowCount >= ImportPart.MostRows || rows.WrittenCount >= ImportPart.FullBytes;

    /// <summary>What it has come to.</summary>
    public ImportPart Part => new(number, firstLine, lastLine, rowCount, kinds);

    /// <inheritdoc/>
    public void Dispose() => packed.Dispose();

    /// <summary>Adds a row.</summary>
    public void Add(SentRow row)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        BinaryPrimitives.WriteInt32BigEndian(head, row.Line);
        head[4] = (byte)(row.Kind ?? 0);
        BinaryPrimitives.WriteInt32BigEndian(head[5..], row.Bytes.Length);
        rows.Write(head);
        rows.Write(row.Bytes.Span);
        firstLine = rowCount == 0 ? row.Line : firstLine;
        lastLine = row.Line;
        rowCount++;
        kinds |= ImportPart.BitOf(row.Kind);
    }

    /// <summary>Begins the next part.</summary>
    public void Next()
    {
        number++;
        rows.ResetWrittenCount();
        (firstLine, lastLine, rowCount, kinds) = (0, 0, 0, 0);
    }

    /// <summary>The part as it is kept, until the next one is packed.</summary>
    internal ReadOnlyMemory<byte> Pack()
    {
        packed.SetLength(0);
        using (var deflated = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflated.Write(rows.WrittenSpan);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}

/// <summary>Reads the rows of parts, one part after the other into the same memory: rows are good until the next part is read.</summary>
internal sealed class ImportPartReader
{
    private byte[] memory = new byte[ImportPart.FullBytes + (ImportPart.FullBytes / 4)];

    /// <summary>The rows of a part that was packed.</summary>
    public async Task<IReadOnlyList<SentRow>> ReadAsync(Stream packed, CancellationToken cancellation)
    {
        await using var inflated = new ZLibStream(packed, CompressionMode.Decompress);
        var length = 0;
        while (await inflated.ReadAsync(memory.AsMemory(length), cancellation) is var read and > 0)
        {
            length += read;
            if (length == memory.Length)
            {
                Array.Resize(ref memory, 2 * length);
            }
        }

        return Cut(memory.AsMemory(0, length));
    }

    private static List<SentRow> Cut(ReadOnlyMemory<byte> bytes)
    {
        var rows = new List<SentRow>();
        while (!bytes.IsEmpty)
        {
            var head = bytes.Span;
            var length = BinaryPrimitives.ReadInt32BigEndian(head[5..]);
            rows.Add(new SentRow(
                BinaryPrimitives.ReadInt32BigEndian(head), head[4] == 0 ? null : (RecordKind)head[4], bytes.Slice(ImportPartWriter.HeadLength, length)));
            bytes = bytes[(ImportPartWriter.HeadLength + length)..];
        }

        return rows;
    }
}
