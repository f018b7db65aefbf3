using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Claims;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Claims;

/// <summary>Why a claim is taken down.</summary>
public sealed class TakeDownClaimQuery
{
    /// <summary>The order.</summary>
    [QueryText("The order that demands it: what goes on record in place of the claim.", MaxLength = 500, Required = true,
        Example = "Order of the regional court, case 4 O 123/14")]
    public string? Reason { get; init; }
}

internal static class TakeDownClaim
{
    public static async Task<Results<NoContent, ProblemAnswer>> Handle(
        Guid id, Query<TakeDownClaimQuery> query, IfMatch ifMatch, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var verdict = await data.WithdrawalStore.TakeDownClaimAsync(id, ifMatch.Versions, query.Value.Reason!, caller.Authorship, cancellation);
        return verdict.Outcome == ClaimOutcome.Accepted ? TypedResults.NoContent() : ClaimAnswers.Refuse(verdict, id);
    }
}
