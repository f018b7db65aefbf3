using System.Security.Cryptography;
using System.Text;
using ClaimCheck.Domain.Attribution;

namespace ClaimCheck.Domain.Graph;

/// <summary>Nodes and edges as they are found, claim after claim, nearest first: whatever occurs again keeps its first depth.</summary>
internal sealed class GraphDraft
{
    // A descriptor may be 500 characters of anything, and an id must stay short and plain: 64 bits of a hash tell a ledger's
    // descriptors behind one relay apart.
    private const int BytesOfHash = 8;

    private readonly Dictionary<string, GraphNode> nodes = [];
    private readonly List<(int Depth, Guid Owner, GraphEdge Edge)> edges = [];
    private readonly Dictionary<Guid, NearSource> sources;
    private readonly Dictionary<Guid, GraphArticle> articles;

    private GraphDraft(Surroundings near)
    {
        sources = near.Sources.ToDictionary(source => source.Source.Id);
        articles = near.Articles.ToDictionary(article => article.Id);
    }

    /// <summary>Every edge between nodes that are there, in order.</summary>
    internal List<GraphEdge> Edges { get; private set; } = [];

    internal int CountOfClaims => nodes.Values.Count(node => node.Kind == NodeKind.Claim);

    internal int CountOfOthers => nodes.Count - CountOfClaims;

    internal static GraphDraft Of(Surroundings near)
    {
        var draft = new GraphDraft(near);
        var claims = near.Claims
            .OrderBy(claim => claim.Depth)
            .ThenByDescending(claim => IdOf(claim.Claim), StringComparer.Ordinal)
            .ToList();
        foreach (var claim in claims)
        {
            draft.AddClaim(claim);
        }

        foreach (var link in near.Links)
        {
            draft.AddLink(link);
        }

        draft.Edges = [.. draft.edges
            .Where(edge => draft.nodes.ContainsKey(edge.Edge.From) && draft.nodes.ContainsKey(edge.Edge.To))
            .OrderBy(edge => edge.Depth)
            .ThenBy(edge => edge.Edge.Kind)
            .ThenByDescending(edge => edge.Owner.ToString(), StringComparer.Ordinal)
            .ThenBy(edge => edge.Edge.Attribution?.Position)
            .Select(edge => edge.Edge)];
        return draft;
    }

    /// <summary>The nodes for which there is room, in order.</summary>
    internal List<GraphNode> Nodes(GraphBounds bounds)
    {
        var ordered = nodes.Values
            .OrderBy(node => node.Depth)
            .ThenBy(node => node.Kind)
            .ThenByDescending(node => node.Id, StringComparer.Ordinal);
        var claims = 0;
        return [.. ordered.Where(node => node.Kind != NodeKind.Claim || ++claims <= bounds.MostClaims).Take(bounds.MostNodes)];
    }

    private void AddClaim(NearClaim near)
    {
        var id = IdOf(near.Claim);
        Add(new GraphNode(id, NodeKind.Claim, near.Depth, Claim: near.Claim));
        Connect(near.Depth, near.Claim.Id, new GraphEdge($"made_by:{near.Claim.Id}", EdgeKind.MadeBy, id, AddSource(near.Source, near.Depth)));
        if (near.Article is { } article && articles.TryGetValue(article, out var published))
        {
            var node = Add(new GraphNode($"article:{article}", NodeKind.Article, near.Depth, Article: published));
            Connect(near.Depth, near.Claim.Id, new GraphEdge($"published_in:{near.Claim.Id}", EdgeKind.PublishedIn, id, node));
        }

        AddHops(near, id);
    }

    private void AddHops(NearClaim near, string from)
    {
        var relay = near.Source;
        foreach (var hop in near.Hops.OrderBy(hop => hop.Position))
        {
            relay = hop.Source ?? relay;
            var to = hop.Source is { } source ? AddSource(source, near.Depth) : AddUnnamed(hop.Descriptor!, relay, near.Depth);
            var step = new GraphAttribution(near.Claim.Id, hop.Position, hop.Relation, hop.OnRecord);
            Connect(near.Depth, near.Claim.Id, new GraphEdge($"attributed:{near.Claim.Id}:{hop.Position}", EdgeKind.Attributed, from, to, step));
            if (hop.UpstreamClaim is { } upstream)
            {
                Connect(near.Depth, near.Claim.Id, new GraphEdge($"upstream:{near.Claim.Id}:{hop.Position}", EdgeKind.Upstream, to, $"claim:{upstream}", step));
            }

            from = to;
        }
    }

    private void AddLink(NearLink link)
    {
        var (from, to) = ($"claim:{link.From}", $"claim:{link.To}");
        if (nodes.TryGetValue(from, out var one) && nodes.TryGetValue(to, out var other))
        {
            Connect(Math.Max(one.Depth, other.Depth), link.Link.Id, new GraphEdge($"link:{link.Link.Id}", EdgeKind.Link, from, to, Link: link.Link));
        }
    }

    /// <summary>Adds a source with its owners, unless it is there already.</summary>
    private string AddSource(Guid id, int depth)
    {
        var name = $"source:{id}";
        if (nodes.ContainsKey(name) || !sources.TryGetValue(id, out var near))
        {
            return name;
        }

        Add(new GraphNode(name, NodeKind.Source, depth, Source: near.Source));
        if (near.Parent is { } parent)
        {
            Connect(depth, id, new GraphEdge($"owned_by:{id}", EdgeKind.OwnedBy, name, AddSource(parent, depth)));
        }

        return name;
    }

    private string AddUnnamed(string descriptor, Guid relay, int depth)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes(Descriptor.KeyOf(descriptor)));
        var id = $"unnamed:{relay}:{Convert.ToHexStringLower(key.AsSpan(0, BytesOfHash))}";
        return Add(new GraphNode(id, NodeKind.Unnamed, depth, Unnamed: new GraphUnnamed(descriptor, relay)));
    }

    private string Add(GraphNode node)
    {
        nodes.TryAdd(node.Id, node);
        return node.Id;
    }

    private void Connect(int depth, Guid owner, GraphEdge edge) => edges.Add((depth, owner, edge));

    private static string IdOf(GraphClaim claim) => $"claim:{claim.Id}";
}
