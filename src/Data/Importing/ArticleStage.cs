using ClaimCheck.Data.Audit;
using ClaimCheck.Domain.Articles;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace ClaimCheck.Data.Importing;

/// <summary>Stores new articles all at once.</summary>
internal static class ArticleStage
{
    private static readonly Sql Statements = Sql.Load("import_merges");

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

        await context.Lane.ClearStageAsync(context.Cancellation);
        await OwnThread.RunAsync(() => Fill(context, articles), context.Cancellation);
        return [.. await context.Lane.Connection.QueryAsync<Guid>(context.Command(
            Statements["ImportArticlesMerge"], new { context.By.ActorId, context.By.Actor, context.By.At, context.By.TraceId }))];
    }

    private static ulong Fill(MergeContext context, IReadOnlyCollection<(Article Article, Guid AuditId)> articles)
    {
        using var rows = context.Lane.Connection.BeginBinaryImport(Statements.Copy("ImportArticlesStage"));
        foreach (var (article, auditId) in articles)
        {
            Write(rows, article, auditId);
        }

        return rows.Complete();
    }

    private static void Write(NpgsqlBinaryImporter rows, Article article, Guid auditId)
    {
        var facts = article.Facts;
        rows.StartRow();
        rows.Write(article.Id, NpgsqlDbType.Uuid);
        rows.WriteText(article.ExternalId);
        rows.Write(article.Source.Id, NpgsqlDbType.Uuid);
        rows.WriteText(facts.Url);
        rows.WriteText(facts.CanonicalUrl);
        rows.WriteText(facts.ArchivedUrl);
        rows.WriteText(facts.Title);
        rows.WriteText(facts.Byline);
        rows.WriteTime(facts.PublishedAt?.Start);
        rows.WriteText(Columns.Precision(facts.PublishedAt));
        rows.WriteTime(facts.RetrievedAt);
        rows.WriteText(facts.Language);
        rows.WriteText(facts.ContentSha256);
        rows.Write(article.Version, NpgsqlDbType.Integer);
        rows.WriteTime(article.CreatedAt);
        rows.WriteTime(article.UpdatedAt);
        rows.Write(auditId, NpgsqlDbType.Uuid);
        rows.WriteText(Snapshot.Of(article));
    }
}
