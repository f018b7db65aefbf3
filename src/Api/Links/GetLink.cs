using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Links;

internal static class GetLink
{
    public static async Task<Results<VersionedOk<LinkResponse>, NotModified, ProblemAnswer>> Handle(
        Guid id, IfNoneMatch known, DataServices data, CancellationToken cancellation)
    {
        if (known.IsGiven && await data.LinkReader.GetVersionAsync(id, cancellation) is { } version && known.Has(version))
        {
            return Versioned.NotModified(version);
        }

        return await data.LinkReader.GetWithReviewsAsync(id, cancellation) is { } found
            ? Versioned.Ok(LinkResponse.Of(found.Link) with { Reviews = [.. found.Reviews.Select(ReviewResponse.Of)] }, found.Link.Version)
            : Problems.NotFound("link", id);
    }
}
