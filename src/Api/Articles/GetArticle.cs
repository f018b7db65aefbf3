using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Articles;

internal static class GetArticle
{
    public static async Task<Results<VersionedOk<ArticleResponse>, ProblemAnswer>> Handle(
        Guid id, DataServices data, CancellationToken cancellation) =>
        await data.ArticleReader.GetAsync(id, cancellation) is { } article
            ? Versioned.Ok(ArticleResponse.Of(article), article.Version)
            : Problems.NotFound("article", id);
}
