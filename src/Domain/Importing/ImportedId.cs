using System.Buffers.Binary;

namespace ClaimCheck.Domain.Importing;

/// <summary>
/// The ids of what an import stores: UUIDv7 of the moment at which it was received, whose random part is made of the import's own and
/// of the row's place. So a million of them sort as the file does, and an index takes them up one after the other.
/// </summary>
public static class ImportedId
{
    private const int KindBits = 4;
    private const int LineBits = 32;

    /// <summary>The id of what a row makes.</summary>
    /// <param name="import">The import's id, whose random bits tell it from others of the same millisecond.</param>
    /// <param name="at">When it was received.</param>
    /// <param name="line">Where the row stands.</param>
    /// <param name="kind">What it makes.</param>
    public static Guid Of(Guid import, DateTimeOffset at, int line, RecordKind kind)
    {
        Span<byte> random = stackalloc byte[16];
        import.TryWriteBytes(random, bigEndian: true, out _);
        var tag = BinaryPrimitives.ReadUInt64BigEndian(random[8..]);
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(id, ((ulong)at.ToUnixTimeMilliseconds() << 16) | 0x7000 | (tag & 0xfff));
        var rest = (((tag >> 12) << (LineBits + KindBits)) | ((ulong)(uint)line << KindBits) | (uint)kind) & 0x3fff_ffff_ffff_ffff;
        BinaryPrimitives.WriteUInt64BigEndian(id[8..], 0x8000_0000_0000_0000 | rest);
        return new Guid(id, bigEndian: true);
    }
}
