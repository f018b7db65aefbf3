using ClaimCheck.Api.Articles;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Exporting;

internal static class ExportArticles
{
    public static async Task<Results<ExportAnswer, ProblemAnswer>> Handle(
        Query<ExportQuery<ArticleQuery, ExportFormat>> query, HttpRequest request, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        var (filter, refusal) = await asked.Which.ToFilterAsync(data, cancellation);
        return refusal is not null
            ? refusal
            : ExportAnswer.Of(
                data.ExportReader, "articles", asked, request, ExportedLines.Articles, ExportedTables.Articles, (ledger, gone) => ledger.ArticlesAsync(filter, gone));
    }
}
