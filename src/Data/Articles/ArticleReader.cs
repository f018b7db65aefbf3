using ClaimCheck.Data.Sources;
using ClaimCheck.Domain.Articles;
using Dapper;

namespace ClaimCheck.Data.Articles;

/// <summary>Which articles a list holds; null leaves a filter out.</summary>
/// <param name="Source">Who published them.</param>
/// <param name="CanonicalUrl">Their canonical address.</param>
/// <param name="ExternalId">Their id in the system they came from.</param>
/// <param name="Language">Their language tag, as recorded.</param>
public sealed record ArticleFilter(
    Guid? Source = null, string? CanonicalUrl = null, string? ExternalId = null, string? Language = null);

/// <summary>Reads articles.</summary>
/// <param name="database">The database.</param>
/// <param name="directory">Names their sources.</param>
public sealed class ArticleReader(Database database, SourceDirectory directory)
{
    private static readonly Sql Statements = Sql.Load("articles");

    /// <summary>The article with this id, or null.</summary>
    public async Task<Article?> GetAsync(Guid id, CancellationToken cancellation)
    {
        var row = await database.ReadOneAsync<ArticleRow>(
            new CommandDefinition(Statements["ArticleGet"], new { id }, cancellationToken: cancellation));
        return row?.ToArticle(await directory.NamesAsync([row.SourceId], cancellation));
    }

    /// <summary>The version of an article, or null.</summary>
    public ValueTask<int?> GetVersionAsync(Guid id, CancellationToken cancellation) =>
        database.ReadVersionAsync(new CommandDefinition(Statements["ArticleVersion"], new { id }, cancellationToken: cancellation));

    /// <summary>Articles, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those recorded before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<Article>> ListAsync(ArticleFilter filter, Guid? before, int take, CancellationToken cancellation)
    {
        var command = Filters(filter).Add("before", before).Command(Statements, "ArticleList", take, cancellation);
        var rows = await database.ReadAsync<ArticleRow>(command);
        var sources = await directory.NamesAsync(rows.Select(row => row.SourceId), cancellation);
        return rows.ConvertAll(row => row.ToArticle(sources));
    }

    /// <summary>The filters of a list, by which it is exported too.</summary>
    internal static Filters Filters(ArticleFilter filter) => new Filters()
        .Add("source", filter.Source)
        .Add("canonicalUrl", filter.CanonicalUrl)
        .Add("externalId", filter.ExternalId)
        .Add("language", filter.Language);
}
