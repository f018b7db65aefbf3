using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Assessments;

internal static class SubmitAssessment
{
    public static Task<IdempotentAnswer<Results<VersionedOk<AssessmentResponse>, ProblemAnswer>>> Handle(
        Guid id, IfMatch ifMatch, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation) =>
        idempotency.MoveAsync(
            id, receipt => data.AssessmentStore.SubmitAsync(id, ifMatch.Versions, caller.Authorship, cancellation, receipt), cancellation);
}
