using ClaimCheck.Api.Access;
using ClaimCheck.Api.Assessments;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.ClaimReviews;

internal static class GetClaimReview
{
    public static async Task<Results<JsonLdOk<ClaimReviewResponse>, NotModified, ProblemAnswer>> Handle(
        Guid id, HttpContext context, DataServices data, TimeProvider clock, CancellationToken cancellation)
    {
        var isVisitor = Visitor.Of(context) is not null;
        var read = await data.ReviewReader.GetAsync(id, cancellation);
        if (read.Reviews is not [var found] || (isVisitor && !found.Assessment.WasPublished))
        {
            return Problems.NotFound("assessment", id);
        }

        if (found.TakenDownAt is not null)
        {
            return AssessmentAnswers.TakenDown(id);
        }

        if (found.Assessment.State != AssessmentState.Published)
        {
            return Refuse(found.Assessment);
        }

        // A takedown that came in between leaves nothing to count, and is told of to whoever asks next.
        var evidence = await data.EvidenceReader.GetAsync(found.Claim.Id, new EvidenceScope(), cancellation) is { } known
            ? EvidenceCounter.Count(known)
            : null;

        // It may have been counted on another server, which is behind: no date is older than whatever that may show.
        return new JsonLdOk<ClaimReviewResponse>(
            ClaimReviewResponse.Of(ClaimReview.Of(found.Assessment, found.Claim, evidence)!, isWhole: true),
            data.Database.ReadsFromReplicas ? null : IfModifiedSince.Date(read.ChangedAt, clock.Now()));
    }

    private static ProblemAnswer Refuse(Assessment assessment) => assessment.State switch
    {
        AssessmentState.Retracted => Problems.Of(
            ProblemType.Gone, $"The assessment {assessment.Id} was retracted: take its ClaimReview off your pages."),
        AssessmentState.Draft or AssessmentState.InReview or AssessmentState.Published => Problems.Of(
            ProblemType.Conflict,
            $"The assessment is {Words<AssessmentState>.Of(assessment.State)}: only a published one is a ClaimReview. Publish it first."),
    };
}
