using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Matching;

namespace ClaimCheck.Data.Matching;

/// <summary>A claim that may say the same.</summary>
/// <param name="Claim">Its id.</param>
/// <param name="Words">What it was compared by.</param>
/// <param name="Likeness">How alike it is.</param>
public sealed record FoundMatch(Guid Claim, ClaimWords Words, Likeness Likeness);

/// <summary>What was found for one utterance.</summary>
/// <param name="Matches">Best first; of equals the one recorded first.</param>
/// <param name="Scorer">Says why, for one thread at a time.</param>
/// <param name="IsComplete">Whether every word that is not in a great many claims was looked for.</param>
public sealed record FoundMatches(IReadOnlyList<FoundMatch> Matches, MatchScorer Scorer, bool IsComplete);

/// <summary>The newest published assessment of a claim.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RatingText">The verdict in its publisher's words.</param>
/// <param name="Normalized">What that comes to.</param>
/// <param name="Title">Its headline.</param>
/// <param name="ReviewUrl">Where it can be read.</param>
/// <param name="Author">Who gives it.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record PublishedVerdict(
    Guid Id, string RatingText, NormalizedRating Normalized, string? Title, string? ReviewUrl, string? Author, DateTimeOffset? PublishedAt);

/// <summary>What is told of a claim that was found.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Verdict">Its newest published assessment.</param>
/// <param name="Evidence">Its origins; null where they were not counted.</param>
public sealed record KnownMatch(Claim Claim, PublishedVerdict? Verdict, Domain.Evidence.Evidence? Evidence);
