using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

internal static class DeleteWebhook
{
    public static async Task<Results<NoContent, ProblemAnswer>> Handle(
        Guid id, IfMatch ifMatch, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var verdict = await data.WebhookStore.DeleteAsync(id, ifMatch.Versions, caller.Authorship, cancellation);
        return verdict.Outcome switch
        {
            WebhookOutcome.Accepted => TypedResults.NoContent(),
            WebhookOutcome.ChangedMeanwhile => IfMatch.Failed(verdict.Value!.Version),
            WebhookOutcome.Missing or WebhookOutcome.UnknownSource or WebhookOutcome.UnknownClaim =>
                WebhookAnswers.Refuse(verdict.Outcome, verdict.Path, verdict.Index, id),
        };
    }
}
