using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>What a page of markup says, when it is created and when it is replaced.</summary>
public interface IMarkupPageFields
{
    /// <summary>The page.</summary>
    string PageUrl { get; }

    /// <summary>When the fact checks were published.</summary>
    PartialDate? PublishDate { get; }

    /// <summary>Who published them.</summary>
    ClaimReviewAuthor? ClaimReviewAuthor { get; }

    /// <summary>One for each claim that is reviewed there.</summary>
    IReadOnlyList<ClaimReviewMarkup> ClaimReviewMarkups { get; }
}

/// <summary>The rules for it.</summary>
/// <typeparam name="T">A request that has it.</typeparam>
internal abstract class MarkupPageFieldsValidator<T> : AbstractValidator<T>
    where T : IMarkupPageFields
{
    protected MarkupPageFieldsValidator(TimeProvider clock)
    {
        RuleFor(page => page.PageUrl).IsWebAddress();
        RuleFor(page => page.PublishDate).IsNotInTheFuture(clock);
        RuleFor(page => page.ClaimReviewAuthor!).ChildRules(author =>
        {
            author.RuleFor(a => a.Name).IsPlainText(ClaimReviewMarkup.NameLength);
            author.RuleFor(a => a.ImageUrl).IsWebAddress();
        }).When(page => page.ClaimReviewAuthor is not null);
        RuleFor(page => page.ClaimReviewMarkups).Must(markups => markups.Count is >= 1 and <= MarkupPageFacts.MostMarkups)
            .WithMessage($"must have 1 to {MarkupPageFacts.MostMarkups} entries");
        RuleForEach(page => page.ClaimReviewMarkups).SetValidator(new ClaimReviewMarkupValidator(clock));
        RuleForEach(page => page.ClaimReviewMarkups)
            .Must((page, markup) => markup.Url is not { } url || Markup.IsOnPage(url, page.PageUrl))
            .OverridePropertyName(page => page.ClaimReviewMarkups)
            .WithMessage("must have as url the page's own address, with an anchor or without, or none");
    }
}

internal sealed class ClaimReviewMarkupValidator : AbstractValidator<ClaimReviewMarkup>
{
    public ClaimReviewMarkupValidator(TimeProvider clock)
    {
        RuleFor(markup => markup.Url).IsWebAddress();
        RuleFor(markup => markup.ClaimReviewed).IsPlainText(TextRules.LongText);
        RuleFor(markup => markup.ClaimDate).IsNotInTheFuture(clock);
        RuleFor(markup => markup.ClaimLocation).IsPlainText(ClaimReviewMarkup.LocationLength);
        RuleFor(markup => markup.ClaimFirstAppearance).IsWebAddress();
        RuleFor(markup => markup.ClaimAppearances).Must(works => works is null || works.Count <= Markup.MostAppearances)
            .WithMessage($"must have at most {Markup.MostAppearances} entries");
        RuleForEach(markup => markup.ClaimAppearances).IsWebAddress();
        RuleFor(markup => markup.ClaimAuthor!).ChildRules(author =>
        {
            author.RuleFor(a => a.Name).IsPlainText(ClaimReviewMarkup.NameLength);
            author.RuleFor(a => a.JobTitle).IsPlainText(ClaimReviewMarkup.NameLength);
            author.RuleFor(a => a.ImageUrl).IsWebAddress();
            author.RuleFor(a => a.SameAs).IsWebAddress();
        }).When(markup => markup.ClaimAuthor is not null);
        RuleFor(markup => markup.Rating).ChildRules(rating =>
        {
            rating.RuleFor(r => r.TextualRating).IsPlainText(TextRules.LongText);
            rating.RuleFor(r => r.RatingExplanation).IsPlainText(TextRules.LongText);
            rating.RuleFor(r => r.ImageUrl).IsWebAddress();
            rating.RuleFor(r => r.RatingValue).Must((r, value) => MarkupRating.IsInOrder(value, r.WorstRating, r.BestRating))
                .WithMessage("must lie between worstRating and bestRating, of which the first is the smaller");
        });
    }
}

internal static class MarkupPageFields
{
    public static MarkupPageFacts ToFacts(this IMarkupPageFields page) => new(
        page.PageUrl, page.PublishDate, page.ClaimReviewAuthor?.ToAuthor(), [.. page.ClaimReviewMarkups.Select(markup => markup.ToMarkup())]);
}
