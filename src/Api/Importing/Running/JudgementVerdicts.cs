using ClaimCheck.Api.Assessments;
using ClaimCheck.Api.FactCheckTools;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Api.OriginJudgements;
using ClaimCheck.Api.Sources;
using ClaimCheck.Api.Withdrawal;
using ClaimCheck.Data.Importing;
using ClaimCheck.Data.Links;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Withdrawal;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>The same of judgements, corrections and withdrawals, which name in a member what a single write has in its path.</summary>
internal static class JudgementVerdicts
{
    public static RowOutcome? Of(int line, Merged<SourceOutcome, ReliabilityJudgement> merged) => RowVerdicts.Outcome(
        line, RecordKind.Reliability, merged, refusal => refusal.Outcome == SourceOutcome.Missing
            ? References.Unknown("$.source", "source", refusal.Path)
            : SourceAnswers.Refuse(new(refusal.Outcome, null, refusal.ExistingId, refusal.Path), ""));

    public static RowOutcome? Of(int line, Merged<LinkOutcome, StoredReview> merged) => RowVerdicts.Outcome(
        line, RecordKind.LinkReview, merged, refusal => refusal.Outcome == LinkOutcome.Missing
            ? References.Unknown("$.link", "link", refusal.Path)
            : LinkAnswers.Refuse(new(refusal.Outcome, null, refusal.ExistingId, refusal.Path), Guid.Empty));

    public static RowOutcome? Of(int line, Merged<OriginOutcome, OriginJudgement> merged) =>
        RowVerdicts.Outcome(line, RecordKind.OriginJudgement, merged, JudgeOrigins.Refuse);

    public static RowOutcome? Of(int line, Merged<WithdrawalOutcome, SourceRetraction> merged) => RowVerdicts.Outcome(
        line, RecordKind.SourceRetraction, merged, refusal => refusal.Outcome == WithdrawalOutcome.SourceMissing
            ? References.Unknown("$.source", "source", refusal.Path)
            : WithdrawalAnswers.Refuse(refusal));

    public static RowOutcome? Of(int line, Merged<MarkupPageOutcome, MarkupPage> merged) => RowVerdicts.Outcome(
        line, RecordKind.ClaimReviewPage, merged, refusal => MarkupPageAnswers.Refuse(refusal, Guid.Empty));

    public static RowOutcome? OfCorrection(int line, Merged<AssessmentOutcome, Assessment> merged) => RowVerdicts.Outcome(
        line, RecordKind.Correction, merged, refusal => refusal.Outcome == AssessmentOutcome.Missing
            ? References.Unknown("$.assessment", "assessment", refusal.Path)
            : AssessmentAnswers.Refuse(refusal, Guid.Empty));
}
