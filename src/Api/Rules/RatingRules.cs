using ClaimCheck.Domain.Assessments;
using FluentValidation;

namespace ClaimCheck.Api.Rules;

/// <summary>A verdict as numbers.</summary>
public interface IRatingBounds
{
    /// <summary>The number of the best verdict.</summary>
    double? BestRating { get; }

    /// <summary>The number of the worst verdict.</summary>
    double? WorstRating { get; }
}

/// <summary>Rules for verdicts as numbers.</summary>
internal static class RatingRules
{
    /// <summary>Both bounds or none of them, and the worst below the best.</summary>
    public static void HasBounds<T>(this AbstractValidator<T> validator)
        where T : IRatingBounds
    {
        validator.RuleFor(rated => rated.BestRating).IsRating()
            .Must((rated, best) => best is not null || rated.WorstRating is null).WithMessage("is needed with worstRating");
        validator.RuleFor(rated => rated.WorstRating).IsRating()
            .Must((rated, worst) => worst is not null || rated.BestRating is null).WithMessage("is needed with bestRating")
            .Must((rated, worst) => worst is null || rated.BestRating is null || worst < rated.BestRating)
            .WithMessage("must be less than bestRating");
    }

    /// <summary>A number within its bounds.</summary>
    public static IRuleBuilderOptions<T, double?> IsWithin<T>(
        this IRuleBuilder<T, double?> rule, Func<T, IRatingBounds> bounds, Func<T, bool> takesBoundsFromElsewhere) => rule
        .IsRating()
        .Must((rated, value) => value is null || takesBoundsFromElsewhere(rated) || bounds(rated) is { BestRating: not null, WorstRating: not null })
        .WithMessage("needs bestRating and worstRating")
        .Must((rated, value) => !(value > bounds(rated).BestRating) && !(value < bounds(rated).WorstRating))
        .WithMessage("must lie between worstRating and bestRating");

    private static IRuleBuilderOptions<T, double?> IsRating<T>(this IRuleBuilder<T, double?> rule) => rule
        .InclusiveBetween(-RatingScale.LargestRating, RatingScale.LargestRating)
        .WithMessage($"must lie between -{RatingScale.LargestRating:0} and {RatingScale.LargestRating:0}");
}
