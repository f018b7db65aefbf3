using System.Diagnostics;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Withdrawal;

namespace ClaimCheck.Api.Withdrawal;

/// <summary>What a refused withdrawal is answered with.</summary>
internal static class WithdrawalAnswers
{
    public static ProblemAnswer Refuse<T>(Verdict<WithdrawalOutcome, T> verdict)
        where T : class => verdict.Outcome switch
    {
        WithdrawalOutcome.SourceMissing => Problems.NotFound("source", verdict.Path![0]),
        WithdrawalOutcome.ClaimUnrelated => References.Unknown(
            $"$.claims[{verdict.Index}]", "claim of this source, and none that came through it,", verdict.Path),
        WithdrawalOutcome.TooMuch => Problems.Of(
            ProblemType.TooMuchAtOnce,
            $"More than {FallenClaims.MostAtOnce} {verdict.Path?[0]} would fall: take back a part at a time, with `saidFrom` and `saidTo` or with `claims`."),
        WithdrawalOutcome.NothingFalls => Problems.Of(
            ProblemType.Conflict, "Nothing is left to fall: all claims of the source, and all that rest on it, that are in what is taken back fell before."),
        WithdrawalOutcome.Accepted => throw new UnreachableException(),
    };

    /// <summary>The same where a single claim's retraction was only to be shown: what is too much to show can be done.</summary>
    public static ProblemAnswer RefuseToShow(Verdict<WithdrawalOutcome, FallenClaims> verdict) => verdict.Outcome == WithdrawalOutcome.TooMuch
        ? Problems.Of(
            ProblemType.TooMuchAtOnce,
            $"More than {FallenClaims.MostAtOnce} {verdict.Path?[0]} would fall with it, too many to show. It can be retracted all the same: the verdicts of all claims concerned then need a second look.")
        : Refuse(verdict);
}
