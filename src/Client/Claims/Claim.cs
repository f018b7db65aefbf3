namespace ClaimCheck.Client;

/// <summary>A source by what never changes about it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its short name.</param>
public sealed record SourceRef(Guid Id, string Slug);

/// <summary>An article by what never changes about it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in your system.</param>
public sealed record ArticleRef(Guid Id, string? ExternalId);

/// <summary>One step back towards the origin. Words of closed sets are as on the wire; docs/model.md lists them.</summary>
/// <param name="Source">The known source; null for one that is not named.</param>
/// <param name="Descriptor">How a source that is not named is described.</param>
/// <param name="Relation">How the claim came from it: <c>quoted_from derived_from primary_source</c>.</param>
/// <param name="OnRecord">On what terms it spoke: <c>on_record background off_record unknown</c>.</param>
/// <param name="UpstreamClaim">The hop's own claim.</param>
/// <param name="Quote">The words in which it is cited.</param>
public sealed record Hop(SourceRef? Source, string? Descriptor, string Relation, string OnRecord, Guid? UpstreamClaim, string? Quote);

/// <summary>How a claim fits what was searched for.</summary>
/// <param name="Rank">Higher fits better; comparable within one search only.</param>
/// <param name="Snippet">Its text around what was found, as HTML: what matched stands in <c>mark</c> elements, everything else is escaped.</param>
public sealed record SearchMatch(double Rank, string Snippet);

/// <summary>A claim.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ExternalId">Its id in your system, unique per source.</param>
/// <param name="Source">Whose claim it is.</param>
/// <param name="Article">Where it was made.</param>
/// <param name="Text">The assertion, as it was sent.</param>
/// <param name="Quote">The source's own words.</param>
/// <param name="ClaimedAt">When the source said it, as precisely as is known: <c>2014</c>, <c>2014-09</c>, a day or an instant.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Modality">How the source puts it: <c>asserted reported alleged denied predicted quoted</c>.</param>
/// <param name="Basis">How the source knows: <c>witnessed deduced told unknown</c>.</param>
/// <param name="Status">Whether it stands: <c>active retracted superseded</c>.</param>
/// <param name="Topics">What it is about.</param>
/// <param name="Attribution">Through whom it came, nearest first.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Match">In a search: how it fits.</param>
public sealed record Claim(
    Guid Id,
    string? ExternalId,
    SourceRef Source,
    ArticleRef? Article,
    string Text,
    string? Quote,
    string? ClaimedAt,
    string? Language,
    string Modality,
    string Basis,
    string Status,
    IReadOnlyList<string> Topics,
    IReadOnlyList<Hop> Attribution,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    SearchMatch? Match = null)
{
    /// <summary>What its <c>ETag</c> header said, for <see cref="ClaimCheckClient.GetClaimIfChangedAsync"/>; null where it came along with others.</summary>
    public string? ETag { get; init; }
}

/// <summary>Over how much a search ranked.</summary>
/// <param name="Ranked">How many matches were ranked.</param>
/// <param name="Complete">Whether these were all; else there are older ones that were not looked at.</param>
public sealed record Ranking(int Ranked, bool Complete);

/// <summary>One page of claims.</summary>
/// <param name="Items">What is in it.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
/// <param name="Ranking">In a search: over how much it ranked.</param>
public sealed record ClaimPage(IReadOnlyList<Claim> Items, string? NextCursor, Ranking? Ranking = null);
