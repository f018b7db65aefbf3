using System.Globalization;

namespace ClaimCheck.Api.Limits;

/// <summary>The header fields of draft-ietf-httpapi-ratelimit-headers, which are structured fields (RFC 9651).</summary>
internal static class RateLimitHeaders
{
    public const string Limit = "RateLimit";
    public const string Policy = "RateLimit-Policy";

    /// <summary>Says what is left.</summary>
    /// <param name="headers">The headers of the answer.</param>
    /// <param name="policyName">By which policy.</param>
    /// <param name="left">How much is left.</param>
    /// <param name="seconds">In how many seconds nothing of it is used up any more.</param>
    public static void SetLimit(this IHeaderDictionary headers, string policyName, long left, int seconds) =>
        headers[Limit] = string.Create(CultureInfo.InvariantCulture, $"\"{policyName}\";r={left};t={seconds}");
}
