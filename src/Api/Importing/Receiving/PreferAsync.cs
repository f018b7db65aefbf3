using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Importing.Receiving;

/// <summary>The preference to be answered before the work is done (RFC 7240, section 4.1).</summary>
internal static class PreferAsync
{
    public const string Header = "Prefer";
    public const string Applied = "Preference-Applied";
    public const string Word = "respond-async";

    /// <summary>Whether a request states it. What else a preference says is ignored, as the standard wants it.</summary>
    public static bool IsIn(HttpRequest request) => request.Headers[Header]
        .SelectMany(value => (value ?? "").Split(','))
        .Select(preference => preference.Split(';')[0].Trim())
        .Contains(Word, StringComparer.OrdinalIgnoreCase);
}
