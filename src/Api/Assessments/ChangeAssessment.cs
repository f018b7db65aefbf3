using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Assessments;

/// <summary>What can be changed about an assessment. Its claim never changes.</summary>
/// <param name="RatingText">The verdict in your newsroom's own words; with `scale` one of its labels.</param>
/// <param name="Author">Who gives the verdict.</param>
/// <param name="Scale">The rating scale, by id or slug. With another `scale` or `ratingText`, what the scale says of the label is taken over anew where the patch does not say it.</param>
/// <param name="RatingValue">The verdict as a number, between `worstRating` and `bestRating`.</param>
/// <param name="BestRating">The number of the best verdict.</param>
/// <param name="WorstRating">The number of the worst verdict, which is the smaller one.</param>
/// <param name="Normalized">What the verdict comes to; needed where there is no scale.</param>
/// <param name="Credibility">NATO Admiralty, information credibility, 1 to 6; 1 is refused while fewer than 2 independent origins stand behind the claim.</param>
/// <param name="Likelihood">How likely the claim is to hold (ICD 203).</param>
/// <param name="Confidence">How well founded that is.</param>
/// <param name="Title">The headline of the review.</param>
/// <param name="Summary">Why, in short.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="ReviewUrl">Where the review can be read; a published assessment cannot be without.</param>
/// <param name="PublishedAt">When the verdict was published; of a published assessment it can be corrected, not removed.</param>
/// <param name="Note">Why it is changed. A published assessment is not changed without; an editor's note is also the second look that an assessment may need. It goes on record and is no part of the assessment.</param>
public sealed record AssessmentChanges(
    [property: MaxLength(Rating.TextLength)] string RatingText,
    Author Author,
    [property: MaxLength(Slug.MaxLength)] string? Scale = null,
    [property: Range(-RatingScale.LargestRating, RatingScale.LargestRating)] double? RatingValue = null,
    [property: Range(-RatingScale.LargestRating, RatingScale.LargestRating)] double? BestRating = null,
    [property: Range(-RatingScale.LargestRating, RatingScale.LargestRating)] double? WorstRating = null,
    NormalizedRating? Normalized = null,
    [property: Range(1, 6)] int? Credibility = null,
    Likelihood? Likelihood = null,
    Confidence? Confidence = null,
    [property: MaxLength(Finding.TitleLength)] string? Title = null,
    [property: MaxLength(Finding.SummaryLength)] string? Summary = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? ReviewUrl = null,
    DateTimeOffset? PublishedAt = null,
    [property: MaxLength(Correction.NoteLength)] string? Note = null)
    : IAssessmentFields, IMergePatchBody, IExample<AssessmentChanges>
{
    /// <inheritdoc/>
    public static AssessmentChanges Example { get; } = new(
        "Partly established",
        new Author("Example Fact Desk", "https://facts.example.com/"),
        Credibility: 3,
        Confidence: Domain.Assessments.Confidence.Moderate,
        Summary: "The governor said so on the record; the bank itself has not confirmed how much was taken.",
        Note: "The bank was asked and did not answer.");

    /// <param name="assessment">The assessment as it is.</param>
    /// <param name="asksScale">Whether what the scale says is left open, to be taken from it anew.</param>
    internal static AssessmentChanges Of(Assessment assessment, bool asksScale)
    {
        var (rating, finding) = (assessment.Rating, assessment.Finding);
        return new(
            rating.Text, finding.Author, rating.Scale?.Slug, asksScale ? null : rating.Value, asksScale ? null : rating.BestRating,
            asksScale ? null : rating.WorstRating, asksScale ? null : rating.Normalized, finding.Credibility, finding.Likelihood,
            finding.Confidence, finding.Title, finding.Summary, finding.Language, finding.ReviewUrl, finding.PublishedAt);
    }
}

internal sealed class AssessmentChangesValidator : AssessmentFieldsValidator<AssessmentChanges>
{
    public AssessmentChangesValidator(TimeProvider clock)
        : base(clock) =>
        RuleFor(change => change.Note).IsPlainText(Correction.NoteLength);
}

internal static class ChangeAssessment
{
    public static async Task<Results<VersionedOk<AssessmentResponse>, ProblemAnswer>> Handle(
        Guid id, Patch<AssessmentChanges> patch, IfMatch ifMatch, Caller caller, DataServices data, CancellationToken cancellation)
    {
        while (true)
        {
            if (await data.AssessmentReader.GetAsync(id, cancellation) is not { Assessment: var current } found)
            {
                return Problems.NotFound("assessment", id);
            }

            if (found.TakenDownAt is not null)
            {
                return AssessmentAnswers.TakenDown(id);
            }

            if (!ifMatch.Versions.Allows(current.Version))
            {
                return IfMatch.Failed(current.Version);
            }

            if (!patch.TryApplyTo(AssessmentChanges.Of(current, AsksScale(patch, current)), out var changed, out var refusal))
            {
                return refusal;
            }

            var verdict = await data.AssessmentStore.ChangeAsync(
                current, changed.ToRating(), changed.ToFinding(), changed.Note, caller.Authorship, cancellation);
            if (verdict.Outcome is not AssessmentOutcome.ChangedMeanwhile)
            {
                return AssessmentAnswers.Moved(verdict, id);
            }
        }
    }

    /// <summary>Whether the patch means another label, of the same scale or of another.</summary>
    private static bool AsksScale(Patch<AssessmentChanges> patch, Assessment current) =>
        patch.Names("scale") ? !patch.Removes("scale") : current.Rating.Scale is not null && patch.Names("ratingText");
}
