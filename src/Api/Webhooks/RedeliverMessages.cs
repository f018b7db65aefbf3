using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data;
using ClaimCheck.Data.Webhooks;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Webhooks;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

/// <summary>Which messages are to be sent again.</summary>
/// <param name="From">Those that were put down then or later.</param>
/// <param name="To">Those that were put down before then.</param>
/// <param name="States">Only those that stand like this; the dead letters where it is left out.</param>
/// <param name="After">Only those that follow this delivery: `nextAfter` of the answer before, for the rest of a span that has more than 10,000.</param>
public sealed record RedeliverMessagesRequest(
    DateTimeOffset From,
    DateTimeOffset To,
    [property: MinLength(1), MaxLength(3)] IReadOnlyList<DeliveryState>? States = null,
    Guid? After = null) : IExample<RedeliverMessagesRequest>
{
    /// <inheritdoc/>
    public static RedeliverMessagesRequest Example { get; } = new(StoryDates.Recorded, StoryDates.Recorded.AddDays(1));
}

/// <summary>How many messages are to be sent again.</summary>
/// <param name="Count">How many; those that are on their way already are not among them.</param>
/// <param name="IsComplete">Whether these are all. At most 10,000 go at once, the oldest first: for the rest send the request again with `nextAfter` as `after`.</param>
/// <param name="NextAfter">The delivery behind which the rest follows; null where there is none.</param>
public sealed record RedeliveredResponse([property: Range(0, DeliveryStore.MostRedelivered)] int Count, bool IsComplete, Guid? NextAfter)
    : IExample<RedeliveredResponse>
{
    /// <inheritdoc/>
    public static RedeliveredResponse Example { get; } = new(12, true, null);
}

internal sealed class RedeliverMessagesValidator : AbstractValidator<RedeliverMessagesRequest>
{
    public RedeliverMessagesValidator()
    {
        RuleFor(asked => asked.To).Must((asked, to) => to > asked.From).WithMessage("must lie after from");
        RuleFor(asked => asked.States).Must(states => states is null or { Count: >= 1 and <= 3 }).WithMessage("must have between 1 and 3 entries");
    }
}

internal static class RedeliverMessages
{
    private static readonly DeliveryState[] DeadLetters = [DeliveryState.Failed];

    public static Task<IdempotentAnswer<Results<Ok<RedeliveredResponse>, ProblemAnswer>>> Handle(
        Guid id,
        Body<RedeliverMessagesRequest> body,
        Idempotency idempotency,
        Caller caller,
        DataServices data,
        CancellationToken cancellation)
    {
        var request = body.Value;
        return AnswerAsync(
            id,
            id,
            idempotency,
            receipt => data.DeliveryStore.RedeliverAsync(
                id, request.From, request.To, [.. (request.States ?? DeadLetters)], request.After, caller.Authorship, cancellation, receipt),
            cancellation);
    }

    internal static Task<IdempotentAnswer<Results<Ok<RedeliveredResponse>, ProblemAnswer>>> AnswerAsync(
        Guid webhook,
        Guid delivery,
        Idempotency idempotency,
        Func<Data.Idempotency.Receipt<Verdict<RedeliveryOutcome, Redelivered>>?, Task<Verdict<RedeliveryOutcome, Redelivered>>> write,
        CancellationToken cancellation) =>
        idempotency.AnswerAsync<Verdict<RedeliveryOutcome, Redelivered>, Results<Ok<RedeliveredResponse>, ProblemAnswer>>(
            write,
            verdict => verdict.Outcome switch
            {
                RedeliveryOutcome.Accepted => TypedResults.Ok(new RedeliveredResponse(
                    verdict.Value!.Count, verdict.Value.NextAfter is null, verdict.Value.NextAfter)),
                RedeliveryOutcome.WebhookMissing => WebhookAnswers.Missing(webhook),
                RedeliveryOutcome.DeliveryMissing => Problems.NotFound("delivery", delivery),
            },
            cancellation);
}
