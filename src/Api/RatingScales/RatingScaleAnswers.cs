using System.Diagnostics;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;

namespace ClaimCheck.Api.RatingScales;

/// <summary>What a refused write to a rating scale is answered with.</summary>
internal static class RatingScaleAnswers
{
    public static ProblemAnswer Refuse(Verdict<RatingScaleOutcome, RatingScale> verdict, string reference) => verdict.Outcome switch
    {
        RatingScaleOutcome.Missing => Problems.NotFound("rating scale", reference),
        RatingScaleOutcome.SlugTaken => Problems.AlreadyExists(
            "Another rating scale has this slug: use that one, or send a slug of your own.", verdict.ExistingId ?? Guid.Empty),

        // A change that lost a race is begun again from what is there.
        RatingScaleOutcome.ChangedMeanwhile or RatingScaleOutcome.Accepted => throw new UnreachableException(),
    };
}
