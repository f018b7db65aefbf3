using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data;
using ClaimCheck.Domain.ClaimReviews;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>Nothing, as Google's APIs write it: an object without members.</summary>
public sealed record EmptyResponse : IExample<EmptyResponse>
{
    /// <inheritdoc/>
    public static EmptyResponse Example { get; } = new();
}

internal static class DeleteClaimReviewPage
{
    public static async Task<Results<Ok<EmptyResponse>, ProblemAnswer>> Handle(
        Guid id, IfMatch ifMatch, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var verdict = await data.MarkupPageStore.DeleteAsync(id, ifMatch.Versions, caller.Authorship, cancellation);
        return verdict.Outcome switch
        {
            MarkupPageOutcome.Accepted => TypedResults.Ok(EmptyResponse.Example),
            MarkupPageOutcome.ChangedMeanwhile => IfMatch.Failed(verdict.Value!.Version),
            MarkupPageOutcome.Missing or MarkupPageOutcome.UrlTaken => MarkupPageAnswers.Refuse(verdict, id),
        };
    }
}
