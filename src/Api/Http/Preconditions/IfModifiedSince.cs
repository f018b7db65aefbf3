using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Http;

/// <summary>
/// Dates of answers (RFC 9110, sections 8.8.2 and 13.1.3). They are whole seconds, and a write becomes visible a little after the
/// time it carries, so that nothing may be dated while another change with the same date can still come: a minute, as section 8.8.2.2
/// has it, is longer than any write takes.
/// </summary>
internal static class IfModifiedSince
{
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <summary>The header, for the OpenAPI document.</summary>
    public static RequestHeaderMetadata Parameter { get; } = new(
        HeaderNames.IfModifiedSince,
        "The `Last-Modified` of what you have: if nothing has changed since, the answer is a 304 without a body. It is passed over where `If-None-Match` is sent too, and where it is no HTTP date.",
        null,
        IsRequired: false,
        Pattern: "^[ -~]*$",
        MinLength: 0);

    /// <summary>The date of what last changed then, cut to seconds; null while it is too new to be given one.</summary>
    public static DateTimeOffset? Date(DateTimeOffset? changed, DateTimeOffset now) =>
        changed is { } at && at <= now - Settling ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;

    /// <summary>Whether the caller has what was last changed then. A tag is more exact, so that where one is sent this is not asked.</summary>
    public static bool Covers(HttpRequest request, DateTimeOffset lastModified) =>
        request.Headers.IfNoneMatch.Count == 0
        && request.Headers.IfModifiedSince is [{ } text]
        && HeaderUtilities.TryParseDate(text, out var since)
        && lastModified <= since;

    /// <summary>An HTTP date.</summary>
    public static string Write(DateTimeOffset date) => date.ToString("r", CultureInfo.InvariantCulture);
}
