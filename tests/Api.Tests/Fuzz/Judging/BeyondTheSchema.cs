using System.Text.Json;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>
/// Why a request that the document allows may still be answered 400: rules that no JSON Schema can hold, or none that every
/// tool reads. Each is known by what its message says; a refusal with any other message is a breach of the document.
/// </summary>
internal static class BeyondTheSchema
{
    // A 422 among problems and a 400 among Google's errors: whether a key has been used before only the service knows.
    private const string KeyUsedBefore = "urn:claimcheck:idempotency-key-reused";

    // What a file must be to be cut into rows, and what its headers announce of it, is in docs/import-formats.md.
    private const string NoFile = "urn:claimcheck:incomplete-import";

    private static readonly string[] Messages =
    [
        // What counts as white space or as an invisible character needs Unicode's classes, which patterns of many tools lack.
        "must not be blank",
        "must be more than punctuation",
        "must be letters and digits with hyphens, dots or underscores between them",
        "has no letters or digits that a slug could be made of",

        // Characters that no text may hold: a 422 where nothing else is wrong, a 400 together with something that is.
        "must not contain U+",

        // One member depends on another.
        "exactly one of the two",
        "needs the source whose claim it is",
        "belongs to a descriptor: send both or neither",
        "must be of the same kind as a",
        "must not lie before saidFrom",
        "must lie after from",
        "or externalId is needed, so that the article is found again",
        "is needed where there is no title",
        "is needed with worstRating",
        "is needed with bestRating",
        "must be less than bestRating",
        "needs bestRating and worstRating",
        "must lie between worstRating and bestRating",
        "must not have the same text twice",
        "is required unless reviewPublisherSiteFilter is given",
        "cannot be given together with url",
        "must be the name in the path, or left out",
        "must have as url the page's own address",

        // The calendar and the clock: a pattern knows neither leap years nor today.
        "must be a year (2014), a month (2014-09)",
        "must be a date and time that exist in the calendar",
        "must not lie in the future",
        "must lie in the future",
        "must lie between the year 1000 and today",
        "must lie between the years 1000 and 9998 (UTC)",
        "must have an offset from -14:00 to +14:00",
        "must be an instant with its offset",

        // To a schema 1.0 and 1e-400 are whole numbers too, however they are written.
        "must be a whole number, written without fraction or exponent",

        // Forms that are read by a grammar rather than by a pattern.
        "must be an absolute http or https address",
        "and not an id",
        "must be the name of a site",
        "must be whsec_ followed by 24 to 64 bytes in base64",

        // One of two, and not both.
        "is needed, or texts, and not both",
        "is needed, or html, and not both",

        // A list in one text.
        "must be pairs of names with a colon between them",

        // A cursor is sealed.
        "was not made for this list with these filters",
        "was not given out as the cursor of this feed",
    ];

    /// <summary>Whether all that this refusal complains of is beyond the schema.</summary>
    internal static bool Excuses(JsonElement problem) =>
        Refusal.TypeOf(problem) is KeyUsedBefore or NoFile
        || (Refusal.ErrorsOf(problem) is [_, ..] errors
            && errors.All(error => Array.Exists(Messages, known => error.Message.Contains(known, StringComparison.Ordinal))));
}
