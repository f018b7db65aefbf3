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

/// <summary>Some thousand rows as they were sent, as they are kept until they are stored.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="FirstLine">The line of its first row.</param>
/// <param name="LastLine">The line of its last row.</param>
/// <param name="RowCount">How many rows it has.</param>
/// <param name="Kinds">A bit for each kind of record in it; the lowest for rows whose kind cannot be read.</param>
public sealed record ImportPart(int Number, int FirstLine, int LastLine, int RowCount, short Kinds)
{
    /// <summary>The most rows of a part: what is stored together, and lost together where the process ends meanwhile.</summary>
    public const int MostRows = 2000;

    /// <summary>How many bytes of rows make a part full.</summary>
    public const int FullBytes = 1 << 20;

    /// <summary>Whether it has rows of a kind; null for rows whose kind cannot be read.</summary>
    public bool Holds(RecordKind? kind) => (Kinds & BitOf(kind)) != 0;

    internal static short BitOf(RecordKind? kind) => (short)(1 << (kind is { } known ? (int)known : 0));
}

/// <summary>Collects rows until they make a part.</summary>
public sealed class ImportPartWriter
{
    private const int HeadLength = 9;

    private readonly ArrayBufferWriter<byte> rows = new(ImportPart.FullBytes / 4);
    private readonly int number;
    private int firstLine;
    private int lastLine;
    private int rowCount;
    private short kinds;

    /// <param name="number">The part's number.</param>
    public ImportPartWriter(int number) => this.number = number;

    /// <summary>Whether there is nothing in it yet.</summary>
    public bool IsEmpty => rowCount == 0;

    /// <summary>Whether what comes next belongs to the next part.</summary>
    public bool IsFull => rowCount >= ImportPart.MostRows || rows.WrittenCount >= ImportPart.FullBytes;

    /// <summary>What it has come to.</summary>
    public ImportPart Part => new(number, firstLine, lastLine, rowCount, kinds);

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

    internal byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var deflated = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflated.Write(rows.WrittenSpan);
        }

        return packed.ToArray();
    }

    internal static List<SentRow> Unpack(byte[] packed)
    {
        using var deflated = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        deflated.CopyTo(whole);
        var bytes = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        var read = new List<SentRow>();
        while (!bytes.IsEmpty)
        {
            var head = bytes.Span;
            var length = BinaryPrimitives.ReadInt32BigEndian(head[5..]);
            read.Add(new SentRow(
                BinaryPrimitives.ReadInt32BigEndian(head), head[4] == 0 ? null : (RecordKind)head[4], bytes.Slice(HeadLength, length)));
            bytes = bytes[(HeadLength + length)..];
        }

        return read;
    }
}
