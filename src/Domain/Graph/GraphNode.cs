using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Graph;

/// <summary>What a node stands for.</summary>
public enum NodeKind
{
    /// <summary>A claim.</summary>
    Claim = 1,

    /// <summary>A source that is known.</summary>
    Source,

    /// <summary>A source that is only described, behind the nearest named one that cites it.</summary>
    Unnamed,

    /// <summary>An article.</summary>
    Article,
}

/// <summary>A claim in a graph.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in the system it came from.</param>
/// <param name="Text">What it says.</param>
/// <param name="ClaimedAt">When its source said it.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Modality">How its source puts it.</param>
/// <param name="Basis">How its source knows.</param>
/// <param name="Status">Whether it stands.</param>
public sealed record GraphClaim(
    Guid Id, string? ExternalId, string Text, PartialDate? ClaimedAt, string? Language, Modality Modality, Basis Basis, ClaimStatus Status);

/// <summary>A known source in a graph.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its address in words.</param>
/// <param name="Name">As its readers know it.</param>
/// <param name="Kind">What it is.</param>
public sealed record GraphSource(Guid Id, string Slug, string Name, SourceKind Kind);

/// <summary>A source that is only described. The same words behind the same relay are one node.</summary>
/// <param name="Descriptor">How it is described.</param>
/// <param name="Relay">The id of the nearest named source that cites it.</param>
public sealed record GraphUnnamed(string Descriptor, Guid Relay);

/// <summary>An article in a graph.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in the system it came from.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Url">Where it was published.</param>
/// <param name="PublishedAt">When.</param>
public sealed record GraphArticle(Guid Id, string? ExternalId, string? Title, string? Url, PartialDate? PublishedAt);

/// <summary>One node; of what it stands for, exactly the one that <paramref name="Kind"/> says is there.</summary>
/// <param name="Id">Its name within the graph, the same in every format: letters, digits, colons and hyphens.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Depth">How many steps from claim to claim lie between it and the claim that was asked for.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Source">The known source.</param>
/// <param name="Unnamed">The source that is only described.</param>
/// <param name="Article">The article.</param>
public sealed record GraphNode(
    string Id,
    NodeKind Kind,
    int Depth,
    GraphClaim? Claim = null,
    GraphSource? Source = null,
    GraphUnnamed? Unnamed = null,
    GraphArticle? Article = null)
{
    /// <summary>What a reader should see of it, at whatever length.</summary>
    public string Label => Kind switch
    {
        NodeKind.Claim => Claim!.Text,
        NodeKind.Source => Source!.Name,
        NodeKind.Unnamed => Unnamed!.Descriptor,
        NodeKind.Article => Article!.Title ?? Article.Url ?? Article.Id.ToString(),
    };
}
