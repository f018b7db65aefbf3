using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.RatingScales;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Assessments;

/// <summary>A new assessment, which is a draft.</summary>
/// <param name="RatingText">The verdict in your newsroom's own words; with `scale` one of its labels.</param>
/// <param name="Author">Who gives the verdict: for ClaimReview an organisation, with its home page.</param>
/// <param name="Scale">The rating scale, by id or slug. What it says of the label is taken over where it is left out here, and may not be contradicted.</param>
/// <param name="RatingValue">The verdict as a number, between `worstRating` and `bestRating`.</param>
/// <param name="BestRating">The number of the best verdict.</param>
/// <param name="WorstRating">The number of the worst verdict, which is the smaller one.</param>
/// <param name="Normalized">What the verdict comes to; needed where there is no scale.</param>
/// <param name="Credibility">NATO Admiralty, information credibility: 1 confirmed by other independent sources (refused while fewer than 2 independent origins stand behind the claim), 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.</param>
/// <param name="Likelihood">How likely the claim is to hold (ICD 203): `almost_no_chance` 1 to 5 percent, `very_unlikely` 5 to 20, `unlikely` 20 to 45, `roughly_even_chance` 45 to 55, `likely` 55 to 80, `very_likely` 80 to 95, `almost_certain` 95 to 99.</param>
/// <param name="Confidence">How well founded that is.</param>
/// <param name="Title">The headline of the review.</param>
/// <param name="Summary">Why, in short.</param>
/// <param name="Language">BCP 47; the claim's where it is left out.</param>
/// <param name="ReviewUrl">Where the review can be read; needed before it is published.</param>
/// <param name="PublishedAt">When the verdict was published; where it is left out, when it is published here.</param>
public sealed record CreateAssessmentRequest(
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
    DateTimeOffset? PublishedAt = null) : IAssessmentFields, IExample<CreateAssessmentRequest>
{
    /// <inheritdoc/>
    public static CreateAssessmentRequest Example { get; } = new(
        "Largely established",
        new Author("Example Fact Desk", "https://facts.example.com/"),
        Scale: RatingScaleResponse.ExampleSlug,
        Credibility: 2,
        Likelihood: Domain.Assessments.Likelihood.Likely,
        Confidence: Domain.Assessments.Confidence.Moderate,
        Title: "Will the US send troops of its own?",
        Summary: "Both the secretary of state and the president say on the record that it will not; advisers already in Iraq are another matter.",
        Language: "en",
        ReviewUrl: "https://facts.example.com/2014/10/no-us-troops");
}

internal sealed class CreateAssessmentValidator(TimeProvider clock) : AssessmentFieldsValidator<CreateAssessmentRequest>(clock);

internal static class CreateAssessment
{
    public static Task<IdempotentAnswer<Results<VersionedCreated<AssessmentResponse>, ProblemAnswer>>> Handle(
        Guid id, Body<CreateAssessmentRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        return idempotency.AnswerAsync<Verdict<AssessmentOutcome, Assessment>, Results<VersionedCreated<AssessmentResponse>, ProblemAnswer>>(
            receipt => data.AssessmentStore.AddAsync(
                NewId.At(caller.Now), id, request.ToRating(), request.ToFinding(), caller.Authorship, cancellation, receipt),
            verdict => verdict is { Outcome: AssessmentOutcome.Accepted, Value: { } assessment }
                ? Versioned.Created($"/v1/assessments/{assessment.Id}", AssessmentResponse.Of(assessment), assessment.Version)
                : AssessmentAnswers.Refuse(verdict, id),
            cancellation);
    }
}
