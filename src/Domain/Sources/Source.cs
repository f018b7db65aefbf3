using System.Text.Json.Serialization;

namespace ClaimCheck.Domain.Sources;

/// <summary>What kind of thing asserts.</summary>
public enum SourceKind
{
    /// <summary>A newspaper, magazine or news site.</summary>
    NewsOutlet = 1,

    /// <summary>An agency that supplies other outlets.</summary>
    WireAgency,

    /// <summary>Television or radio.</summary>
    Broadcaster,

    /// <summary>Mostly retells what others reported.</summary>
    Aggregator,

    /// <summary>A personal or group weblog.</summary>
    Blog,

    /// <summary>An account on a social platform.</summary>
    SocialAccount,

    /// <summary>A government or one of its offices.</summary>
    Government,

    /// <summary>Any other organisation.</summary>
    Institution,

    /// <summary>A human being.</summary>
    Person,

    /// <summary>A report, a leak, a court record.</summary>
    Document,
}

/// <summary>
/// Source reliability on the NATO Admiralty scale (AJP-2.1). F means unknown, is not worse than E, and is never averaged.
/// </summary>
public enum ReliabilityGrade
{
    /// <summary>Completely reliable.</summary>
    [JsonStringEnumMemberName("A")] A = 1,

    /// <summary>Usually reliable.</summary>
    [JsonStringEnumMemberName("B")] B,

    /// <summary>Fairly reliable.</summary>
    [JsonStringEnumMemberName("C")] C,

    /// <summary>Not usually reliable.</summary>
    [JsonStringEnumMemberName("D")] D,

    /// <summary>Unreliable.</summary>
    [JsonStringEnumMemberName("E")] E,

    /// <summary>Cannot be judged.</summary>
    [JsonStringEnumMemberName("F")] F,
}

/// <summary>A source by both of its names, which never change.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its address in words, such as <c>bbc-news</c>.</param>
public sealed record SourceRef(Guid Id, string Slug);

/// <summary>One judgement on a source's reliability; a later one stands beside it and never replaces it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Grade">The grade given.</param>
/// <param name="Rationale">Why.</param>
/// <param name="ValidFrom">The day from which it holds.</param>
/// <param name="RecordedAt">When it was recorded here.</param>
/// <param name="RecordedBy">Who recorded it.</param>
public sealed record ReliabilityJudgement(
    Guid Id, ReliabilityGrade Grade, string Rationale, DateOnly ValidFrom, DateTimeOffset RecordedAt, string RecordedBy);

/// <summary>What can be said about a source and corrected later.</summary>
/// <param name="Name">As its readers know it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parent">Its owner, by id, slug or externalId; null where it has none.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Domains">Host names it publishes under, in lower case, without repeats.</param>
/// <param name="WikidataId">Such as <c>Q9531</c>.</param>
/// <param name="Notes">Free text.</param>
public sealed record SourceFacts(
    string Name,
    SourceKind Kind,
    string? Parent,
    string? Country,
    string? Language,
    IReadOnlyList<string> Domains,
    string? WikidataId,
    string? Notes);

/// <summary>A publisher, agency, institution, account or person that asserts things.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Slug">Its address in words; never changes.</param>
/// <param name="ExternalId">Its id in somebody else's system; never changes.</param>
/// <param name="Name">As its readers know it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parent">Its owner.</param>
/// <param name="Family">Its topmost owner: itself where it has no parent.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Domains">Host names it publishes under.</param>
/// <param name="WikidataId">Such as <c>Q9531</c>.</param>
/// <param name="Notes">Free text.</param>
/// <param name="Reliability">The judgement with the latest day of validity.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record Source(
    Guid Id,
    string Slug,
    string? ExternalId,
    string Name,
    SourceKind Kind,
    SourceRef? Parent,
    SourceRef Family,
    string? Country,
    string? Language,
    IReadOnlyList<string> Domains,
    string? WikidataId,
    string? Notes,
    ReliabilityJudgement? Reliability,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>What became of a write to a source.</summary>
public enum SourceOutcome
{
    /// <summary>Stored.</summary>
    Accepted = 1,

    /// <summary>No such source.</summary>
    Missing,

    /// <summary>Another source has this slug.</summary>
    SlugTaken,

    /// <summary>Another source has this externalId.</summary>
    ExternalIdTaken,

    /// <summary>The parent named does not exist.</summary>
    ParentMissing,

    /// <summary>The source would own itself.</summary>
    ParentCycle,

    /// <summary>It is not, or no longer, in a version that the change may start from.</summary>
    ChangedMeanwhile,
}
