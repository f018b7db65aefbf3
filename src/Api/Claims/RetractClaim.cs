using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Withdrawal;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Claims;

/// <summary>Why a claim is taken back.</summary>
/// <param name="Reason">Goes on record with the retraction.</param>
public sealed record RetractClaimRequest([property: MaxLength(TextRules.LongText)] string Reason) : IExample<RetractClaimRequest>
{
    /// <inheritdoc/>
    public static RetractClaimRequest Example { get; } = new("Recorded by mistake: the article says this of another bank.");
}

internal sealed class RetractClaimValidator : AbstractValidator<RetractClaimRequest>
{
    public RetractClaimValidator() => RuleFor(retraction => retraction.Reason).IsPlainText(TextRules.LongText);
}

internal static class RetractClaim
{
    public static Task<IdempotentAnswer<Results<VersionedOk<ClaimResponse>, ProblemAnswer>>> Handle(
        Guid id,
        Query<DryRunQuery> query,
        Body<RetractClaimRequest> body,
        IfMatch ifMatch,
        Idempotency idempotency,
        Caller caller,
        DataServices data,
        CancellationToken cancellation) => query.Value.DryRun
        ? ShowAsync(id, ifMatch, caller, data, cancellation)
        : idempotency.AnswerAsync<Verdict<ClaimOutcome, Claim>, Results<VersionedOk<ClaimResponse>, ProblemAnswer>>(
            receipt => data.WithdrawalStore.RetractClaimAsync(id, ifMatch.Versions, body.Value.Reason, caller.Authorship, cancellation, receipt),
            verdict => verdict is { Outcome: ClaimOutcome.Accepted, Value: { } claim }
                ? Versioned.Ok(ClaimResponse.Of(claim), claim.Version)
                : ClaimAnswers.Refuse(verdict, id),
            cancellation);

    /// <summary>The claim as it is, with what would fall, or the refusal that its retraction would meet.</summary>
    private static async Task<IdempotentAnswer<Results<VersionedOk<ClaimResponse>, ProblemAnswer>>> ShowAsync(
        Guid id, IfMatch ifMatch, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var verdict = await data.ClaimReader.GetAsync(id, cancellation) switch
        {
            null => new(ClaimOutcome.Missing),
            { TakenDownAt: not null } => new(ClaimOutcome.TakenDown),
            { Claim: var known } => known.Retract(ifMatch.Versions, caller.Now) with { Value = known },
        };
        if (verdict is not { Outcome: ClaimOutcome.Accepted, Value: { } claim })
        {
            return new(ClaimAnswers.Refuse(verdict, id));
        }

        var found = await data.WithdrawalReader.FindAsync(claim, cancellation);
        return new(found.Value is { } fallen
            ? Versioned.Expanded(ClaimResponse.Of(claim) with
            {
                Withdrawal = WithdrawalResponse.Of(fallen, await data.ConsequenceReader.FindAsync(fallen, cancellation)),
            })
            : WithdrawalAnswers.RefuseToShow(found));
    }
}
