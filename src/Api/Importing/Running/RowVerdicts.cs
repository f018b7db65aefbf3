using System.Globalization;
using ClaimCheck.Api.Articles;
using ClaimCheck.Api.Assessments;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Api.RatingScales;
using ClaimCheck.Api.Sources;
using ClaimCheck.Data.Importing;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>Says of rows that could not be merged what single writes would have been answered.</summary>
internal static class RowVerdicts
{
    public static RowOutcome? Of(int line, Merged<SourceOutcome, Source> merged) =>
        Outcome(line, RecordKind.Source, merged, refusal => SourceAnswers.Refuse(refusal, ""));

    public static RowOutcome? Of(int line, Merged<RatingScaleOutcome, RatingScale> merged) =>
        Outcome(line, RecordKind.RatingScale, merged, refusal => RatingScaleAnswers.Refuse(refusal, ""));

    public static RowOutcome? Of(int line, Merged<ArticleOutcome, Article> merged) =>
        Outcome(line, RecordKind.Article, merged, refusal => ArticleAnswers.Refuse(refusal, Guid.Empty));

    public static RowOutcome? Of(int line, Merged<ClaimOutcome, Claim> merged, RecordKind kind = RecordKind.Claim) =>
        Outcome(line, kind, merged, refusal => ClaimAnswers.Refuse(refusal, refusal.Value?.Id ?? Guid.Empty));

    public static RowOutcome? Of(int line, Merged<LinkOutcome, ClaimLink> merged) =>
        Outcome(line, RecordKind.Link, merged, refusal => LinkAnswers.Refuse(refusal, Guid.Empty));

    public static RowOutcome? Of(int line, Merged<AssessmentOutcome, Assessment> merged, RecordKind kind = RecordKind.Assessment) =>
        Outcome(line, kind, merged, refusal => AssessmentAnswers.Refuse(refusal, refusal.Value?.Id ?? Guid.Empty));

    public static RowOutcome? Of(int line, (Merged<ClaimOutcome, Claim>? Claim, Merged<AssessmentOutcome, Assessment>? Assessment) merged) =>
        merged.Claim is { } claim
            ? Of(line, claim, RecordKind.ClaimReview)
            : Of(line, merged.Assessment!, RecordKind.ClaimReview);

    /// <summary>The same of a row that contradicts another one, of which it is known where it stands.</summary>
    public static RowOutcome Beside(RowOutcome outcome, int line) =>
        outcome with { Failure = Contradiction(string.Create(CultureInfo.InvariantCulture, $"The row on line {line}"), outcome.Id!.Value) };

    public static RowOutcome? Outcome<TOutcome, T>(
        int line, RecordKind kind, Merged<TOutcome, T> merged, Func<Verdict<TOutcome, T>, ProblemAnswer> refuse)
        where TOutcome : struct, Enum
        where T : class =>
        merged.Result is { } result
            ? new RowOutcome(line, kind, result, merged.ExternalId, merged.Id, FailureOf(merged, refuse), merged.Contradicts is not null)
            : null;

    private static RowFailure? FailureOf<TOutcome, T>(Merged<TOutcome, T> merged, Func<Verdict<TOutcome, T>, ProblemAnswer> refuse)
        where TOutcome : struct, Enum
        where T : class
    {
        if (merged.Refusal is { } refusal)
        {
            var answer = refuse(refusal);
            return new RowFailure(answer.Type.Slug, answer.Errors.Keys.FirstOrDefault(), answer.Detail);
        }

        if (merged.Unknown is { } unknown)
        {
            var path = $"$.{unknown.Member}";
            if (unknown.IsTakenDown)
            {
                return new RowFailure(
                    ProblemType.Gone.Slug, path, $"{path} names a claim that was taken down by order of law: {Excerpt.Of(unknown.Reference)}. Leave the row out.");
            }

            return new RowFailure(ProblemType.UnknownReference.Slug, path, unknown.IsAmbiguous
                ? $"{path} names several claims, of different sources: {Excerpt.Of(unknown.Reference)}. Name the source as well: {{\"source\": ..., \"externalId\": ...}}."
                : $"{path} names no claim that is known, or is in this file: {Excerpt.Of(unknown.Reference)}.");
        }

        if (merged.Stands is { } stored)
        {
            return new RowFailure(
                ProblemType.Conflict.Slug, null, $"What is stored under its id says something else, and is never rewritten ({stored}). Leave the row out.");
        }

        return merged.Contradicts is { } id
            ? Contradiction("An earlier row", id)
            : null;
    }

    private static RowFailure Contradiction(string other, Guid id) =>
        new(ProblemType.Conflict.Slug, null, $"{other} of this file says something else of the same thing ({id}): keep one of the two.");
}
