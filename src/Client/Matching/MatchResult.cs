namespace ClaimCheck.Client;

/// <summary>What was found for one text.</summary>
/// <param name="Hits">The claims that say the same, best first; none where nobody has claimed it.</param>
/// <param name="Complete">Whether every telling word was looked for.</param>
public sealed record MatchResult(IReadOnlyList<MatchHit> Hits, bool Complete);

/// <summary>A claim that says the same.</summary>
/// <param name="Score">How likely it says the same: from 0 to 1, comparable between texts.</param>
/// <param name="Why">What both have in common.</param>
/// <param name="Claim">The claim, with its status.</param>
/// <param name="Assessment">Its newest published assessment; null where there is none.</param>
/// <param name="Origins">Its independent origins; null beyond the best hits of a large answer, and where too much surrounds them: ask for its evidence then.</param>
public sealed record MatchHit(double Score, MatchReasons Why, Claim Claim, MatchedAssessment? Assessment, MatchedOrigins? Origins);

/// <summary>Why a claim was found.</summary>
/// <param name="Words">Words that both have, the rarest first.</param>
/// <param name="Names">Names that both have.</param>
/// <param name="Numbers">Numbers that both have.</param>
/// <param name="Phrases">Words in a row that both have.</param>
/// <param name="ByHeadline">Whether most of it stands in headlines of the claim's article or assessments only, and not in the claim itself: look before relying on it.</param>
/// <param name="DiffersInNegation">Whether only one of the two has "not", "never" or the like in it (in English): then one may say the opposite of the other, and its verdict be the wrong way round.</param>
public sealed record MatchReasons(
    IReadOnlyList<SharedWord> Words, IReadOnlyList<string> Names, IReadOnlyList<string> Numbers, IReadOnlyList<string> Phrases, bool ByHeadline,
    bool DiffersInNegation);

/// <summary>A word that a text and a claim share.</summary>
/// <param name="Said">As the text has it.</param>
/// <param name="Found">As the claim has it.</param>
/// <param name="How">How one was found by the other: <c>same stemmed alike synonym joined</c>.</param>
/// <param name="Rarity">How much it says that both have it: from 0 for a word in every claim to 10.</param>
public sealed record SharedWord(string Said, string Found, string How, double Rarity);

/// <summary>A published assessment in short.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RatingText">The verdict in its publisher's own words.</param>
/// <param name="Normalized">What that comes to, in a word that all publishers share.</param>
/// <param name="Title">The headline of the review.</param>
/// <param name="ReviewUrl">Where the review can be read.</param>
/// <param name="Author">Who gives the verdict.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record MatchedAssessment(
    Guid Id, string RatingText, string Normalized, string? Title, string? ReviewUrl, string? Author, DateTimeOffset? PublishedAt);

/// <summary>How many independent origins stand behind a claim.</summary>
/// <param name="Floor">What an opponent must concede.</param>
/// <param name="Ceiling">The most there can be.</param>
/// <param name="Contested">Whether anybody contradicts it.</param>
/// <param name="Status">What the two come to.</param>
/// <param name="Exact">Whether the numbers are exact, and not lower bounds.</param>
public sealed record MatchedOrigins(int Floor, int Ceiling, bool Contested, string Status, bool Exact);

/// <summary>The sentences of an article that resemble something known, in their order.</summary>
/// <param name="Sentences">Those with hits.</param>
/// <param name="Compared">How many sentences were compared.</param>
/// <param name="Complete">Whether those were all.</param>
public sealed record ArticleMatches(IReadOnlyList<MatchedSentence> Sentences, int Compared, bool Complete);

/// <summary>A sentence that resembles something known.</summary>
/// <param name="Start">Where it begins in what was sent, counted in Unicode code points from 0, not in <see cref="char"/>s.</param>
/// <param name="End">The position after it. Between the two may be tags.</param>
/// <param name="Text">The sentence, without markup.</param>
/// <param name="Hits">The claims that say the same, best first.</param>
public sealed record MatchedSentence(int Start, int End, string Text, IReadOnlyList<MatchHit> Hits);

internal sealed record MatchResults(IReadOnlyList<MatchResult> Results);
