using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Assessments;

internal static class GetAssessment
{
    public static async Task<Results<VersionedOk<AssessmentResponse>, NotModified, ProblemAnswer>> Handle(
        Guid id, IfNoneMatch known, DataServices data, CancellationToken cancellation)
    {
        if (known.IsGiven && await data.AssessmentReader.GetVersionAsync(id, cancellation) is { } version && known.Has(version))
        {
            return Versioned.NotModified(version);
        }

        return await data.AssessmentReader.GetAsync(id, cancellation) switch
        {
            null => Problems.NotFound("assessment", id),
            { TakenDownAt: not null } => AssessmentAnswers.TakenDown(id),
            { Assessment: var assessment } => Versioned.Ok(AssessmentResponse.Of(assessment), assessment.Version),
        };
    }
}
