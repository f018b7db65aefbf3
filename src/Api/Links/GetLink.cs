using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Links;

internal static class GetLink
{
    public static async Task<Results<VersionedOk<LinkResponse>, ProblemAnswer>> Handle(
        Guid id, DataServices data, CancellationToken cancellation) =>
        await data.LinkReader.GetWithReviewsAsync(id, cancellation) is { } found
            ? Versioned.Ok(LinkResponse.Of(found.Link) with { Reviews = [.. found.Reviews.Select(ReviewResponse.Of)] }, found.Link.Version)
            : Problems.NotFound("link", id);
}
