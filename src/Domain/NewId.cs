namespace ClaimCheck.Domain;

/// <summary>Ids are UUIDv7 (RFC 9562) made by the application, so that they sort by the time of their making.</summary>
public static class NewId
{
    /// <summary>An id for something that comes into being at <paramref name="at"/>.</summary>
    public static Guid At(DateTimeOffset at) => Guid.CreateVersion7(at);
}
