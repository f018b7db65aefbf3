using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Assessments;

/// <summary>What an assessment says, when it is drafted and when it is changed.</summary>
public interface IAssessmentFields : IRatingBounds
{
    /// <summary>The publisher's own words.</summary>
    string RatingText { get; }

    /// <summary>The scale: an id or slug.</summary>
    string? Scale { get; }

    /// <summary>The verdict as a number.</summary>
    double? RatingValue { get; }

    /// <summary>What the verdict comes to.</summary>
    NormalizedRating? Normalized { get; }

    /// <summary>NATO Admiralty, 1 to 6.</summary>
    int? Credibility { get; }

    /// <summary>How likely the claim is to hold.</summary>
    Likelihood? Likelihood { get; }

    /// <summary>How well founded that is.</summary>
    Confidence? Confidence { get; }

    /// <summary>The headline.</summary>
    string? Title { get; }

    /// <summary>Why, in short.</summary>
    string? Summary { get; }

    /// <summary>BCP 47.</summary>
    string? Language { get; }

    /// <summary>Where the review can be read.</summary>
    string? ReviewUrl { get; }

    /// <summary>Who gives the verdict.</summary>
    Author Author { get; }

    /// <summary>When the verdict was published.</summary>
    DateTimeOffset? PublishedAt { get; }
}

/// <summary>The rules for them.</summary>
/// <typeparam name="T">A request that has them.</typeparam>
internal abstract class AssessmentFieldsValidator<T> : AbstractValidator<T>
    where T : IAssessmentFields
{
    protected AssessmentFieldsValidator(TimeProvider clock)
    {
        RuleFor(assessment => assessment.RatingText).IsPlainText(Rating.TextLength);
        RuleFor(assessment => assessment.Scale).IsPlainText(Slug.MaxLength);
        this.HasBounds();
        RuleFor(assessment => assessment.RatingValue).IsWithin(assessment => assessment, assessment => assessment.Scale is not null);
        RuleFor(assessment => assessment.Credibility).InclusiveBetween(1, 6).WithMessage("must lie between 1 and 6");
        RuleFor(assessment => assessment.Title).IsPlainText(Finding.TitleLength);
        RuleFor(assessment => assessment.Summary).IsPlainText(Finding.SummaryLength);
        RuleFor(assessment => assessment.Language).IsLanguageTag();
        RuleFor(assessment => assessment.ReviewUrl).IsWebAddress();
        RuleFor(assessment => assessment.Author).ChildRules(author =>
        {
            author.RuleFor(a => a.Name).IsPlainText(Author.NameLength);
            author.RuleFor(a => a.Url).IsWebAddress();
        });
        RuleFor(assessment => assessment.PublishedAt).IsNotInTheFuture(clock);
    }
}

internal static class AssessmentFields
{
    public static RatingDraft ToRating(this IAssessmentFields assessment) => new(
        assessment.RatingText, assessment.Scale, assessment.RatingValue, assessment.BestRating, assessment.WorstRating,
        assessment.Normalized);

    public static Finding ToFinding(this IAssessmentFields assessment) => new(
        assessment.Language, assessment.Title, assessment.Summary, assessment.Credibility, assessment.Likelihood,
        assessment.Confidence, assessment.ReviewUrl, assessment.Author, assessment.PublishedAt?.ToStoredPrecision());
}
