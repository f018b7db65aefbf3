using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Graph;

/// <summary>What an edge says.</summary>
public enum EdgeKind
{
    /// <summary>From a claim to the source whose claim it is.</summary>
    MadeBy = 1,

    /// <summary>From a claim to the article in which it was made.</summary>
    PublishedIn,

    /// <summary>One step back along a claim's attribution: from the claim to its first hop, from each hop to the next.</summary>
    Attributed,

    /// <summary>From a hop to the hop's own claim.</summary>
    Upstream,

    /// <summary>From a source to its owner.</summary>
    OwnedBy,

    /// <summary>From a claim to another: a link between them.</summary>
    Link,
}

/// <summary>To whose attribution an edge belongs. Edges between sources mean nothing without it: BBC News has what it says from many.</summary>
/// <param name="Claim">The claim that came this way.</param>
/// <param name="Position">The hop at which the edge arrives, or from which it goes upstream; the nearest is 1.</param>
/// <param name="Relation">How the claim came from the hop.</param>
/// <param name="OnRecord">On what terms the hop spoke.</param>
public sealed record GraphAttribution(Guid Claim, int Position, AttributionRelation Relation, OnRecord OnRecord);

/// <summary>The link behind an edge between claims.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Relation">What the first claim is to the second.</param>
/// <param name="Status">Where it stands.</param>
public sealed record GraphLink(Guid Id, LinkRelation Relation, LinkStatus Status);

/// <summary>One directed edge.</summary>
/// <param name="Id">Its name within the graph, the same in every format: letters, digits, colons, underscores and hyphens.</param>
/// <param name="Kind">What it says.</param>
/// <param name="From">The node it starts at.</param>
/// <param name="To">The node it ends at.</param>
/// <param name="Attribution">With <see cref="EdgeKind.Attributed"/> and <see cref="EdgeKind.Upstream"/>: whose.</param>
/// <param name="Link">With <see cref="EdgeKind.Link"/>: the link.</param>
public sealed record GraphEdge(
    string Id, EdgeKind Kind, string From, string To, GraphAttribution? Attribution = null, GraphLink? Link = null)
{
    /// <summary>What a reader should see of it.</summary>
    public string Label => Kind switch
    {
        EdgeKind.MadeBy => "made by",
        EdgeKind.PublishedIn => "published in",
        EdgeKind.Attributed => Spoken(Words<AttributionRelation>.Of(Attribution!.Relation)),
        EdgeKind.Upstream => "upstream",
        EdgeKind.OwnedBy => "owned by",
        EdgeKind.Link when Link!.Status == LinkStatus.Confirmed => Spoken(Words<LinkRelation>.Of(Link.Relation)),
        EdgeKind.Link => $"{Spoken(Words<LinkRelation>.Of(Link.Relation))} ({Words<LinkStatus>.Of(Link.Status)})",
    };

    private static string Spoken(string word) => word.Replace('_', ' ');
}
