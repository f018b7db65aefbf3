using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Assessments;

namespace ClaimCheck.Api.RatingScales;

/// <summary>A rating scale.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Slug">Its address in words; never changes.</param>
/// <param name="Name">As the newsroom knows it.</param>
/// <param name="BestRating">The number of the best verdict.</param>
/// <param name="WorstRating">The number of the worst verdict.</param>
/// <param name="Labels">Its verdicts, in the newsroom's order.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record RatingScaleResponse(
    Guid Id,
    [property: MaxLength(Domain.Sources.Slug.MaxLength), RegularExpression(Domain.Sources.Slug.Pattern)] string Slug,
    string Name,
    double? BestRating,
    double? WorstRating,
    [property: MaxLength(RatingScale.MostLabels)] IReadOnlyList<RatingLabel> Labels,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IExample<RatingScaleResponse>
{
    /// <summary>The slug of the scale in the sample story.</summary>
    internal const string ExampleSlug = "example-fact-desk";

    /// <inheritdoc/>
    public static RatingScaleResponse Example { get; } = new(
        SampleStory.IdOf("rating_scale", ExampleSlug), ExampleSlug, "Example Fact Desk", 5, 1,
        [
            new RatingLabel("Established", NormalizedRating.True, 5),
            new RatingLabel("Partly established", NormalizedRating.Mixture, 3),
            new RatingLabel("Refuted", NormalizedRating.False, 1),
            new RatingLabel("Not established", NormalizedRating.Unverifiable),
        ],
        1, StoryDates.Recorded, StoryDates.Recorded);

    internal static RatingScaleResponse Of(RatingScale scale) => new(
        scale.Id, scale.Slug, scale.Facts.Name, scale.Facts.BestRating, scale.Facts.WorstRating, scale.Facts.Labels, scale.Version,
        scale.CreatedAt, scale.UpdatedAt);
}
