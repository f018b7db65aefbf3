using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Claims;

/// <summary>What can come along with a claim.</summary>
public enum ClaimExpansion
{
    /// <summary>Its living links, each with the claim at its other end.</summary>
    Links = 1,
}

/// <summary>What comes along with a claim.</summary>
public sealed class GetClaimQuery
{
    /// <summary>What comes along.</summary>
    [QueryWord("`links`: the claim's living links, each with the claim at its other end, in the same answer.", Example = "links")]
    public ClaimExpansion? Expand { get; init; }
}

internal static class GetClaim
{
    public const int MostLinks = 200;

    public static async Task<Results<VersionedOk<ClaimResponse>, NotModified, ProblemAnswer>> Handle(
        Guid id, Query<GetClaimQuery> query, IfNoneMatch known, DataServices data, CancellationToken cancellation)
    {
        if (query.Value.Expand is ClaimExpansion.Links)
        {
            return await data.LinkReader.GetWithLinksAsync(id, MostLinks + 1, cancellation) switch
            {
                null => Problems.NotFound("claim", id),
                { Claim.TakenDownAt: not null } => ClaimAnswers.TakenDown(id),
                { } found => Versioned.Expanded(ClaimResponse.Of(found.Claim.Claim) with
                {
                    Links = [.. found.Links.Take(MostLinks).Select(link => LinkOfClaim.Of(link.Link, link.Other))],
                    LinksTruncated = found.Links.Count > MostLinks,
                }),
            };
        }

        if (known.IsGiven && await data.ClaimReader.GetVersionAsync(id, cancellation) is { } version && known.Has(version))
        {
            return Versioned.NotModified(version);
        }

        return await data.ClaimReader.GetAsync(id, cancellation) switch
        {
            null => Problems.NotFound("claim", id),
            { TakenDownAt: not null } => ClaimAnswers.TakenDown(id),
            { Claim: var claim } => Versioned.Ok(ClaimResponse.Of(claim), claim.Version),
        };
    }
}
