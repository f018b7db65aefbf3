using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Evidence;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.OriginJudgements;

/// <summary>A judgement on whether two origins are the same.</summary>
/// <param name="A">One origin.</param>
/// <param name="B">The other, of the same kind.</param>
/// <param name="Verdict">`same`, `different`, or `undetermined`, which takes an earlier judgement back.</param>
/// <param name="Rationale">Why.</param>
public sealed record JudgeOriginsRequest(
    OriginRequest A,
    OriginRequest B,
    OriginVerdict Verdict,
    [property: MaxLength(TextRules.LongText)] string Rationale) : IExample<JudgeOriginsRequest>
{
    /// <inheritdoc/>
    public static JudgeOriginsRequest Example { get; } = new(
        new OriginRequest(SampleStory.IdOf("claim", "o1-3")), new OriginRequest(SampleStory.IdOf("claim", "ic-1")), OriginVerdict.Different,
        "One comes from the BBC, the other from the Washington Post, and neither cites the other.");
}

internal sealed class JudgeOriginsValidator : AbstractValidator<JudgeOriginsRequest>
{
    internal const string OfOneKind = "must be of the same kind as a: two claims, or two sources that are not named";

    public JudgeOriginsValidator()
    {
        RuleFor(judgement => judgement.A).SetValidator(new OriginValidator());
        RuleFor(judgement => judgement.B).SetValidator(new OriginValidator())
            .Must((judgement, b) => (b.Claim is null) == (judgement.A.Claim is null))
            .WithMessage(OfOneKind);
        RuleFor(judgement => judgement.Rationale).IsPlainText(TextRules.LongText);
    }
}

internal static class JudgeOrigins
{
    public static Task<IdempotentAnswer<Results<VersionedCreated<OriginJudgementResponse>, ProblemAnswer>>> Handle(
        Body<JudgeOriginsRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        return idempotency.AnswerAsync<Verdict<OriginOutcome, OriginJudgement>, Results<VersionedCreated<OriginJudgementResponse>, ProblemAnswer>>(
            receipt => data.OriginJudgementStore.AddAsync(
                NewId.At(caller.Now), request.A.ToMention(), request.B.ToMention(), request.Verdict, request.Rationale,
                caller.Authorship, cancellation, receipt),
            verdict => verdict is { Outcome: OriginOutcome.Accepted, Value: { } judgement }
                ? Versioned.Created($"/v1/origin-judgements/{judgement.Id}", OriginJudgementResponse.Of(judgement), judgement.Version)
                : Refuse(verdict),
            cancellation);
    }

    public static ProblemAnswer Refuse(Verdict<OriginOutcome, OriginJudgement> verdict) => verdict.Outcome switch
    {
        OriginOutcome.ClaimMissing => References.Unknown($"$.{SideOf(verdict)}.claim", "claim", verdict.Path),
        OriginOutcome.ClaimTakenDown => ClaimAnswers.TakenDown(Guid.Parse(verdict.Path![0])),
        OriginOutcome.RelayMissing => References.Unknown($"$.{SideOf(verdict)}.relay", "source", verdict.Path),
        OriginOutcome.SameThing => Problems.Of(
            ProblemType.SameOrigin, "Both sides are the same claim, or the same description behind the same relay: there is nothing to judge."),
        OriginOutcome.Accepted => throw new UnreachableException(),
    };

    private static char SideOf(Verdict<OriginOutcome, OriginJudgement> verdict) => verdict.Index == 0 ? 'a' : 'b';
}
