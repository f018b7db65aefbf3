using System.Diagnostics;
using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Assessments;

/// <summary>What a write to an assessment is answered with.</summary>
internal static class AssessmentAnswers
{
    /// <summary>The assessment as a write left it, or why it was refused.</summary>
    public static Results<VersionedOk<AssessmentResponse>, ProblemAnswer> Moved(Verdict<AssessmentOutcome, Assessment> verdict, Guid id) =>
        verdict is { Outcome: AssessmentOutcome.Accepted, Value: { } assessment }
            ? Versioned.Ok(AssessmentResponse.Of(assessment), assessment.Version)
            : Refuse(verdict, id);

    /// <summary>Moves an assessment from one state to another, once for each <c>Idempotency-Key</c>.</summary>
    public static Task<IdempotentAnswer<Results<VersionedOk<AssessmentResponse>, ProblemAnswer>>> MoveAsync(
        this Idempotency idempotency,
        Guid id,
        Func<Receipt<Verdict<AssessmentOutcome, Assessment>>?, Task<Verdict<AssessmentOutcome, Assessment>>> move,
        CancellationToken cancellation) =>
        idempotency.AnswerAsync<Verdict<AssessmentOutcome, Assessment>, Results<VersionedOk<AssessmentResponse>, ProblemAnswer>>(
            move, verdict => Moved(verdict, id), cancellation);

    /// <param name="verdict">The refusal.</param>
    /// <param name="id">The id in the path: of a claim where an assessment is begun, else of an assessment.</param>
    public static ProblemAnswer Refuse(Verdict<AssessmentOutcome, Assessment> verdict, Guid id) => verdict.Outcome switch
    {
        AssessmentOutcome.Missing => Problems.NotFound("assessment", id),
        AssessmentOutcome.ClaimMissing => Problems.NotFound("claim", id),
        AssessmentOutcome.TakenDown => TakenDown(id),
        AssessmentOutcome.ScaleMissing => References.Unknown("$.scale", "rating scale", verdict.Path),
        AssessmentOutcome.NormalizedMissing => Problems.Of(
            ProblemType.Unprocessable, "Without a scale `normalized` is needed: what the verdict comes to."),
        AssessmentOutcome.NotOnScale => Problems.Of(
            ProblemType.Unprocessable,
            $"`ratingText` is none of the labels of the scale {verdict.Path?[0]}, which are: {string.Join("; ", verdict.Path?.Skip(1) ?? [])}."),
        AssessmentOutcome.ContradictsScale => Problems.Of(
            ProblemType.Unprocessable,
            $"`{verdict.Path?[1]}` is {verdict.Path?[2]} by the scale {verdict.Path?[0]} for this `ratingText`. Leave it out, or give the verdict without a scale."),
        AssessmentOutcome.NotCorroborated => Problems.Of(ProblemType.NotCorroborated, MissingOrigins(verdict)),
        AssessmentOutcome.ReviewUrlMissing => Problems.Of(
            ProblemType.Conflict, "A published assessment needs a `reviewUrl`: readers must find the review. Add one first."),
        AssessmentOutcome.NoteMissing => Problems.Of(
            ProblemType.Unprocessable, "This assessment is published, so the change is a correction: say in `note` why it is made."),
        AssessmentOutcome.NothingChanged => Problems.Of(
            ProblemType.Conflict, "The correction changes nothing, and no second look was needed."),
        AssessmentOutcome.NeedsReview => Problems.Of(
            ProblemType.Conflict,
            "Something that this assessment rests on fell, as its `needsReview` says. An editor has to have a second look first: change it, if only by a `note` that says why it stands."),
        AssessmentOutcome.WrongState => Problems.Of(
            ProblemType.Conflict, $"The assessment is {StateOf(verdict)}, from which this does not lead on."),
        AssessmentOutcome.Final => Problems.Of(
            ProblemType.Conflict, "The assessment was retracted, which is final. Begin a new one."),
        AssessmentOutcome.RoleTooLow => Problems.Of(
            ProblemType.Forbidden, $"The assessment is {StateOf(verdict)}: only an editor may do this to it."),
        AssessmentOutcome.ChangedMeanwhile => IfMatch.Failed(verdict.Value!.Version),
        AssessmentOutcome.Accepted => throw new UnreachableException(),
    };

    public static ProblemAnswer TakenDown(Guid id) => Problems.Of(
        ProblemType.Gone, $"The claim was taken down by order of law, and its assessments with it: {id}. The history says when and by whom.");

    private static string MissingOrigins(Verdict<AssessmentOutcome, Assessment> verdict)
    {
        var rule = string.Create(
            CultureInfo.InvariantCulture,
            $"Credibility {Finding.Confirmed} says that other independent sources confirm the claim, which takes {Finding.OriginsOfConfirmed} independent origins.");
        var claim = verdict.ExistingId;
        if (verdict.Path is not [var counted])
        {
            return $"{rule} Those behind the claim {claim} have not been counted.";
        }

        var missing = Finding.OriginsOfConfirmed - int.Parse(counted, CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rule} An opponent of the claim {claim} need concede only {counted}: {missing} more must be recorded. GET /v1/claims/{claim}/evidence says what kept the number down.");
    }

    private static string StateOf(Verdict<AssessmentOutcome, Assessment> verdict) =>
        verdict.Value is { } assessment ? Words<AssessmentState>.Of(assessment.State) : "in that state";
}
