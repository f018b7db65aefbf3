using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Links;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Links;

/// <summary>An editor's judgement on a link.</summary>
/// <param name="Decision">`confirmed`, `rejected` or `retracted`.</param>
/// <param name="Note">Why.</param>
/// <param name="ReviewedBy">The name of the key used.</param>
/// <param name="ReviewedAt">When.</param>
/// <param name="SupersededAt">When a later judgement took its place; null for the one that stands.</param>
public sealed record ReviewResponse(
    LinkStatus Decision, string? Note, string ReviewedBy, DateTimeOffset ReviewedAt, DateTimeOffset? SupersededAt)
{
    internal static ReviewResponse Of(LinkReview review) =>
        new(review.Decision, review.Note, review.ReviewedBy, review.ReviewedAt, review.SupersededAt);
}

/// <summary>A link between two claims.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="From">The claim the relation is said of; for a symmetric relation the one with the smaller id, whichever way it was sent.</param>
/// <param name="To">The other claim.</param>
/// <param name="Relation">What the first is to the second.</param>
/// <param name="Status">Where it stands; only confirmed links are evidence.</param>
/// <param name="Method">Who or what proposed it.</param>
/// <param name="Rationale">Why.</param>
/// <param name="EvidenceUrls">What supports it.</param>
/// <param name="Confidence">From 0 to 1, as its proposer gave it.</param>
/// <param name="ProposedBy">The name of the key used.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was proposed.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Reviews">Of one link read by itself: every judgement, newest first.</param>
public sealed record LinkResponse(
    Guid Id,
    Guid From,
    Guid To,
    LinkRelation Relation,
    LinkStatus Status,
    LinkMethod Method,
    string Rationale,
    [property: MaxLength(LinkRules.MostEvidence), EachText(WebAddress.MaxLength, Pattern = WebAddress.Pattern)] IReadOnlyList<string> EvidenceUrls,
    [property: Range(0.0, 1.0)] double? Confidence,
    string ProposedBy,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(100)] IReadOnlyList<ReviewResponse>? Reviews = null)
    : IExample<LinkResponse>
{
    /// <inheritdoc/>
    public static LinkResponse Example { get; } = new(
        SampleStory.IdOf("link", "ric-1 restates o1-1"), SampleStory.IdOf("claim", "ric-1"), SampleStory.IdOf("claim", "o1-1"),
        LinkRelation.Restates, LinkStatus.Confirmed, LinkMethod.Human, "The same assertion, both relayed from the BBC.", [], null,
        "Night desk", 2, StoryDates.Recorded, StoryDates.Recorded);

    internal static LinkResponse Of(ClaimLink link) => new(
        link.Id, link.From, link.To, link.Relation, link.Status, link.Method, link.Rationale, link.EvidenceUrls, link.Confidence,
        link.ProposedBy, link.Version, link.CreatedAt, link.UpdatedAt);
}

/// <summary>The claim at the other end of a link.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in your system.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="ClaimedAt">When it was said.</param>
/// <param name="Modality">How its source puts it.</param>
/// <param name="Status">Whether it stands.</param>
/// <param name="Version">Its version.</param>
public sealed record LinkedClaimResponse(
    Guid Id, string? ExternalId, SourceRef Source, string Text, PartialDate? ClaimedAt, Modality Modality, ClaimStatus Status, int Version);

/// <summary>A link as it comes along with one of its claims.</summary>
/// <param name="Link">The link.</param>
/// <param name="Claim">The claim at its other end.</param>
public sealed record LinkOfClaim(LinkResponse Link, LinkedClaimResponse Claim)
{
    internal static LinkOfClaim Of(ClaimLink link, LinkedClaim other) => new(
        LinkResponse.Of(link),
        new LinkedClaimResponse(
            other.Id, other.ExternalId, other.Source, other.Text, other.ClaimedAt, other.Modality, other.Status, other.Version));
}
