using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Assessments;

/// <summary>What is to be done before an assessment can be published.</summary>
/// <param name="Note">Goes on record for whoever works on it.</param>
public sealed record ReturnAssessmentRequest([property: MaxLength(TextRules.LongText)] string Note) : IExample<ReturnAssessmentRequest>
{
    /// <inheritdoc/>
    public static ReturnAssessmentRequest Example { get; } = new("Say where al-Qaeda's statement can be read.");
}

internal sealed class ReturnAssessmentValidator : AbstractValidator<ReturnAssessmentRequest>
{
    public ReturnAssessmentValidator() => RuleFor(hint => hint.Note).IsPlainText(TextRules.LongText);
}

internal static class ReturnAssessment
{
    public static Task<IdempotentAnswer<Results<VersionedOk<AssessmentResponse>, ProblemAnswer>>> Handle(
        Guid id,
        Body<ReturnAssessmentRequest> body,
        IfMatch ifMatch,
        Idempotency idempotency,
        Caller caller,
        DataServices data,
        CancellationToken cancellation) =>
        idempotency.MoveAsync(
            id, receipt => data.AssessmentStore.ReturnAsync(id, ifMatch.Versions, body.Value.Note, caller.Authorship, cancellation, receipt), cancellation);
}
