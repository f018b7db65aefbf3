using System.Globalization;

namespace ClaimCheck.Domain.Graph;

/// <summary>How much one graph holds.</summary>
/// <param name="MostClaims">Of claims.</param>
/// <param name="MostNodes">Of nodes, claims included.</param>
/// <param name="MostEdges">Of edges.</param>
public sealed record GraphBounds(int MostClaims, int MostNodes, int MostEdges)
{
    /// <summary>The most nodes of any graph.</summary>
    public const int LargestNodes = 2_000;

    /// <summary>The most edges of any graph.</summary>
    public const int LargestEdges = 10_000;

    /// <summary>What programs read with ease.</summary>
    public static GraphBounds Standard { get; } = new(500, LargestNodes, LargestEdges);
}

/// <summary>What a graph would hold as well if it had room.</summary>
/// <param name="Claims">How many claims within the depth, at least: what lies behind a claim that was left out was not looked at.</param>
/// <param name="Nodes">How many other nodes that hang on claims that are there.</param>
/// <param name="Edges">How many edges between nodes that hang on claims that are there, at least.</param>
/// <param name="Statement">The same in words, with the reason.</param>
public sealed record LeftOut(int Claims, int Nodes, int Edges, string Statement);

/// <summary>
/// A claim with all that is recorded around it: who made the claims near it, where, through whom they came, and what they are to
/// each other. The same records give the same graph in the same order, whatever the order in which they were fetched.
/// </summary>
/// <param name="Root">The claim that was asked for.</param>
/// <param name="Depth">How many steps from claim to claim it reaches.</param>
/// <param name="IncludesSuggested">Whether suggested links are in it too.</param>
/// <param name="Nodes">Nearest first; at the same depth by kind, then newest first.</param>
/// <param name="Edges">In the same order, by the claim each belongs to.</param>
/// <param name="LeftOut">What there was no room for; null where all is there.</param>
public sealed record EvidenceGraph(
    Guid Root, int Depth, bool IncludesSuggested, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, LeftOut? LeftOut)
{
    /// <summary>Makes the graph, as far as it has room.</summary>
    /// <param name="near">What was fetched.</param>
    /// <param name="bounds">How much room there is.</param>
    public static EvidenceGraph Of(Surroundings near, GraphBounds bounds)
    {
        var draft = GraphDraft.Of(near);
        var nodes = draft.Nodes(bounds);
        var kept = nodes.Select(node => node.Id).ToHashSet();
        var edges = draft.Edges
            .Where(edge => kept.Contains(edge.From) && kept.Contains(edge.To)
                && (edge.Attribution is not { } attribution || kept.Contains($"claim:{attribution.Claim}")))
            .Take(bounds.MostEdges)
            .ToList();

        var claims = near.ClaimsBeyond + draft.CountOfClaims - nodes.Count(node => node.Kind == NodeKind.Claim);
        var others = draft.CountOfOthers - nodes.Count(node => node.Kind != NodeKind.Claim);
        var lines = draft.Edges.Count - edges.Count + (near.HasMoreLinks ? 1 : 0);
        return new(
            near.Root, near.Depth, near.IncludesSuggested, nodes, edges,
            claims + others + lines == 0 ? null : new LeftOut(claims, others, lines, Tell(claims, others, lines, bounds)));
    }

    private static string Tell(int claims, int others, int edges, GraphBounds bounds) => string.Create(
        CultureInfo.InvariantCulture,
        $"Left out: at least {claims:N0} claims, {others:N0} other nodes and {edges:N0} edges, because this graph holds at most {bounds.MostClaims:N0} claims, {bounds.MostNodes:N0} nodes and {bounds.MostEdges:N0} edges, the nearest first and of those equally near the newest.");
}
