using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Assessments;

/// <summary>Why an assessment is taken back.</summary>
/// <param name="Reason">Goes on record with the retraction.</param>
public sealed record RetractAssessmentRequest([property: MaxLength(TextRules.LongText)] string Reason) : IExample<RetractAssessmentRequest>
{
    /// <inheritdoc/>
    public static RetractAssessmentRequest Example { get; } = new("It judged another statement than the one the claim makes.");
}

internal sealed class RetractAssessmentValidator : AbstractValidator<RetractAssessmentRequest>
{
    public RetractAssessmentValidator() => RuleFor(retraction => retraction.Reason).IsPlainText(TextRules.LongText);
}

internal static class RetractAssessment
{
    public static Task<IdempotentAnswer<Results<VersionedOk<AssessmentResponse>, ProblemAnswer>>> Handle(
        Guid id,
        Body<RetractAssessmentRequest> body,
        IfMatch ifMatch,
        Idempotency idempotency,
        Caller caller,
        DataServices data,
        CancellationToken cancellation) =>
        idempotency.MoveAsync(
            id, receipt => data.AssessmentStore.RetractAsync(id, ifMatch.Versions, body.Value.Reason, caller.Authorship, cancellation, receipt), cancellation);
}
