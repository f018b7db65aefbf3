using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Assessments;

internal static class SubmitAssessment
{
    public static Task<IdempotentAnswer<Results<VersionedOk<AssessmentResponse>, ProblemAnswer>>> Handle(
        Guid id, IfMatch ifMatch, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation) =>
        idempotency.AnswerAsync<Verdict<AssessmentOutcome, Assessment>, Results<VersionedOk<AssessmentResponse>, ProblemAnswer>>(
            receipt => data.AssessmentStore.SubmitAsync(id, ifMatch.Versions, caller.Authorship, cancellation, receipt),
            verdict => AssessmentAnswers.Moved(verdict, id),
            cancellation);
}
