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

/// <summary>That a suggestion holds.</summary>
/// <param name="Relation">The relation that was suggested.</param>
/// <param name="Note">Why it holds; goes on record with the review.</param>
public sealed record AcceptSuggestionRequest(
    SuggestedRelation Relation,
    [property: MaxLength(TextRules.LongText)] string? Note = null) : IExample<AcceptSuggestionRequest>
{
    /// <inheritdoc/>
    public static AcceptSuggestionRequest Example { get; } = new(SuggestedRelation.Contradicts, "The politicians deny what is reported.");
}

internal sealed class AcceptSuggestionValidator : AbstractValidator<AcceptSuggestionRequest>
{
    public AcceptSuggestionValidator() => RuleFor(acceptance => acceptance.Note).IsPlainText(TextRules.LongText);
}

internal static class AcceptSuggestion
{
    public static Task<IdempotentAnswer<Results<VersionedOk<LinkResponse>, ProblemAnswer>>> Handle(
        Guid id, Guid other, Body<AcceptSuggestionRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation) =>
        SuggestionAnswers.JudgeAsync((id, other, body.Value.Relation), ReviewDecision.Confirmed, body.Value.Note, idempotency, caller, data, cancellation);
}
