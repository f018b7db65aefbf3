using System.Globalization;
using System.Text;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Claims;

/// <summary>What a claim says, when it is recorded and when it is corrected.</summary>
public interface IClaimFields
{
    /// <summary>The assertion.</summary>
    string Text { get; }

    /// <summary>Where it was made.</summary>
    ArticleOfClaim? Article { get; }

    /// <summary>The source's own words.</summary>
    string? Quote { get; }

    /// <summary>Where they stand.</summary>
    QuoteSelector? QuoteSelector { get; }

    /// <summary>When the source said it.</summary>
    PartialDate? ClaimedAt { get; }

    /// <summary>BCP 47.</summary>
    string? Language { get; }

    /// <summary>How the source puts it.</summary>
    Modality Modality { get; }

    /// <summary>How the source knows.</summary>
    Basis Basis { get; }

    /// <summary>What it is about.</summary>
    IReadOnlyList<string>? Topics { get; }

    /// <summary>Through whom it came.</summary>
    IReadOnlyList<HopRequest>? Attribution { get; }
}

/// <summary>What a topic is: a label, not a text.</summary>
internal static class TopicRules
{
    public const int Most = 32;
    public const int Length = 64;

    /// <summary>Normalisation makes at most three characters of one.</summary>
    public const int LengthStored = 3 * Length;

    /// <summary>For the document: what holds of every topic, without the Unicode classes that many readers of JSON Schema lack.</summary>
    public const string PatternForTools =
        @"^[^\u0000-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A0][^\u0000-\u002C\u002F\u003A-\u0040\u005B-\u005E\u0060\u007B-\u00A0]*$";

    /// <summary>
    /// Whether the text can be a topic. It is read by code points: a regular expression knows no letters beyond the basic plane, where
    /// some of those that names are written with have their place.
    /// </summary>
    public static bool IsTopic(string text) =>
        text.EnumerateRunes().Index().All(letter => IsLetterOrNumber(letter.Item) || (letter.Index > 0 && MayFollow(letter.Item)));

    private static bool IsLetterOrNumber(Rune letter) => Rune.IsLetter(letter) || Rune.IsNumber(letter);

    private static bool MayFollow(Rune letter) => letter.Value is '.' or '_' or '-' || Rune.GetUnicodeCategory(letter)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}

/// <summary>The rules for them.</summary>
/// <typeparam name="T">A request that has them.</typeparam>
internal abstract class ClaimFieldsValidator<T> : AbstractValidator<T>
    where T : IClaimFields
{
    protected ClaimFieldsValidator(TimeProvider clock)
    {
        RuleFor(claim => claim.Text).IsPlainText(TextRules.LongText);
        RuleFor(claim => claim.Article!.Reference).IsPlainText(TextRules.ExternalIdLength)
            .When(claim => claim.Article is not null).OverridePropertyName("Article");
        RuleFor(claim => claim.Article!.Inline!).SetValidator(new InlineArticleValidator(clock))
            .When(claim => claim.Article?.Inline is not null).OverridePropertyName("Article");
        RuleFor(claim => claim.Quote).IsPlainText(TextRules.LongText);
        RuleFor(claim => claim.QuoteSelector!).ChildRules(selector =>
        {
            selector.RuleFor(s => s.Exact).IsPlainText(TextRules.LongText);
            selector.RuleFor(s => s.Prefix).IsOptionalText(QuoteSelector.ContextLength);
            selector.RuleFor(s => s.Suffix).IsOptionalText(QuoteSelector.ContextLength);
        }).When(claim => claim.QuoteSelector is not null);
        RuleFor(claim => claim.ClaimedAt).IsNotInTheFuture(clock);
        RuleFor(claim => claim.Language).IsLanguageTag();
        RuleFor(claim => claim.Topics).Must(topics => topics is null || topics.Count <= TopicRules.Most)
            .WithMessage($"must have at most {TopicRules.Most} entries");
        RuleForEach(claim => claim.Topics)
            .Must(topic => topic is { Length: > 0 } && TopicRules.IsTopic(topic)).WithMessage("must be letters and digits with hyphens, dots or underscores between them")
            .Must(topic => PlainText.Length(topic) <= TopicRules.Length).WithMessage($"must have at most {TopicRules.Length} characters");
        RuleFor(claim => claim.Attribution).Must(hops => hops is null || hops.Count <= Lineage.MaxHops)
            .WithMessage($"must have at most {Lineage.MaxHops} hops");
        RuleForEach(claim => claim.Attribution).SetValidator(new HopValidator());
    }
}

internal static class ClaimFields
{
    /// <summary>The request as Data takes it. Topics lose case and repeats: they are labels, not text.</summary>
    public static ClaimDraft ToDraft(this IClaimFields claim) => new(
        new ClaimFacts(
            claim.Text, claim.Quote, claim.QuoteSelector, claim.ClaimedAt, claim.Language, claim.Modality, claim.Basis,
            [.. (claim.Topics ?? []).Select(Label).Distinct(StringComparer.Ordinal)], []),
        [.. (claim.Attribution ?? []).Select(hop => hop.ToDraft())],
        claim.Article?.ToMention());

    /// <summary>A topic as it is stored and looked for. U+FFFE cannot be normalised, but then no topic holds it.</summary>
    public static string Label(string topic) =>
        topic.Contains('\ufffe', StringComparison.Ordinal) ? topic : topic.Normalize().ToLowerInvariant();
}
