using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

internal static class RedeliverMessage
{
    public static Task<IdempotentAnswer<Results<Ok<RedeliveredResponse>, ProblemAnswer>>> Handle(
        Guid id,
        Guid delivery,
        Idempotency idempotency,
        Caller caller,
        DataServices data,
        CancellationToken cancellation) =>
        RedeliverMessages.AnswerAsync(
            id,
            delivery,
            idempotency,
            receipt => data.DeliveryStore.RedeliverAsync(id, delivery, caller.Authorship, cancellation, receipt),
            cancellation);
}
