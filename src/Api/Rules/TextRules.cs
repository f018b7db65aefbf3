using System.Linq.Expressions;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Rules;

/// <summary>Rules that many requests share. Absent members pass: whether one is needed is the request's shape.</summary>
internal static class TextRules
{
    /// <summary>The longest claim, quote, rationale or note, in code points.</summary>
    public const int LongText = 10_000;

    /// <summary>The longest id of another system, in code points.</summary>
    public const int ExternalIdLength = 200;

    /// <summary>Text for people: not blank, of limited length, without characters that deceive.</summary>
    public static IRuleBuilderOptions<T, string?> IsPlainText<T>(this IRuleBuilder<T, string?> rule, int maxLength) => rule
        .Must(text => text is null || !PlainText.IsBlank(text)).WithMessage("must not be blank")
        .Must(text => text is null || PlainText.Length(text) <= maxLength).WithMessage($"must have at most {maxLength} characters")
        .HasNoRefusedCharacters();

    /// <summary>Text that is compared and not kept: not blank, of limited length, with whatever characters posts have.</summary>
    public static IRuleBuilderOptions<T, string?> IsSaid<T>(this IRuleBuilder<T, string?> rule, int maxLength) => rule
        .Must(text => text is null || !PlainText.IsBlank(text)).WithMessage("must not be blank")
        .Must(text => text is null || PlainText.Length(text) <= maxLength).WithMessage($"must have at most {maxLength} characters");

    /// <summary>Text that may be empty.</summary>
    public static IRuleBuilderOptions<T, string?> IsOptionalText<T>(this IRuleBuilder<T, string?> rule, int maxLength) => rule
        .Must(text => text is null || PlainText.Length(text) <= maxLength).WithMessage($"must have at most {maxLength} characters")
        .HasNoRefusedCharacters();

    /// <summary>An absolute http or https address.</summary>
    public static IRuleBuilderOptions<T, string?> IsWebAddress<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => text is null || WebAddress.IsAcceptable(text)).WithMessage("must be " + WebAddress.Expected);

    /// <summary>A BCP 47 language tag.</summary>
    public static IRuleBuilderOptions<T, string?> IsLanguageTag<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => text is null || LanguageTag.IsWellFormed(text)).WithMessage("must be a language tag such as en or pt-BR (BCP 47)");

    /// <summary>A code that a pattern describes as a whole. A dollar sign alone would forgive a line feed at the end, which the schema does not.</summary>
    public static IRuleBuilderOptions<T, string?> HasShape<T>(this IRuleBuilder<T, string?> rule, string pattern) => rule
        .Matches($@"(?:{pattern})\z");

    /// <summary>A slug.</summary>
    public static IRuleBuilderOptions<T, string?> IsSlug<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => text is null || Slug.IsWellFormed(text))
        .WithMessage($"must be lower-case letters and digits joined by single hyphens, at most {Slug.MaxLength} characters, and not an id");

    /// <summary>A slug, or a name that one can be made of.</summary>
    public static void HasSlug<T>(this AbstractValidator<T> validator, Expression<Func<T, string?>> slug, Func<T, string> name)
    {
        validator.RuleFor(slug).IsSlug();
        validator.RuleFor(slug).Must((named, given) => given is not null || Slug.FromName(name(named)) is not null)
            .WithMessage("is needed here: the name has no letters or digits that a slug could be made of");
    }

    /// <summary>A date of any precision, up to a day ahead of the clock (clocks differ, and so do time zones).</summary>
    public static IRuleBuilderOptions<T, PartialDate?> IsNotInTheFuture<T>(this IRuleBuilder<T, PartialDate?> rule, TimeProvider clock) => rule
        .Must(date => date is not { } known || known.Start <= clock.GetUtcNow().AddDays(1)).WithMessage("must not lie in the future");

    /// <summary>An instant up to a day ahead of the clock.</summary>
    public static IRuleBuilderOptions<T, DateTimeOffset?> IsNotInTheFuture<T>(this IRuleBuilder<T, DateTimeOffset?> rule, TimeProvider clock) => rule
        .Must(at => at is not { } known || known <= clock.GetUtcNow().AddDays(1)).WithMessage("must not lie in the future");

    /// <summary>An instant up to a day ahead of the clock, which has to be there.</summary>
    public static IRuleBuilderOptions<T, DateTimeOffset> IsNotInTheFuture<T>(this IRuleBuilder<T, DateTimeOffset> rule, TimeProvider clock) => rule
        .Must(at => at <= clock.GetUtcNow().AddDays(1)).WithMessage("must not lie in the future");

    private static IRuleBuilderOptions<T, string?> HasNoRefusedCharacters<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must((_, text, context) =>
        {
            var refused = text is null ? null : PlainText.FirstRefused(text);
            if (refused is null)
            {
                return true;
            }

            context.MessageFormatter.AppendArgument("Refused", refused);
            return false;
        })
        .WithErrorCode(ProblemType.TextRefused.Slug)
        .WithMessage("must not contain {Refused}");
}
