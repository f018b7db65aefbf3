using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Links;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Withdrawal;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Claims;

/// <summary>One step back towards the origin.</summary>
/// <param name="Source">The known source; null for one that is not named.</param>
/// <param name="Descriptor">How a source that is not named is described.</param>
/// <param name="Relation">How the claim came from it.</param>
/// <param name="OnRecord">On what terms it spoke.</param>
/// <param name="UpstreamClaim">The hop's own claim.</param>
/// <param name="Quote">The words in which it is cited.</param>
public sealed record HopResponse(
    SourceRef? Source, string? Descriptor, AttributionRelation Relation, OnRecord OnRecord, Guid? UpstreamClaim, string? Quote);

/// <summary>How a claim fits what was searched for.</summary>
/// <param name="Rank">Higher fits better; comparable within one search only.</param>
/// <param name="Snippet">Its text around what was found, as HTML: what matched stands in `mark` elements, everything else is escaped.</param>
public sealed record SearchMatch(float Rank, string Snippet);

/// <summary>A claim.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ExternalId">Its id in your system, unique per source; never changes.</param>
/// <param name="Source">Whose claim it is; never changes.</param>
/// <param name="Article">Where it was made.</param>
/// <param name="Text">The assertion, as it was sent.</param>
/// <param name="Quote">The source's own words.</param>
/// <param name="QuoteSelector">Where in the article they stand (W3C Web Annotation).</param>
/// <param name="ClaimedAt">When the source said it: a year, a month, a day or an instant.</param>
/// <param name="ClaimedAtPrecision">How much of the date is known.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Modality">How the source puts it.</param>
/// <param name="Basis">How the source knows.</param>
/// <param name="Status">Whether it stands.</param>
/// <param name="Topics">What it is about, in lower case.</param>
/// <param name="Attribution">Through whom it came, nearest first: outlet &lt;- first hop &lt;- second hop.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Match">In a search: how it fits.</param>
/// <param name="Links">With `expand=links`: its living links, newest first.</param>
/// <param name="LinksTruncated">With `expand=links`: whether there are more; `GET /v1/links?claim=ID` has them all.</param>
/// <param name="Withdrawal">In a dry run of its retraction: what would fall.</param>
public sealed record ClaimResponse(
    Guid Id,
    string? ExternalId,
    SourceRef Source,
    ArticleRef? Article,
    string Text,
    string? Quote,
    QuoteSelector? QuoteSelector,
    PartialDate? ClaimedAt,
    DatePrecision? ClaimedAtPrecision,
    string? Language,
    Modality Modality,
    Basis Basis,
    ClaimStatus Status,
    [property: MaxLength(TopicRules.Most), EachText(TopicRules.LengthStored, Pattern = TopicRules.PatternForTools)] IReadOnlyList<string> Topics,
    [property: MaxLength(Lineage.MaxHops)] IReadOnlyList<HopResponse> Attribution,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SearchMatch? Match = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(GetClaim.MostLinks)]
    IReadOnlyList<LinkOfClaim>? Links = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? LinksTruncated = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WithdrawalResponse? Withdrawal = null)
    : IExample<ClaimResponse>
{
    /// <inheritdoc/>
    public static ClaimResponse Example { get; } = new(
        SampleStory.IdOf("claim", "o1-1"), "o1-1",
        new SourceRef(SampleStory.IdOf("source", "outlet-001"), "outlet-001"),
        new ArticleRef(SampleStory.IdOf("article", "outlet001-2014"), "outlet001-2014"),
        "Khamenei authorised General Soleimani to coordinate operations with the Americans, the Iraqis and the Kurds.",
        null, null, StoryDates.Month, DatePrecision.Month, "en", Modality.Reported, Basis.Told, ClaimStatus.Active,
        ["iran", "islamic-state"],
        [
            new HopResponse(
                new SourceRef(SampleStory.IdOf("source", "bbc-news"), "bbc-news"), null, AttributionRelation.DerivedFrom, OnRecord.Unknown, null, null),
            new HopResponse(null, "sources in Tehran", AttributionRelation.DerivedFrom, OnRecord.Background, null, null),
        ],
        1, StoryDates.Recorded, StoryDates.Recorded);

    internal static ClaimResponse Of(Claim claim) => new(
        claim.Id, claim.ExternalId, claim.Source, claim.Article, claim.Facts.Text, claim.Facts.Quote, claim.Facts.QuoteSelector,
        claim.Facts.ClaimedAt, claim.Facts.ClaimedAt?.Precision, claim.Facts.Language, claim.Facts.Modality, claim.Facts.Basis,
        claim.Status, claim.Facts.Topics,
        [.. claim.Facts.Attribution.Select(h => new HopResponse(h.Source, h.Descriptor, h.Relation, h.OnRecord, h.UpstreamClaim, h.Quote))],
        claim.Version, claim.CreatedAt, claim.UpdatedAt);
}
