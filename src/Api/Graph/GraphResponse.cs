using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Domain.Graph;

namespace ClaimCheck.Api.Graph;

/// <summary>A node; of `claim`, `source`, `unnamed` and `article`, only the one that `kind` says is there.</summary>
/// <param name="Id">Its name within the graph, the same in every form and every time.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Depth">How many steps from claim to claim lie between it and the claim that was asked for.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Source">The known source.</param>
/// <param name="Unnamed">The source that is only described.</param>
/// <param name="Article">The article.</param>
public sealed record GraphNodeResponse(
    [property: MaxLength(GraphResponse.LongestId)] string Id,
    NodeKind Kind,
    int Depth,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GraphClaim? Claim,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GraphSource? Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GraphUnnamed? Unnamed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GraphArticle? Article)
{
    internal static GraphNodeResponse Of(GraphNode node) =>
        new(node.Id, node.Kind, node.Depth, node.Claim, node.Source, node.Unnamed, node.Article);
}

/// <summary>A directed edge.</summary>
/// <param name="Id">Its name within the graph, the same in every form and every time.</param>
/// <param name="Kind">What it says.</param>
/// <param name="From">The id of the node it starts at.</param>
/// <param name="To">The id of the node it ends at.</param>
/// <param name="Attribution">With `attributed` and `upstream`: whose.</param>
/// <param name="Link">With `link`: the link.</param>
public sealed record GraphEdgeResponse(
    [property: MaxLength(GraphResponse.LongestId)] string Id,
    EdgeKind Kind,
    [property: MaxLength(GraphResponse.LongestId)] string From,
    [property: MaxLength(GraphResponse.LongestId)] string To,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GraphAttribution? Attribution,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GraphLink? Link)
{
    internal static GraphEdgeResponse Of(GraphEdge edge) => new(edge.Id, edge.Kind, edge.From, edge.To, edge.Attribution, edge.Link);
}

/// <summary>A claim with all that is recorded around it.</summary>
/// <param name="Claim">The claim that was asked for.</param>
/// <param name="Depth">How many steps from claim to claim the graph reaches.</param>
/// <param name="IncludeSuggested">Whether suggested links are in it too.</param>
/// <param name="Nodes">Nearest first; at the same depth by kind, then newest first.</param>
/// <param name="Edges">In the same order, by the claim each belongs to.</param>
/// <param name="Truncated">Whether there was more than there is room for.</param>
/// <param name="LeftOut">What there was no room for; null where all is there.</param>
public sealed record GraphResponse(
    Guid Claim,
    int Depth,
    bool IncludeSuggested,
    [property: MaxLength(GraphBounds.LargestNodes)] IReadOnlyList<GraphNodeResponse> Nodes,
    [property: MaxLength(GraphBounds.LargestEdges)] IReadOnlyList<GraphEdgeResponse> Edges,
    bool Truncated,
    LeftOut? LeftOut) : IExample<GraphResponse>
{
    internal const int LongestId = 100;

    /// <inheritdoc/>
    public static GraphResponse Example { get; } = Of(GraphExamples.Graph);

    internal static GraphResponse Of(EvidenceGraph graph) => new(
        graph.Root, graph.Depth, graph.IncludesSuggested,
        [.. graph.Nodes.Select(GraphNodeResponse.Of)], [.. graph.Edges.Select(GraphEdgeResponse.Of)],
        graph.LeftOut is not null, graph.LeftOut);

    internal static void Write(EvidenceGraph graph, Stream output) => JsonSerializer.Serialize(output, Of(graph), WireJson.Options);
}
