using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.RatingScales;

/// <summary>What can be corrected about a rating scale. Its slug never changes.</summary>
/// <param name="Name">As the newsroom knows it.</param>
/// <param name="Labels">Its verdicts, in order; sent whole, as every list in a merge patch.</param>
/// <param name="BestRating">The number of the best verdict.</param>
/// <param name="WorstRating">The number of the worst verdict, which is the smaller one.</param>
public sealed record RatingScaleChanges(
    [property: MaxLength(RatingScale.NameLength)] string Name,
    [property: MinLength(1), MaxLength(RatingScale.MostLabels)] IReadOnlyList<RatingLabel> Labels,
    [property: Range(-RatingScale.LargestRating, RatingScale.LargestRating)] double? BestRating = null,
    [property: Range(-RatingScale.LargestRating, RatingScale.LargestRating)] double? WorstRating = null)
    : IRatingScaleFields, IMergePatchBody, IExample<RatingScaleChanges>
{
    /// <inheritdoc/>
    public static RatingScaleChanges Example { get; } = new(
        "Example Fact Desk, five steps and two ways out",
        [
            new RatingLabel("Established", NormalizedRating.True, 5),
            new RatingLabel("Largely established", NormalizedRating.MostlyTrue, 4),
            new RatingLabel("Partly established", NormalizedRating.Mixture, 3),
            new RatingLabel("Largely refuted", NormalizedRating.MostlyFalse, 2),
            new RatingLabel("Refuted", NormalizedRating.False, 1),
            new RatingLabel("Not established", NormalizedRating.Unverifiable),
            new RatingLabel("Not ours to judge", NormalizedRating.Other),
        ],
        BestRating: 5,
        WorstRating: 1);

    internal static RatingScaleChanges Of(RatingScale scale) =>
        new(scale.Facts.Name, scale.Facts.Labels, scale.Facts.BestRating, scale.Facts.WorstRating);
}

internal sealed class RatingScaleChangesValidator : RatingScaleFieldsValidator<RatingScaleChanges>;

internal static class ChangeRatingScale
{
    public static async Task<Results<VersionedOk<RatingScaleResponse>, ProblemAnswer>> Handle(
        [MaxLength(Slug.MaxLength)] string scale, Patch<RatingScaleChanges> patch, IfMatch ifMatch,
        Caller caller, DataServices data, CancellationToken cancellation)
    {
        while (true)
        {
            if (await data.ScaleReader.FindAsync(scale, cancellation) is not { } current)
            {
                return Problems.NotFound("rating scale", scale);
            }

            if (!ifMatch.Versions.Allows(current.Version))
            {
                return IfMatch.Failed(current.Version);
            }

            if (!patch.TryApplyTo(RatingScaleChanges.Of(current), out var changed, out var refusal))
            {
                return refusal;
            }

            var verdict = await data.ScaleStore.ChangeAsync(
                current.Id, changed.ToFacts(), VersionCondition.OneOf(current.Version), caller.Authorship, cancellation);
            if (verdict.Outcome is not RatingScaleOutcome.ChangedMeanwhile)
            {
                return verdict is { Outcome: RatingScaleOutcome.Accepted, Value: { } accepted }
                    ? Versioned.Ok(RatingScaleResponse.Of(accepted), accepted.Version)
                    : RatingScaleAnswers.Refuse(verdict, scale);
            }
        }
    }
}
