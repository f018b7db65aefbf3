using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Api.Http;

/// <summary>
/// Writes and reads cursors: a position in a list, sealed together with the list and its filters, so that none can be
/// made up or carried to another list.
/// </summary>
/// <param name="key">The secret of the seal, 32 bytes. Instances that serve the same clients share it.</param>
public sealed class Cursors(byte[] key)
{
    internal const int MaxLength = 1024;
    private const byte Version = 1;
    private const int SealLength = 12;
    private const int HeadLength = 1 + SealLength;

    private readonly byte[] _key = key is { Length: 32 }
        ? key
        : throw new ArgumentException("The key of the cursors must have 32 bytes.", nameof(key));

    /// <summary>The cursor for a position in a list.</summary>
    public string Write(string list, string position)
    {
        var payload = Encoding.UTF8.GetBytes(position);
        var cursor = new byte[HeadLength + payload.Length];
        cursor[0] = Version;
        payload.CopyTo(cursor, HeadLength);
        Seal(list, payload, cursor.AsSpan(1, SealLength));
        var text = Base64Url.EncodeToString(cursor);
        return text.Length <= MaxLength
            ? text
            : throw new ArgumentException("The position is too long for a cursor.", nameof(position));
    }

    /// <summary>The position in this list that a cursor stands for; false when it is not one of this list's.</summary>
    public bool TryRead(string list, string cursor, out string? position)
    {
        position = null;
        ArgumentNullException.ThrowIfNull(cursor);
        if (!Base64Url.IsValid(cursor) || cursor.Length > MaxLength)
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < HeadLength || bytes[0] != Version || Base64Url.EncodeToString(bytes) != cursor)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[SealLength];
        Seal(list, bytes.AsSpan(HeadLength), expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, bytes.AsSpan(1, SealLength)))
        {
            return false;
        }

        position = Encoding.UTF8.GetString(bytes.AsSpan(HeadLength));
        return true;
    }

    private void Seal(string list, ReadOnlySpan<byte> payload, Span<byte> seal)
    {
        // The list is hashed to a fixed length first, so that no list and payload can be cut in two ways.
        var sealedBytes = new byte[SHA256.HashSizeInBytes + payload.Length];
        SHA256.HashData(Encoding.UTF8.GetBytes(list), sealedBytes);
        payload.CopyTo(sealedBytes.AsSpan(SHA256.HashSizeInBytes));
        HMACSHA256.HashData(_key, sealedBytes)[..SealLength].CopyTo(seal);
    }
}
