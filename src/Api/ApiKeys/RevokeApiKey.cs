using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.ApiKeys;

internal static class RevokeApiKey
{
    public static async Task<Results<NoContent, ProblemAnswer>> Handle(
        Guid id, Caller caller, DataServices data, CancellationToken cancellation) =>
        await data.ApiKeyStore.RevokeAsync(id, caller.Authorship, cancellation)
            ? TypedResults.NoContent()
            : Problems.NotFound("key", id);
}
