using System.Text.Json.Serialization;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.ApiKeys;

/// <summary>A key. Its secret is shown once, when it is made.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Prefix">The part of the key that may be shown; it begins `cck_PREFIX_`.</param>
/// <param name="Name">Whose it is or what it is for; histories show it.</param>
/// <param name="Role">What it allows.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">The name of the key that made it.</param>
/// <param name="ExpiresAt">From when on it no longer works.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="LastUsedAt">When it was last used, to about a minute.</param>
/// <param name="Key">In the answer that makes it, and never again: the whole key.</param>
public sealed record ApiKeyResponse(
    Guid Id,
    string Prefix,
    string Name,
    Role Role,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null)
    : IExample<ApiKeyResponse>
{
    /// <inheritdoc/>
    public static ApiKeyResponse Example { get; } = new(
        SampleStory.IdOf("api_key", SampleStory.ExampleKey), "k7m2q9xt", SampleStory.ExampleKey, Role.Reader,
        StoryDates.Recorded, "Night desk", null, null, null);

    internal static ApiKeyResponse Of(ApiKey key, ApiKeyToken? token = null) => new(
        key.Id, key.Prefix, key.Name, key.Role, key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.RevokedAt, key.LastUsedAt, token?.Reveal());
}
