using ClaimCheck.Data.Audit;
using ClaimCheck.Domain.Articles;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace ClaimCheck.Data.Importing;

/// <summary>Stores new articles all at once.</summary>
internal static class ArticleStages
{
    private static readonly Sql Statements = Sql.Load("import_stages");

    /// <summary>Stores articles and their first audit entries.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="articles">The articles, each with the id of its audit entry.</param>
    /// <returns>The ids of those that were stored: not of those that another one stands in the way of.</returns>
    public static async Task<HashSet<Guid>> StoreAsync(MergeContext context, IReadOnlyCollection<(Article Article, Guid AuditId)> articles)
    {
        if (articles.Count == 0)
        {
            return [];
        }

        var connection = context.Lane.Connection;
        await context.Lane.ClearStagesAsync(context.Cancellation);
        await using (var rows = await connection.BeginBinaryImportAsync(Statements.Copy("ImportArticlesStage"), context.Cancellation))
        {
            foreach (var (article, auditId) in articles)
            {
                await WriteAsync(rows, article, auditId, context.Cancellation);
            }

            await rows.CompleteAsync(context.Cancellation);
        }

        return [.. await connection.QueryAsync<Guid>(context.Command(
            Statements["ImportArticlesMerge"], new { context.By.ActorId, context.By.Actor, context.By.At, context.By.TraceId }))];
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter rows, Article article, Guid auditId, CancellationToken token)
    {
        var facts = article.Facts;
        await rows.StartRowAsync(token);
        await rows.WriteAsync(article.Id, NpgsqlDbType.Uuid, token);
        await rows.WriteTextAsync(article.ExternalId, token);
        await rows.WriteAsync(article.Source.Id, NpgsqlDbType.Uuid, token);
        await rows.WriteTextAsync(facts.Url, token);
        await rows.WriteTextAsync(facts.CanonicalUrl, token);
        await rows.WriteTextAsync(facts.ArchivedUrl, token);
        await rows.WriteTextAsync(facts.Title, token);
        await rows.WriteTextAsync(facts.Byline, token);
        await rows.WriteTimeAsync(facts.PublishedAt?.Start, token);
        await rows.WriteTextAsync(Columns.Precision(facts.PublishedAt), token);
        await rows.WriteTimeAsync(facts.RetrievedAt, token);
        await rows.WriteTextAsync(facts.Language, token);
        await rows.WriteTextAsync(facts.ContentSha256, token);
        await rows.WriteAsync(article.Version, NpgsqlDbType.Integer, token);
        await rows.WriteTimeAsync(article.CreatedAt, token);
        await rows.WriteTimeAsync(article.UpdatedAt, token);
        await rows.WriteAsync(auditId, NpgsqlDbType.Uuid, token);
        await rows.WriteTextAsync(Snapshot.Of(article), token);
    }
}
