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

    public static async Task<Results<VersionedOk<ClaimResponse>, ProblemAnswer>> Handle(
        Guid id, Query<GetClaimQuery> query, DataServices data, CancellationToken cancellation)
    {
        // Both are asked for at once: the reads share a connection, so together they take one round trip.
        var links = query.Value.Expand is ClaimExpansion.Links
            ? data.LinkReader.ListOfClaimAsync(id, MostLinks + 1, cancellation)
            : null;
        var found = await data.ClaimReader.GetAsync(id, cancellation);
        var response = found is null ? null : ClaimResponse.Of(found.Claim);
        if (links is not null)
        {
            var expanded = await links;
            response = response is null ? null : response with
            {
                Links = [.. expanded.Take(MostLinks).Select(link => LinkOfClaim.Of(link.Link, link.Other))],
                LinksTruncated = expanded.Count > MostLinks,
            };
        }

        return found switch
        {
            null => Problems.NotFound("claim", id),
            { TakenDownAt: not null } => ClaimAnswers.TakenDown(id),
            _ when links is not null => Versioned.Expanded(response!),
            _ => Versioned.Ok(response!, found.Claim.Version),
        };
    }
}
