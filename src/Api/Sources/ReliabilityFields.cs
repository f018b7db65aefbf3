using ClaimCheck.Api.Rules;
using FluentValidation;

namespace ClaimCheck.Api.Sources;

/// <summary>What is said for a grade, however its source is named.</summary>
public interface IReliabilityFields
{
    /// <summary>Why.</summary>
    string Rationale { get; }

    /// <summary>The day from which it holds.</summary>
    DateOnly? ValidFrom { get; }
}

/// <summary>The rules for it.</summary>
/// <typeparam name="T">A request that says it.</typeparam>
internal abstract class ReliabilityFieldsValidator<T> : AbstractValidator<T>
    where T : IReliabilityFields
{
    protected ReliabilityFieldsValidator(TimeProvider clock)
    {
        RuleFor(rating => rating.Rationale).IsPlainText(TextRules.LongText);
        RuleFor(rating => rating.ValidFrom)
            .Must(day => day is not { } known || (known.Year >= 1000 && known <= DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1)))
            .WithMessage("must lie between the year 1000 and today");
    }
}
