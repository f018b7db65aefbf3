using ClaimCheck.Domain.Assessments;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>A verdict as a number between its bounds. There is none of which a part is missing or that contradicts itself.</summary>
/// <param name="Value">The number.</param>
/// <param name="Best">That of the best verdict.</param>
/// <param name="Worst">That of the worst.</param>
internal sealed record NumberedRating(double Value, double Best, double Worst)
{
    /// <summary>The verdict as far as its numbers make sense together: publishers leave them empty, or set all of them to -1.</summary>
    internal static NumberedRating? Of(double? value, double? best, double? worst) =>
        value is { } number && best is { } most && worst is { } least && least < most && least <= number && number <= most
        && Math.Abs(least) <= RatingScale.LargestRating && Math.Abs(most) <= RatingScale.LargestRating
            ? new(number, most, least)
            : null;

    /// <summary>Where it lies, from 0 for the worst verdict to 1 for the best.</summary>
    internal double Share => (Value - Worst) / (Best - Worst);
}
