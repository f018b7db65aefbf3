using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.ApiKeys;

internal static class RevokeApiKey
{
    public static async Task<Results<NoContent, ProblemAnswer>> Handle(
        Guid id, IfMatch ifMatch, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var verdict = await data.ApiKeyStore.RevokeAsync(id, ifMatch.Versions, caller.Authorship, cancellation);
        return verdict.Outcome switch
        {
            ApiKeyOutcome.Accepted => TypedResults.NoContent(),
            ApiKeyOutcome.Missing => Problems.NotFound("key", id),
            ApiKeyOutcome.ChangedMeanwhile => IfMatch.Failed(verdict.Value!.Version),
        };
    }
}
