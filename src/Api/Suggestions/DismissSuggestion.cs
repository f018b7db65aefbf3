using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain.Links;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Suggestions;

/// <summary>That a suggestion does not hold.</summary>
/// <param name="Relation">The relation that was suggested.</param>
/// <param name="Reason">Why not; goes on record with the review.</param>
public sealed record DismissSuggestionRequest(
    SuggestedRelation Relation,
    [property: MaxLength(TextRules.LongText)] string Reason) : IExample<DismissSuggestionRequest>
{
    /// <inheritdoc/>
    public static DismissSuggestionRequest Example { get; } = new(
        SuggestedRelation.Restates, "One tells of an approval, the other of strikes that are made together.");
}

internal sealed class DismissSuggestionValidator : AbstractValidator<DismissSuggestionRequest>
{
    public DismissSuggestionValidator() => RuleFor(dismissal => dismissal.Reason).IsPlainText(TextRules.LongText);
}

internal static class DismissSuggestion
{
    public static Task<IdempotentAnswer<Results<VersionedOk<LinkResponse>, ProblemAnswer>>> Handle(
        Guid id, Guid other, Body<DismissSuggestionRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation) =>
        SuggestionAnswers.JudgeAsync((id, other, body.Value.Relation), ReviewDecision.Rejected, body.Value.Reason, idempotency, caller, data, cancellation);
}
