using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.RatingScales;

/// <summary>A new rating scale.</summary>
/// <param name="Name">As the newsroom knows it.</param>
/// <param name="Labels">Its verdicts in its own words, in the order in which they are to be offered.</param>
/// <param name="Slug">Its address in words, which never changes; made of the name where it is left out.</param>
/// <param name="BestRating">The number of the best verdict, if the scale has numbers.</param>
/// <param name="WorstRating">The number of the worst verdict, which is the smaller one.</param>
public sealed record CreateRatingScaleRequest(
    [property: MaxLength(RatingScale.NameLength)] string Name,
    [property: MinLength(1), MaxLength(RatingScale.MostLabels)] IReadOnlyList<RatingLabel> Labels,
    [property: MaxLength(Domain.Sources.Slug.MaxLength), RegularExpression(Domain.Sources.Slug.Pattern)] string? Slug = null,
    [property: Range(-RatingScale.LargestRating, RatingScale.LargestRating)] double? BestRating = null,
    [property: Range(-RatingScale.LargestRating, RatingScale.LargestRating)] double? WorstRating = null)
    : IRatingScaleFields, IExample<CreateRatingScaleRequest>
{
    /// <inheritdoc/>
    public static CreateRatingScaleRequest Example { get; } = new(
        "Evening desk, three lamps",
        [
            new RatingLabel("Green: it holds", NormalizedRating.True, 3),
            new RatingLabel("Amber: it holds in part", NormalizedRating.Mixture, 2),
            new RatingLabel("Red: it does not hold", NormalizedRating.False, 1),
            new RatingLabel("No lamp: nobody can tell", NormalizedRating.Unverifiable),
        ],
        BestRating: 3,
        WorstRating: 1);
}

internal sealed class CreateRatingScaleValidator : RatingScaleFieldsValidator<CreateRatingScaleRequest>
{
    public CreateRatingScaleValidator()
    {
        this.HasSlug(scale => scale.Slug, scale => scale.Name);
    }
}

internal static class CreateRatingScale
{
    public static Task<IdempotentAnswer<Results<VersionedCreated<RatingScaleResponse>, ProblemAnswer>>> Handle(
        Body<CreateRatingScaleRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        var slug = request.Slug ?? Domain.Sources.Slug.FromName(request.Name)!;
        var created = new RatingScale(NewId.At(caller.Now), slug, request.ToFacts(), 1, caller.Now, caller.Now);
        return idempotency.AnswerAsync<Verdict<RatingScaleOutcome, RatingScale>, Results<VersionedCreated<RatingScaleResponse>, ProblemAnswer>>(
            receipt => data.ScaleStore.AddAsync(created, caller.Authorship, cancellation, receipt),
            verdict => verdict is { Outcome: RatingScaleOutcome.Accepted, Value: { } scale }
                ? Versioned.Created($"/v1/rating-scales/{scale.Id}", RatingScaleResponse.Of(scale), scale.Version)
                : RatingScaleAnswers.Refuse(verdict, slug),
            cancellation);
    }
}
