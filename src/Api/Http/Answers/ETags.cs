using System.Globalization;

namespace ClaimCheck.Api.Http;

/// <summary>Entity tags. What requests may ask of them (If-Match, If-None-Match) belongs here too.</summary>
public static class ETags
{
    internal const string Description = "The version of the resource, as a strong entity tag.";

    /// <summary>The strong tag of a version: <c>"3"</c>, quotes included.</summary>
    public static string Strong(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Sets the tag of the answer.</summary>
    public static void SetETag(this HttpResponse response, int version)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.ETag = Strong(version);
    }
}
