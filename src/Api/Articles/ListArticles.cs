using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Sources;
using ClaimCheck.Data;
using ClaimCheck.Data.Articles;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Articles;

/// <summary>Which articles are meant.</summary>
public sealed class ArticleQuery
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

    /// <summary>What they ask of the database; a refusal where a name means nothing.</summary>
    internal async Task<(ArticleFilter Filter, ProblemAnswer? Refusal)> ToFilterAsync(DataServices data, CancellationToken cancellation)
    {
        if (Url is { } url && !WebAddress.IsAcceptable(url))
        {
            var errors = new Errors();
            errors.Add("url", "must be " + WebAddress.Expected);
            return (new ArticleFilter(), errors.As(ProblemType.InvalidQuery));
        }

        var named = new NamedSources(data);
        var source = await named.FindAsync("source", Source, cancellation);
        return (new ArticleFilter(source, Url is null ? null : WebAddress.Canonicalise(Url), ExternalId, Language), named.Refusal);
    }
}

/// <summary>Which page of them.</summary>
public sealed class ListArticlesQuery : PageQuery
{
    /// <summary>Which.</summary>
    [QueryPart]
    public ArticleQuery Which { get; } = new();
}

internal static class ListArticles
{
    public static async Task<Results<PageAnswer<Page<ArticleResponse>>, ProblemAnswer>> Handle(
        Query<ListArticlesQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        var (filter, refusal) = await asked.Which.ToFilterAsync(data, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var articles = await data.ArticleReader.ListAsync(filter, Positions.Id(query.After), asked.Limit + 1, cancellation);
        return query.Page([.. articles.Select(ArticleResponse.Of)], article => article.Id.ToString());
    }
}
