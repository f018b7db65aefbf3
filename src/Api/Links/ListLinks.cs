using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.Links;
using ClaimCheck.Domain.Links;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Links;

/// <summary>Which links are meant.</summary>
public sealed class LinkQuery
{
    /// <summary>Where they stand.</summary>
    [QueryWord("Only links with this status; `suggested` is the review queue.", Example = "confirmed")]
    public LinkStatus? Status { get; init; }

    /// <summary>What they say.</summary>
    [QueryWord("Only links of this relation.")]
    public LinkRelation? Relation { get; init; }

    /// <summary>Who proposed them.</summary>
    [QueryWord("Only links proposed like this.")]
    public LinkMethod? Method { get; init; }

    /// <summary>A claim they join.</summary>
    [QueryId("Only links of this claim, at either end.")]
    public Guid? Claim { get; init; }

    internal LinkFilter ToFilter() => new(Status, Relation, Method, Claim);
}

/// <summary>Which page of them.</summary>
public sealed class ListLinksQuery : PageQuery
{
    /// <summary>Which.</summary>
    [QueryPart]
    public LinkQuery Which { get; } = new();
}

internal static class ListLinks
{
    public static async Task<Results<PageAnswer<Page<LinkResponse>>, ProblemAnswer>> Handle(
        Query<ListLinksQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        var links = await data.LinkReader.ListAsync(asked.Which.ToFilter(), Positions.Id(query.After), asked.Limit + 1, cancellation);
        return query.Page([.. links.Select(LinkResponse.Of)], link => link.Id.ToString());
    }
}
