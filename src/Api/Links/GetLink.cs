using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Links;

internal static class GetLink
{
    public static async Task<Results<VersionedOk<LinkResponse>, ProblemAnswer>> Handle(
        Guid id, DataServices data, CancellationToken cancellation)
    {
        var reviews = data.LinkReader.ListReviewsAsync(id, cancellation);
        var link = await data.LinkReader.GetAsync(id, cancellation);
        var judgements = (await reviews).Select(r => new ReviewResponse(r.Decision, r.Note, r.ReviewedBy, r.ReviewedAt, r.SupersededAt));
        return link is null
            ? Problems.NotFound("link", id)
            : Versioned.Ok(LinkResponse.Of(link) with { Reviews = [.. judgements] }, link.Version);
    }
}
