using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Articles;

/// <summary>What can be said about an article, when it is recorded and when it is corrected.</summary>
public interface IArticleFields
{
    /// <summary>Where it was published.</summary>
    string? Url { get; }

    /// <summary>A snapshot of it.</summary>
    string? ArchivedUrl { get; }

    /// <summary>Its headline.</summary>
    string? Title { get; }

    /// <summary>Its author, as printed.</summary>
    string? Byline { get; }

    /// <summary>When it was published.</summary>
    PartialDate? PublishedAt { get; }

    /// <summary>When it was read for the record.</summary>
    DateTimeOffset? RetrievedAt { get; }

    /// <summary>BCP 47.</summary>
    string? Language { get; }

    /// <summary>SHA-256 of its content.</summary>
    string? ContentSha256 { get; }
}

/// <summary>What an article may hold.</summary>
internal static class ArticleRules
{
    public const int TitleLength = 1000;
}

/// <summary>The rules for them.</summary>
/// <typeparam name="T">A request that has them.</typeparam>
internal abstract class ArticleFieldsValidator<T> : AbstractValidator<T>
    where T : IArticleFields
{
    protected ArticleFieldsValidator(TimeProvider clock)
    {
        RuleFor(article => article.Url).IsWebAddress();
        RuleFor(article => article.Url).Must((article, url) => url is not null || article.Title is not null)
            .WithMessage("is needed where there is no title");
        RuleFor(article => article.ArchivedUrl).IsWebAddress();
        RuleFor(article => article.Title).IsPlainText(ArticleRules.TitleLength);
        RuleFor(article => article.Byline).IsPlainText(500);
        RuleFor(article => article.PublishedAt).IsNotInTheFuture(clock);
        RuleFor(article => article.RetrievedAt).IsNotInTheFuture(clock);
        RuleFor(article => article.Language).IsLanguageTag();
        RuleFor(article => article.ContentSha256).HasShape("^[0-9a-f]{64}$").WithMessage("must be 64 lower-case hexadecimal digits");
    }
}

internal static class ArticleFields
{
    public static ArticleFacts ToFacts(this IArticleFields article) => new(
        article.Url, article.ArchivedUrl, article.Title, article.Byline, article.PublishedAt,
        article.RetrievedAt?.ToStoredPrecision(), article.Language, article.ContentSha256);
}
