using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Articles;

internal static class GetArticle
{
    public static async Task<Results<VersionedOk<ArticleResponse>, NotModified, ProblemAnswer>> Handle(
        Guid id, IfNoneMatch known, DataServices data, CancellationToken cancellation)
    {
        if (known.IsGiven && await data.ArticleReader.GetVersionAsync(id, cancellation) is { } version && known.Has(version))
        {
            return Versioned.NotModified(version);
        }

        return await data.ArticleReader.GetAsync(id, cancellation) is { } article
            ? Versioned.Ok(ArticleResponse.Of(article), article.Version)
            : Problems.NotFound("article", id);
    }
}
