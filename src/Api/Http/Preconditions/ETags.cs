using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Http;

/// <summary>
/// Entity tags (RFC 9110, section 8.8.3). One resource has the strong tag of its version, whoever asks; a list, and a resource
/// that brings others along, have a weak one over what is answered.
/// </summary>
public static class ETags
{
    internal const string Description = "The version of the resource, as a strong entity tag.";
    internal const string WeakDescription = "A weak entity tag over what is answered: the same as long as nothing in it changes.";

    /// <summary>A list of entity tags, or a star, as a pattern for the OpenAPI document. Places left empty in a list are no fault (RFC 9110, section 5.6.1).</summary>
    internal const string ListPattern = """^(\*|(W/)?"[!#-~]*"([ \t]*,[ \t]*((W/)?"[!#-~]*")?)*)$""";

    internal const string WeakExample = "W/\"Zb0Y5Q0i2uV9m3Jx\"";

    // 96 bits: two different answers share a tag once in many lifetimes.
    private const int WeakBytes = 12;

    /// <summary>The strong tag of a version: <c>"3"</c>, quotes included.</summary>
    public static string Strong(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Sets the tag of the answer.</summary>
    public static void SetETag(this HttpResponse response, int version)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.ETag = Strong(version);
    }

    /// <summary>The weak tag of an answer.</summary>
    internal static string Weak(ReadOnlySpan<byte> answer)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(answer, hash);
        return $"W/\"{Convert.ToBase64String(hash[..WeakBytes]).Replace('+', '-').Replace('/', '_')}\"";
    }

    /// <summary>The tags of a header; null where it is neither a list of tags nor a star, which stands alone.</summary>
    internal static IList<EntityTagHeaderValue>? Read(StringValues header) =>
        EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var tags) && (tags.Count == 1 || !tags.Contains(EntityTagHeaderValue.Any))
            ? tags
            : null;

    /// <summary>The version that a strong tag stands for; null for a tag that this service never gave out.</summary>
    internal static int? VersionOf(EntityTagHeaderValue tag) =>
        int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && tag.Tag.Equals(Strong(version), StringComparison.Ordinal)
            ? version
            : null;
}
