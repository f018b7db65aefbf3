using System.Diagnostics;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;

namespace ClaimCheck.Api.Claims;

/// <summary>What a refused write to a claim is answered with.</summary>
internal static class ClaimAnswers
{
    public static ProblemAnswer Refuse(Verdict<ClaimOutcome, Claim> verdict, Guid id) => verdict.Outcome switch
    {
        ClaimOutcome.Missing => Problems.NotFound("claim", id),
        ClaimOutcome.TakenDown => TakenDown(id),
        ClaimOutcome.NotActive => Problems.Of(
            ProblemType.Conflict, $"The claim is {StatusOf(verdict)} and can no longer be changed. Record a new claim, and link it with `supersedes` if it takes this one's place."),
        ClaimOutcome.SourceMissing => References.Unknown("$.source", "source", verdict.Path),
        ClaimOutcome.HopSourceMissing => References.Unknown($"$.attribution[{verdict.Index}].source", "source", verdict.Path),
        ClaimOutcome.ArticleMissing => References.Unknown("$.article", "article of the claim's source", verdict.Path),
        ClaimOutcome.UpstreamMissing => References.Unknown($"$.attribution[{verdict.Index}].upstreamClaim", "claim of that hop's source as upstreamClaim", verdict.Path),
        ClaimOutcome.ExternalIdTaken => Problems.AlreadyExists(
            "The source has a claim with this externalId.", verdict.ExistingId ?? Guid.Empty),
        ClaimOutcome.LineageCycle => Problems.Of(
            ProblemType.LineageCycle, $"The lineage would lead back to where it began: {References.Chain(verdict.Path)}."),
        ClaimOutcome.ChangedMeanwhile => IfMatch.Failed(verdict.Value!.Version),
        ClaimOutcome.Accepted => throw new UnreachableException(),
    };

    public static ProblemAnswer TakenDown(Guid id) => Problems.Of(
        ProblemType.Gone, $"The claim {id} was taken down by order of law. Its history says when and by whom.");

    private static string StatusOf(Verdict<ClaimOutcome, Claim> verdict) =>
        verdict.Value is { } claim ? Words<ClaimStatus>.Of(claim.Status) : "not active";
}
