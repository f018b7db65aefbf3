namespace ClaimCheck.Domain;

/// <summary>Ids are UUIDv7 (RFC 9562) made by the application, so that they sort by the time of their making.</summary>
public static class NewId
{
    /// <summary>An id for something that comes into being at <paramref name="at"/>.</summary>
    public static Guid At(DateTimeOffset at) => Guid.CreateVersion7(at);

    /// <summary>What sorts before every id of something that comes into being at <paramref name="at"/> or later, and behind all from before.</summary>
    public static Guid FirstAt(DateTimeOffset at)
    {
        const int LengthOfTime = 6;
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        Guid.CreateVersion7(at).ToByteArray(bigEndian: true).AsSpan(0, LengthOfTime).CopyTo(bytes);
        return new Guid(bytes, bigEndian: true);
    }
}
