using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Sources;

/// <summary>A judgement on a source's reliability.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Grade">NATO Admiralty: A completely reliable ... E unreliable; F cannot be judged, which is not worse than E and never averaged.</param>
/// <param name="Rationale">Why.</param>
/// <param name="ValidFrom">The day from which it holds.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="RecordedBy">Whose key recorded it.</param>
public sealed record ReliabilityResponse(
    Guid Id, ReliabilityGrade Grade, string Rationale, DateOnly ValidFrom, DateTimeOffset RecordedAt, string RecordedBy)
    : IExample<ReliabilityResponse>
{
    /// <inheritdoc/>
    public static ReliabilityResponse Example { get; } = new(
        SampleStory.IdOf("reliability", "debkafile"), RateSourceRequest.Example.Grade, RateSourceRequest.Example.Rationale,
        RateSourceRequest.Example.ValidFrom!.Value, StoryDates.Recorded, "Night desk");

    internal static ReliabilityResponse Of(ReliabilityJudgement judgement) => new(
        judgement.Id, judgement.Grade, judgement.Rationale, judgement.ValidFrom, judgement.RecordedAt, judgement.RecordedBy);
}

/// <summary>A source.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Slug">Its address in words; never changes.</param>
/// <param name="ExternalId">Its id in your system; never changes.</param>
/// <param name="Name">As its readers know it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parent">Its owner.</param>
/// <param name="Family">Its topmost owner; itself where it has no parent.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Domains">Host names it publishes under.</param>
/// <param name="WikidataId">Its Wikidata item.</param>
/// <param name="Notes">Free text.</param>
/// <param name="Reliability">The judgement with the latest day of validity; the others are in its list.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record SourceResponse(
    Guid Id,
    string Slug,
    string? ExternalId,
    string Name,
    SourceKind Kind,
    SourceRef? Parent,
    SourceRef Family,
    string? Country,
    string? Language,
    [property: MaxLength(DomainRules.Most), EachText(DomainRules.Length, Pattern = DomainRules.Pattern)] IReadOnlyList<string> Domains,
    string? WikidataId,
    string? Notes,
    ReliabilityResponse? Reliability,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IExample<SourceResponse>
{
    private static readonly SourceRef Bbc = new(SampleStory.IdOf("source", "bbc"), "bbc");

    /// <inheritdoc/>
    public static SourceResponse Example { get; } = new(
        SampleStory.IdOf("source", "bbc-news"), "bbc-news", null, "BBC News", SourceKind.Broadcaster, Bbc, Bbc, "GB", null,
        ["bbc.com", "bbc.co.uk"], null, null, null, 1, StoryDates.Recorded, StoryDates.Recorded);

    internal static SourceResponse Of(Source source) => new(
        source.Id, source.Slug, source.ExternalId, source.Name, source.Kind, source.Parent, source.Family, source.Country,
        source.Language, source.Domains, source.WikidataId, source.Notes,
        source.Reliability is { } judgement ? ReliabilityResponse.Of(judgement) : null,
        source.Version, source.CreatedAt, source.UpdatedAt);
}
