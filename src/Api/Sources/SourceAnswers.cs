using System.Diagnostics;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Sources;

/// <summary>What a refused write to a source is answered with.</summary>
internal static class SourceAnswers
{
    public static ProblemAnswer Refuse(Verdict<SourceOutcome, Source> verdict, string reference) => verdict.Outcome switch
    {
        SourceOutcome.Missing => Problems.NotFound("source", reference),
        SourceOutcome.SlugTaken => Problems.AlreadyExists(
            "Another source has this slug: use that one, or send a slug of your own.", verdict.ExistingId ?? Guid.Empty),
        SourceOutcome.ExternalIdTaken => Problems.AlreadyExists(
            "Another source has this externalId.", verdict.ExistingId ?? Guid.Empty),
        SourceOutcome.ParentMissing => References.Unknown("$.parent", "source", verdict.Path),
        SourceOutcome.ParentCycle => Problems.Of(
            ProblemType.OwnershipCycle, $"The source would own itself: {References.Chain(verdict.Path)}."),

        // A change that lost a race is begun again from what is there.
        SourceOutcome.ChangedMeanwhile or SourceOutcome.Accepted => throw new UnreachableException(),
    };
}
