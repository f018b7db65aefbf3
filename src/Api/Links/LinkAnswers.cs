using System.Diagnostics;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Links;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Links;

/// <summary>What a write to a link is answered with.</summary>
internal static class LinkAnswers
{
    /// <summary>The link as a judgement left it, or why it was not judged.</summary>
    public static Results<VersionedOk<LinkResponse>, ProblemAnswer> Judged(Verdict<LinkOutcome, ClaimLink> verdict, Guid id) =>
        verdict is { Outcome: LinkOutcome.Accepted, Value: { } link }
            ? Versioned.Ok(LinkResponse.Of(link), link.Version)
            : Refuse(verdict, id);

    /// <param name="verdict">The refusal.</param>
    /// <param name="id">The id in the path: of a claim where a link is proposed, else of a link.</param>
    public static ProblemAnswer Refuse(Verdict<LinkOutcome, ClaimLink> verdict, Guid id) => verdict.Outcome switch
    {
        LinkOutcome.Missing => Problems.NotFound("link", id),
        LinkOutcome.ClaimMissing when verdict.Path is [var missing] && missing == id.ToString() => Problems.NotFound("claim", id),
        LinkOutcome.ClaimMissing => References.Unknown("$.target", "claim", verdict.Path),
        LinkOutcome.ClaimTakenDown => Problems.Of(
            ProblemType.Gone, $"The claim {verdict.Path?[0]} was taken down by order of law and cannot be linked."),
        LinkOutcome.ClaimNotActive => Problems.Of(
            ProblemType.Conflict, $"The claim {verdict.Path?[0]} was retracted and cannot be linked."),
        LinkOutcome.SelfLink => Problems.Of(ProblemType.SelfLink, "A claim cannot be linked to itself: send another claim as `target`."),
        LinkOutcome.AlreadyLinked => Problems.AlreadyExists(
            "The two claims are joined by a living link of this relation already. Review that one, or retract it first.",
            verdict.ExistingId ?? Guid.Empty),
        LinkOutcome.Cycle => Problems.Of(
            ProblemType.LineageCycle, $"The link would close a circle: {References.Chain(verdict.Path)}."),
        LinkOutcome.AlreadyDecided => Problems.Of(
            ProblemType.Conflict, $"The link is {StatusOf(verdict)} already."),
        LinkOutcome.Final => Problems.Of(ProblemType.Conflict, "The link was retracted, which is final. Propose a new one."),
        LinkOutcome.ChangedMeanwhile => IfMatch.Failed(verdict.Value!.Version),
        LinkOutcome.RoleTooLow => Problems.Of(
            ProblemType.Forbidden, "Only an editor may send `status: confirmed`. Leave it out: the link becomes a suggestion."),
        LinkOutcome.NotSuggested => Problems.Of(
            ProblemType.Conflict, "Nothing of this relation is suggested between the two claims, or no longer. Read the suggestions anew, or propose the link yourself."),
        LinkOutcome.Accepted => throw new UnreachableException(),
    };

    private static string StatusOf(Verdict<LinkOutcome, ClaimLink> verdict) =>
        verdict.Value is { } link ? Words<LinkStatus>.Of(link.Status) : "in that state";
}
