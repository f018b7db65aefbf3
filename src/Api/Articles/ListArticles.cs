using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Sources;
using ClaimCheck.Data;
using ClaimCheck.Data.Articles;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Articles;

/// <summary>Which articles a list holds.</summary>
public sealed class ListArticlesQuery : PageQuery
{
    /// <summary>Who published them.</summary>
    [QueryText("Only articles of this source: an id, slug or externalId.", MaxLength = TextRules.ExternalIdLength, Example = "inquisitr")]
    public string? Source { get; init; }

    /// <summary>Their address.</summary>
    [QueryText("Only articles at this address, compared in its canonical form.", MaxLength = WebAddress.MaxLength)]
    public string? Url { get; init; }

    /// <summary>Their id in your system.</summary>
    [QueryText("Only articles with this externalId.", MaxLength = TextRules.ExternalIdLength)]
    public string? ExternalId { get; init; }

    /// <summary>Their language.</summary>
    [QueryText("Only articles with exactly this language tag.", MaxLength = LanguageTag.MaxLength, Pattern = LanguageTag.Pattern, Expected = "a language tag, such as en or pt-BR")]
    public string? Language { get; init; }
}

internal static class ListArticles
{
    public static async Task<Results<PageAnswer<Page<ArticleResponse>>, ProblemAnswer>> Handle(
        Query<ListArticlesQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        if (asked.Url is { } url && !WebAddress.IsAcceptable(url))
        {
            var errors = new Errors();
            errors.Add("url", "must be " + WebAddress.Expected);
            return errors.As(ProblemType.InvalidQuery);
        }

        var named = new NamedSources(data);
        var source = await named.FindAsync("source", asked.Source, cancellation);
        if (named.Refusal is { } refusal)
        {
            return refusal;
        }

        var canonicalUrl = asked.Url is null ? null : WebAddress.Canonicalise(asked.Url);
        var filter = new ArticleFilter(source, canonicalUrl, asked.ExternalId, asked.Language);
        var articles = await data.ArticleReader.ListAsync(filter, Positions.Id(query.After), asked.Limit + 1, cancellation);
        return query.Page([.. articles.Select(ArticleResponse.Of)], article => article.Id.ToString());
    }
}
