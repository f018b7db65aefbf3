using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Assessments;
using FluentValidation;

namespace ClaimCheck.Api.RatingScales;

/// <summary>What can be said about a rating scale, when it is recorded and when it is corrected.</summary>
public interface IRatingScaleFields : IRatingBounds
{
    /// <summary>As the newsroom knows it.</summary>
    string Name { get; }

    /// <summary>Its verdicts, in order.</summary>
    IReadOnlyList<RatingLabel> Labels { get; }
}

/// <summary>The rules for them.</summary>
/// <typeparam name="T">A request that has them.</typeparam>
internal abstract class RatingScaleFieldsValidator<T> : AbstractValidator<T>
    where T : IRatingScaleFields
{
    protected RatingScaleFieldsValidator()
    {
        RuleFor(scale => scale.Name).IsPlainText(RatingScale.NameLength);
        this.HasBounds();
        RuleFor(scale => scale.Labels).Must(labels => labels.Count is >= 1 and <= RatingScale.MostLabels)
            .WithMessage($"must have between 1 and {RatingScale.MostLabels} entries")
            .Must(labels => labels.DistinctBy(label => label.Text, StringComparer.Ordinal).Count() == labels.Count)
            .WithMessage("must not have the same text twice");
        RuleForEach(scale => scale.Labels).SetValidator(scale => new LabelValidator(scale));
    }

    private sealed class LabelValidator : AbstractValidator<RatingLabel>
    {
        public LabelValidator(IRatingScaleFields scale)
        {
            RuleFor(label => label.Text).IsPlainText(RatingLabel.TextLength);
            RuleFor(label => label.Value).IsWithin(_ => scale, _ => false);
        }
    }
}

internal static class RatingScaleFields
{
    public static RatingScaleFacts ToFacts(this IRatingScaleFields scale) =>
        new(scale.Name, scale.BestRating, scale.WorstRating, scale.Labels);
}
