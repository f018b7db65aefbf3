using System.Globalization;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Graph;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Graph;

/// <summary>What nodes and edges carry in formats that know names and values only. The names are those of the JSON.</summary>
internal static class GraphAttributes
{
    /// <summary>Every name there is, and whether its values are whole numbers.</summary>
    public static IReadOnlyList<(string Name, bool IsNumber)> All { get; } =
    [
        ("kind", false), ("depth", true), ("label", false), ("externalId", false), ("claimedAt", false), ("language", false),
        ("modality", false), ("basis", false), ("status", false), ("slug", false), ("sourceKind", false), ("relay", false), ("url", false),
        ("publishedAt", false), ("claim", false), ("position", true), ("relation", false), ("onRecord", false), ("link", false),
    ];

    public static IEnumerable<(string Name, string Value)> Of(GraphNode node)
    {
        (string Name, string? Value)[] own = node.Kind switch
        {
            NodeKind.Claim => OfClaim(node.Claim!),
            NodeKind.Source => [("slug", node.Source!.Slug), ("sourceKind", Words<SourceKind>.Of(node.Source.Kind))],
            NodeKind.Unnamed => [("relay", node.Unnamed!.Relay.ToString())],
            NodeKind.Article =>
                [("externalId", node.Article!.ExternalId), ("url", node.Article.Url), ("publishedAt", node.Article.PublishedAt?.ToString())],
        };
        return There([("kind", Words<NodeKind>.Of(node.Kind)), ("depth", Number(node.Depth)), .. own]);
    }

    public static IEnumerable<(string Name, string Value)> Of(GraphEdge edge) => There(
    [
        ("kind", Words<EdgeKind>.Of(edge.Kind)),
        ("claim", edge.Attribution?.Claim.ToString()),
        ("position", edge.Attribution is { } step ? Number(step.Position) : null),
        ("relation", edge.Attribution is { } hop ? Words<AttributionRelation>.Of(hop.Relation) : null),
        ("onRecord", edge.Attribution is { } terms ? Words<OnRecord>.Of(terms.OnRecord) : null),
        ("link", edge.Link?.Id.ToString()),
        ("relation", edge.Link is { } link ? Words<LinkRelation>.Of(link.Relation) : null),
        ("status", edge.Link is { } judged ? Words<LinkStatus>.Of(judged.Status) : null),
    ]);

    private static (string, string?)[] OfClaim(GraphClaim claim) =>
    [
        ("externalId", claim.ExternalId), ("claimedAt", claim.ClaimedAt?.ToString()), ("language", claim.Language),
        ("modality", Words<Modality>.Of(claim.Modality)), ("basis", Words<Basis>.Of(claim.Basis)),
        ("status", Words<ClaimStatus>.Of(claim.Status)),
    ];

    private static IEnumerable<(string Name, string Value)> There(IEnumerable<(string Name, string? Value)> attributes) =>
        attributes.Where(attribute => attribute.Value is not null).Select(attribute => (attribute.Name, attribute.Value!));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
