using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.FactCheckTools;

internal static class GetClaimReviewPage
{
    public static async Task<Results<VersionedOk<ClaimReviewMarkupPageResponse>, NotModified, ProblemAnswer>> Handle(
        Guid id, IfNoneMatch known, DataServices data, CancellationToken cancellation)
    {
        if (known.IsGiven && await data.MarkupPageReader.GetVersionAsync(id, cancellation) is { } version && known.Has(version))
        {
            return Versioned.NotModified(version);
        }

        return await data.MarkupPageReader.GetAsync(id, cancellation) is { } page
            ? Versioned.Ok(ClaimReviewMarkupPageResponse.Of(page), page.Version)
            : MarkupPageAnswers.Missing(id);
    }
}
