using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Assessments;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Evidence;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Matching;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Matching;

namespace ClaimCheck.Api.Matching;

/// <summary>What was found for each text, in the order in which they were sent.</summary>
/// <param name="Results">One for each text.</param>
public sealed record MatchResponse([property: MaxLength(MatchTextsRequest.MostTexts)] IReadOnlyList<MatchResult> Results)
    : IExample<MatchResponse>
{
    /// <inheritdoc/>
    public static MatchResponse Example { get; } = new([new MatchResult([MatchHit.Example], Complete: true)]);
}

/// <summary>What was found for one text.</summary>
/// <param name="Hits">The claims that say the same, best first; of equals the one recorded first. Empty where nobody has claimed it.</param>
/// <param name="Complete">Whether every telling word was looked for; false where a text has too many, or only words that a great many claims hold.</param>
public sealed record MatchResult([property: MaxLength(MatchTextsRequest.MostHits)] IReadOnlyList<MatchHit> Hits, bool Complete);

/// <summary>A claim that says the same.</summary>
/// <param name="Score">How likely it says the same: from 0 to 1, comparable between texts.</param>
/// <param name="Why">What both have in common.</param>
/// <param name="Claim">The claim, with its status.</param>
/// <param name="Assessment">Its newest published assessment; null where there is none.</param>
/// <param name="Origins">Its independent origins; null beyond the best 500 hits of an answer, and where too much surrounds them: `GET /v1/claims/{id}/evidence` counts them.</param>
public sealed record MatchHit(
    [property: Range(0, 1)] double Score, MatchWhy Why, ClaimResponse Claim, MatchAssessment? Assessment, MatchOrigins? Origins)
    : IExample<MatchHit>
{
    /// <inheritdoc/>
    public static MatchHit Example { get; } = new(
        0.93, new MatchWhy([new MatchWord("Khameni", "Khamenei", SharedHow.Alike, 6.2)], ["Khamenei"], [], [], false, false), ClaimResponse.Example, MatchAssessment.Example,
        new MatchOrigins(1, 2, true, EvidenceStatus.IndependenceNotEstablished, true));

    // So many that hits do not become equal where the score nears 1.
    private const int ScoreDigits = 12;

    internal static MatchHit Of(FoundMatch match, MatchScorer scorer, KnownMatch known) => new(
        Math.Round(match.Likeness.Score, ScoreDigits), MatchWhy.Of(scorer.Explain(match.Words)), ClaimResponse.Of(known.Claim),
        known.Verdict is { } verdict ? MatchAssessment.Of(verdict) : null, known.Evidence is { } evidence ? MatchOrigins.Of(evidence) : null);
}

/// <summary>Why a claim was found.</summary>
/// <param name="Words">Words that both have, the rarest first.</param>
/// <param name="Names">Names that both have.</param>
/// <param name="Numbers">Numbers that both have.</param>
/// <param name="Phrases">Words in a row that both have.</param>
/// <param name="ByHeadline">Whether most of it stands in headlines of the claim's article or assessments only, and not in the claim itself: look before relying on it.</param>
/// <param name="DiffersInNegation">Whether only one of the two has "not", "never" or the like in it (in English): then one may say the opposite of the other, and its verdict be the wrong way round.</param>
public sealed record MatchWhy(
    [property: MaxLength(MatchReasons.MostWords)] IReadOnlyList<MatchWord> Words,
    [property: MaxLength(MatchReasons.MostOthers)] IReadOnlyList<string> Names,
    [property: MaxLength(MatchReasons.MostOthers)] IReadOnlyList<string> Numbers,
    [property: MaxLength(MatchReasons.MostOthers)] IReadOnlyList<string> Phrases,
    bool ByHeadline,
    bool DiffersInNegation)
{
    internal static MatchWhy Of(MatchReasons reasons) => new(
        [.. reasons.Words.Select(word => new MatchWord(word.Said, word.Found, word.How, word.Rarity))],
        reasons.Names, reasons.Numbers, reasons.Phrases, reasons.IsByHeadline, reasons.DiffersInNegation);
}

/// <summary>A word that a text and a claim share.</summary>
/// <param name="Said">As the text has it.</param>
/// <param name="Found">As the claim has it.</param>
/// <param name="How">`same`; `stemmed`: with another ending, or a number written otherwise; `alike`: spelt alike, mostly a typing error; `synonym`; `joined`: written as one on one side only, as hashtags are.</param>
/// <param name="Rarity">How much it says that both have it: from 0 for a word in every claim to 10.</param>
public sealed record MatchWord(string Said, string Found, SharedHow How, [property: Range(0, 10)] double Rarity);

/// <summary>A published assessment in short.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RatingText">The verdict in its publisher's own words.</param>
/// <param name="Normalized">What that comes to.</param>
/// <param name="Title">The headline of the review.</param>
/// <param name="ReviewUrl">Where the review can be read.</param>
/// <param name="Author">Who gives the verdict.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record MatchAssessment(
    Guid Id, string RatingText, NormalizedRating Normalized, string? Title, string? ReviewUrl, string? Author, DateTimeOffset? PublishedAt)
    : IExample<MatchAssessment>
{
    /// <inheritdoc/>
    public static MatchAssessment Example { get; } = new(
        AssessmentResponse.Example.Id, AssessmentResponse.Example.RatingText, AssessmentResponse.Example.Normalized, AssessmentResponse.Example.Title,
        AssessmentResponse.Example.ReviewUrl, AssessmentResponse.Example.Author.Name, AssessmentResponse.Example.PublishedAt);

    internal static MatchAssessment Of(PublishedVerdict verdict) => new(
        verdict.Id, verdict.RatingText, verdict.Normalized, verdict.Title, verdict.ReviewUrl, verdict.Author, verdict.PublishedAt);
}

/// <summary>How many independent origins stand behind a claim, as `GET /v1/claims/{id}/evidence` counts them.</summary>
/// <param name="Floor">What an opponent of the claim must concede.</param>
/// <param name="Ceiling">The most there can be.</param>
/// <param name="Contested">Whether anybody contradicts it.</param>
/// <param name="Status">What the two come to.</param>
/// <param name="Exact">Whether the numbers are exact, and not lower bounds.</param>
public sealed record MatchOrigins(
    [property: Range(0, EvidenceLimits.Claims)] int Floor,
    [property: Range(0, EvidenceLimits.Claims)] int Ceiling,
    bool Contested,
    EvidenceStatus Status,
    bool Exact)
{
    internal static MatchOrigins Of(Domain.Evidence.Evidence evidence) => new(
        evidence.Supporting.Origins.Floor, evidence.Supporting.Origins.Ceiling, evidence.IsContested, evidence.Status,
        evidence.Supporting.Origins.FloorIsExact && !evidence.WasCut);
}
