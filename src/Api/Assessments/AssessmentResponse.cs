using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.RatingScales;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Assessments;

/// <summary>Why an assessment needs a second look.</summary>
/// <param name="Reason">What fell that it rests on.</param>
/// <param name="Since">Since when.</param>
public sealed record SecondLookResponse([property: MaxLength(SecondLook.ReasonLength)] string Reason, DateTimeOffset Since);

/// <summary>A change of an assessment that had been published.</summary>
/// <param name="Version">The version that it made.</param>
/// <param name="Changed">The members that changed; none where a second look found that all of it stands.</param>
/// <param name="Note">Why.</param>
/// <param name="By">The name of the key used.</param>
/// <param name="At">When.</param>
public sealed record CorrectionResponse(
    int Version, [property: MaxLength(Correction.MostChanged)] IReadOnlyList<AssessmentMember> Changed, string? Note, string By, DateTimeOffset At);

/// <summary>A fact-checker's verdict on a claim.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Claim">The claim.</param>
/// <param name="RatingText">The verdict in the publisher's own words.</param>
/// <param name="Scale">The scale that it was given on.</param>
/// <param name="RatingValue">The verdict as a number.</param>
/// <param name="BestRating">The number of the best verdict.</param>
/// <param name="WorstRating">The number of the worst verdict.</param>
/// <param name="Normalized">What the verdict comes to.</param>
/// <param name="Credibility">NATO Admiralty, information credibility: 1 confirmed by other independent sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.</param>
/// <param name="Likelihood">How likely the claim is to hold (ICD 203): `almost_no_chance` 1 to 5 percent, `very_unlikely` 5 to 20, `unlikely` 20 to 45, `roughly_even_chance` 45 to 55, `likely` 55 to 80, `very_likely` 80 to 95, `almost_certain` 95 to 99.</param>
/// <param name="Confidence">How well founded that is.</param>
/// <param name="Title">The headline of the review.</param>
/// <param name="Summary">Why, in short.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="ReviewUrl">Where the review can be read.</param>
/// <param name="Author">Who gives the verdict.</param>
/// <param name="PublishedAt">When the verdict was published.</param>
/// <param name="State">How far it has come.</param>
/// <param name="NeedsReview">Why it needs a second look; null where it needs none.</param>
/// <param name="Corrections">What was changed since it was published, the latest first, at most 100; the history has all.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record AssessmentResponse(
    Guid Id,
    Guid Claim,
    string RatingText,
    RatingScaleRef? Scale,
    double? RatingValue,
    double? BestRating,
    double? WorstRating,
    NormalizedRating Normalized,
    [property: Range(1, 6)] int? Credibility,
    Likelihood? Likelihood,
    Confidence? Confidence,
    string? Title,
    string? Summary,
    string? Language,
    [property: MaxLength(WebAddress.MaxLength)] string? ReviewUrl,
    Author Author,
    DateTimeOffset? PublishedAt,
    AssessmentState State,
    SecondLookResponse? NeedsReview,
    [property: MaxLength(Assessment.MostCorrections)] IReadOnlyList<CorrectionResponse> Corrections,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IExample<AssessmentResponse>
{
    /// <inheritdoc/>
    public static AssessmentResponse Example { get; } = new(
        SampleStory.IdOf("assessment", "o1-1"), SampleStory.IdOf("claim", "o1-1"), "Not established",
        new RatingScaleRef(SampleStory.IdOf("rating_scale", RatingScaleResponse.ExampleSlug), RatingScaleResponse.ExampleSlug),
        null, 5, 1, NormalizedRating.Unverifiable, 3, Domain.Assessments.Likelihood.RoughlyEvenChance,
        Domain.Assessments.Confidence.Low, "Did Iran's leader clear a general to work with the Americans?",
        "Every report of the authorisation leads back to unnamed sources in Tehran or to one president's impression, and politicians in Tehran deny it.",
        "en", "https://facts.example.com/2014/10/soleimani-authorisation",
        new Author("Example Fact Desk", "https://facts.example.com/"), StoryDates.Reviewed, AssessmentState.Published, null, [],
        2, StoryDates.Reviewed, StoryDates.Reviewed);

    internal static AssessmentResponse Of(Assessment assessment)
    {
        var (rating, finding) = (assessment.Rating, assessment.Finding);
        return new(
            assessment.Id, assessment.Claim, rating.Text, rating.Scale, rating.Value, rating.BestRating, rating.WorstRating,
            rating.Normalized, finding.Credibility, finding.Likelihood, finding.Confidence, finding.Title, finding.Summary,
            finding.Language, finding.ReviewUrl, finding.Author, finding.PublishedAt, assessment.State,
            assessment.NeedsReview is { } look ? new SecondLookResponse(look.Reason, look.Since) : null,
            [.. assessment.Corrections.Select(c => new CorrectionResponse(c.Version, c.Changed, c.Note, c.By, c.At))],
            assessment.Version, assessment.CreatedAt, assessment.UpdatedAt);
    }
}
