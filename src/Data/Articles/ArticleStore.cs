using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Sources;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Articles;

/// <summary>Writes articles.</summary>
/// <param name="database">The database.</param>
/// <param name="directory">Finds their sources.</param>
public sealed class ArticleStore(Database database, SourceDirectory directory)
{
    private static readonly Sql Statements = Sql.Load("articles");

    /// <summary>Records a new article.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="source">Its source, by id, slug or externalId.</param>
    /// <param name="externalId">Its id in the system it came from.</param>
    /// <param name="facts">What is known about it.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<ArticleOutcome, Article>> AddAsync(
        Guid id,
        string source,
        string? externalId,
        ArticleFacts facts,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<ArticleOutcome, Article>>? receipt = null)
    {
        if (await directory.FindAsync(source, cancellation) is not { } publisher)
        {
            return new(ArticleOutcome.SourceMissing, Path: [source]);
        }

        var article = new Article(id, externalId, publisher, facts, 1, by.At, by.At);
        try
        {
            return await database.WriteAsync<Verdict<ArticleOutcome, Article>>(
                async (connection, token) =>
                {
                    await InsertAsync(connection, article, by, token);
                    return (true, new(ArticleOutcome.Accepted, article));
                },
                receipt,
                cancellation);
        }
        catch (PostgresException e) when (Conflict(e) is { } outcome)
        {
            return new(outcome, ExistingId: await FindTwinAsync(article, outcome, cancellation));
        }
    }

    /// <summary>Corrects what is known about an article.</summary>
    /// <param name="current">The article the correction was made from.</param>
    /// <param name="facts">All that is known now.</param>
    /// <param name="by">Who corrects it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<ArticleOutcome, Article>> ChangeAsync(
        Article current, ArticleFacts facts, Authorship by, CancellationToken cancellation)
    {
        var changed = current with { Facts = facts, Version = current.Version + 1, UpdatedAt = by.At };
        try
        {
            return await database.WriteAsync<Verdict<ArticleOutcome, Article>>(
                async (connection, token) => await UpdateAsync(connection, changed, by, token)
                    ? (true, new(ArticleOutcome.Accepted, changed))
                    : (false, new(ArticleOutcome.ChangedMeanwhile)),
                cancellation);
        }
        catch (PostgresException e) when (Conflict(e) is { } outcome)
        {
            return new(outcome, ExistingId: await FindTwinAsync(changed, outcome, cancellation));
        }
    }

    /// <summary>
    /// The article of a source that has this address or externalId; where there is none, one that is still to be written, with
    /// <see cref="InsertAsync"/>, in the transaction of what refers to it.
    /// </summary>
    internal async Task<(ArticleRef Article, Article? ToInsert)> FindOrDraftAsync(
        SourceRef source, string? externalId, ArticleFacts facts, Authorship by, CancellationToken cancellation)
    {
        if (await FindAsync(source.Id, facts.CanonicalUrl, externalId, cancellation) is { } found)
        {
            return (found, null);
        }

        var article = new Article(NewId.At(by.At), externalId, source, facts, 1, by.At, by.At);
        return (new ArticleRef(article.Id, externalId), article);
    }

    /// <summary>The article of a source that an id or externalId means, or null.</summary>
    internal async Task<ArticleRef?> FindAsync(SourceRef source, string reference, CancellationToken cancellation)
    {
        Guid? id = Guid.TryParseExact(reference, "D", out var read) ? read : null;
        return await database.ReadOneAsync<ArticleRef>(new CommandDefinition(
            Statements["ArticleOfSource"], new { id, reference, SourceId = source.Id }, cancellationToken: cancellation));
    }

    /// <summary>What stands in the way of an article, if that is what this exception says.</summary>
    internal static ArticleOutcome? Conflict(PostgresException e) => e.ConstraintName switch
    {
        "articles_url_unique" => ArticleOutcome.UrlTaken,
        "articles_external_id_unique" => ArticleOutcome.ExternalIdTaken,
        _ => null,
    };

    /// <summary>Writes a new article on the connection, and in the transaction, of what refers to it.</summary>
    internal static async Task InsertAsync(NpgsqlConnection connection, Article article, Authorship by, CancellationToken token)
    {
        var parameters = new DynamicParameters(new { article.Id, article.ExternalId, SourceId = article.Source.Id, by.At });
        parameters.AddDynamicParams(FactColumns(article.Facts));
        await connection.ExecuteAsync(new CommandDefinition(Statements["ArticleInsert"], parameters, cancellationToken: token));
        await AuditLog.AppendAsync(connection, Record(article, "created"), by, token);
    }

    /// <summary>Writes an article as it is now over the version before, on the connection, and in the transaction, of whoever changed it.</summary>
    /// <returns>Whether that version was still there.</returns>
    internal static async Task<bool> UpdateAsync(NpgsqlConnection connection, Article changed, Authorship by, CancellationToken token)
    {
        var parameters = new DynamicParameters(new { changed.Id, Version = changed.Version - 1, by.At });
        parameters.AddDynamicParams(FactColumns(changed.Facts));
        var version = await connection.ExecuteScalarAsync<int?>(
            new CommandDefinition(Statements["ArticleUpdate"], parameters, cancellationToken: token));
        if (version is null)
        {
            return false;
        }

        await AuditLog.AppendAsync(connection, Record(changed, "changed"), by, token);
        return true;
    }

    private static AuditLog.Change Record(Article article, string action) =>
        new(AuditedEntity.Article, article.Id, article.Version, action, Snapshot.Of(article));

    private static object FactColumns(ArticleFacts facts) => new
    {
        facts.Url,
        facts.CanonicalUrl,
        facts.ArchivedUrl,
        facts.Title,
        facts.Byline,
        PublishedAt = facts.PublishedAt?.Start,
        PublishedAtPrecision = Columns.Precision(facts.PublishedAt),
        facts.RetrievedAt,
        facts.Language,
        facts.ContentSha256,
    };

    private async Task<Guid?> FindTwinAsync(Article article, ArticleOutcome conflict, CancellationToken cancellation)
    {
        var twin = conflict == ArticleOutcome.UrlTaken
            ? await FindAsync(article.Source.Id, article.Facts.CanonicalUrl, null, cancellation)
            : await FindAsync(article.Source.Id, null, article.ExternalId, cancellation);
        return twin?.Id;
    }

    private ValueTask<ArticleRef?> FindAsync(Guid sourceId, string? canonicalUrl, string? externalId, CancellationToken cancellation) =>
        database.ReadOneAsync<ArticleRef>(new CommandDefinition(
            Statements["ArticleFind"], new { sourceId, canonicalUrl, externalId }, cancellationToken: cancellation));
}
