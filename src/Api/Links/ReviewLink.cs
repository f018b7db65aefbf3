using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Links;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Links;

/// <summary>An editor's judgement on a link.</summary>
/// <param name="Decision">Whether it holds.</param>
/// <param name="Note">Why.</param>
public sealed record ReviewLinkRequest(
    ReviewDecision Decision,
    [property: MaxLength(TextRules.LongText)] string? Note = null) : IExample<ReviewLinkRequest>
{
    /// <inheritdoc/>
    public static ReviewLinkRequest Example { get; } = new(
        ReviewDecision.Rejected, "The reports tell of two different fronts; one does not speak for the other.");
}

internal sealed class ReviewLinkValidator : AbstractValidator<ReviewLinkRequest>
{
    public ReviewLinkValidator() => RuleFor(review => review.Note).IsPlainText(TextRules.LongText);
}

internal static class ReviewLink
{
    public static Task<IdempotentAnswer<Results<VersionedOk<LinkResponse>, ProblemAnswer>>> Handle(
        Guid id,
        Body<ReviewLinkRequest> body,
        IfMatch ifMatch,
        Idempotency idempotency,
        Caller caller,
        DataServices data,
        CancellationToken cancellation) =>
        idempotency.AnswerAsync<Verdict<LinkOutcome, ClaimLink>, Results<VersionedOk<LinkResponse>, ProblemAnswer>>(
            receipt => data.LinkStore.ReviewAsync(
                id, ifMatch.Versions, body.Value.Decision, body.Value.Note, caller.Authorship, cancellation, receipt),
            verdict => LinkAnswers.Judged(verdict, id),
            cancellation);
}
