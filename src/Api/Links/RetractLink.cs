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

/// <summary>Why a link is taken back.</summary>
/// <param name="Reason">Goes on record with the retraction.</param>
public sealed record RetractLinkRequest([property: MaxLength(TextRules.LongText)] string Reason) : IExample<RetractLinkRequest>
{
    /// <inheritdoc/>
    public static RetractLinkRequest Example { get; } = new("The link was made to the wrong claim.");
}

internal sealed class RetractLinkValidator : AbstractValidator<RetractLinkRequest>
{
    public RetractLinkValidator() => RuleFor(retraction => retraction.Reason).IsPlainText(TextRules.LongText);
}

internal static class RetractLink
{
    public static Task<IdempotentAnswer<Results<VersionedOk<LinkResponse>, ProblemAnswer>>> Handle(
        Guid id,
        Body<RetractLinkRequest> body,
        IfMatch ifMatch,
        Idempotency idempotency,
        Caller caller,
        DataServices data,
        CancellationToken cancellation) =>
        idempotency.AnswerAsync<Verdict<LinkOutcome, ClaimLink>, Results<VersionedOk<LinkResponse>, ProblemAnswer>>(
            receipt => data.LinkStore.RetractAsync(id, ifMatch.Versions, body.Value.Reason, caller.Authorship, cancellation, receipt),
            verdict => LinkAnswers.Judged(verdict, id),
            cancellation);
}
