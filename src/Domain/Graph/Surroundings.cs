using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Graph;

/// <summary>What is recorded around a claim, as far as it was fetched. References that lead out of it are no fault.</summary>
/// <param name="Root">The claim that was asked for, which is among the claims.</param>
/// <param name="Depth">How many steps from claim to claim were gone.</param>
/// <param name="IncludesSuggested">Whether suggested links were followed too.</param>
/// <param name="Claims">The claims that were reached.</param>
/// <param name="Links">The links between them.</param>
/// <param name="Sources">The sources that they name, and who owns those.</param>
/// <param name="Articles">The articles in which they were made.</param>
/// <param name="ClaimsBeyond">How many claims were seen within that depth and not fetched, at least.</param>
/// <param name="HasMoreLinks">Whether there are more links between the claims than were fetched.</param>
public sealed record Surroundings(
    Guid Root,
    int Depth,
    bool IncludesSuggested,
    IReadOnlyList<NearClaim> Claims,
    IReadOnlyList<NearLink> Links,
    IReadOnlyList<NearSource> Sources,
    IReadOnlyList<GraphArticle> Articles,
    int ClaimsBeyond = 0,
    bool HasMoreLinks = false);

/// <summary>A claim that was reached.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Depth">In how many steps.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Article">Where it was made.</param>
/// <param name="Hops">Through whom it came, nearest first.</param>
public sealed record NearClaim(GraphClaim Claim, int Depth, Guid Source, Guid? Article, IReadOnlyList<NearHop> Hops);

/// <summary>A hop of a claim that was reached.</summary>
/// <param name="Position">Its place in the chain, from 1.</param>
/// <param name="Source">The known source; null for an unnamed one.</param>
/// <param name="Descriptor">How an unnamed source is described.</param>
/// <param name="Relation">How the claim came from it.</param>
/// <param name="OnRecord">On what terms it spoke.</param>
/// <param name="UpstreamClaim">The hop's own claim.</param>
public sealed record NearHop(
    int Position, Guid? Source, string? Descriptor, AttributionRelation Relation, OnRecord OnRecord, Guid? UpstreamClaim);

/// <summary>A link between claims that were reached.</summary>
/// <param name="Link">The link.</param>
/// <param name="From">The claim the relation is said of.</param>
/// <param name="To">The other claim.</param>
public sealed record NearLink(GraphLink Link, Guid From, Guid To);

/// <summary>A source and its owner.</summary>
/// <param name="Source">The source.</param>
/// <param name="Parent">Its owner; null where it has none.</param>
public sealed record NearSource(GraphSource Source, Guid? Parent);
