using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Attribution;

namespace ClaimCheck.Domain.Claims;

/// <summary>A hop as it is sent: its source by any of its names.</summary>
/// <param name="Source">Id, slug or externalId of a known source.</param>
/// <param name="Descriptor">How an unnamed source is described.</param>
/// <param name="Relation">How the claim came from it.</param>
/// <param name="OnRecord">On what terms it spoke.</param>
/// <param name="UpstreamClaim">The hop's own claim: its id, or its externalId with that source.</param>
/// <param name="Quote">The words in which it is cited.</param>
public sealed record HopDraft(
    string? Source, string? Descriptor, AttributionRelation Relation, OnRecord OnRecord, string? UpstreamClaim, string? Quote);

/// <summary>An article as a claim names it.</summary>
/// <param name="Reference">Id or externalId of a known one; null where <paramref name="Facts"/> describe it.</param>
/// <param name="ExternalId">With <paramref name="Facts"/>: its id in the system it came from.</param>
/// <param name="Facts">What is known about it: it is found by address or externalId, or recorded.</param>
public sealed record ArticleMention(string? Reference, string? ExternalId = null, ArticleFacts? Facts = null);

/// <summary>A claim as it is sent.</summary>
/// <param name="Facts">What it says, apart from its attribution, whose names are still to be looked up.</param>
/// <param name="Attribution">Through whom it came, nearest first.</param>
/// <param name="Article">Where it was made.</param>
public sealed record ClaimDraft(ClaimFacts Facts, IReadOnlyList<HopDraft> Attribution, ArticleMention? Article);
