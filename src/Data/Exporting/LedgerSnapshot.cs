using System.Data;
using System.Runtime.CompilerServices;
using ClaimCheck.Data.Articles;
using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Links;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Exporting;

/// <summary>
/// The ledger as it was at one moment, read record by record, oldest first, one kind after another. Rows are taken as Postgres
/// sends them, and it sends no more than is taken: a result of any size needs no memory. What was taken down is not in it, nor
/// is anything that is about it.
/// </summary>
public sealed partial class LedgerSnapshot : IAsyncDisposable
{
    private const int ReviewsAtATime = 200;

    private static readonly Sql SourceStatements = Sql.Load("sources");
    private static readonly Sql ScaleStatements = Sql.Load("rating_scales");
    private static readonly Sql ArticleStatements = Sql.Load("articles");
    private static readonly Sql ClaimStatements = Sql.Load("claims");
    private static readonly Sql LinkStatements = Sql.Load("claim_links");
    private static readonly Sql AssessmentStatements = Sql.Load("assessments");

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly Action closed;

    private LedgerSnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction, Action closed)
    {
        this.connection = connection;
        this.transaction = transaction;
        this.closed = closed;
    }

    /// <summary>Sources.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public IAsyncEnumerable<Source> SourcesAsync(SourceFilter filter, CancellationToken cancellation) => RowsAsync<Source>(
        SourceReader.Filters(filter).CommandOn(connection, SourceStatements, "SourceExport"),
        static rows =>
        {
            var read = rows.GetRowParser<SourceRow>();
            return row => read(row).ToSource();
        },
        cancellation);

    /// <summary>Rating scales.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<RatingScale> RatingScalesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var labels = RowsAsync<RatingScaleRow>(
            new Filters().CommandOn(connection, ScaleStatements, "RatingScaleExport"), static rows => rows.GetRowParser<RatingScaleRow>(), cancellation);
        await foreach (var scale in Grouped(labels, row => row.Id))
        {
            yield return RatingScaleRow.ToScales(scale)[0];
        }
    }

    /// <summary>Articles.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public IAsyncEnumerable<Article> ArticlesAsync(ArticleFilter filter, CancellationToken cancellation) => RowsAsync<Article>(
        ArticleReader.Filters(filter).CommandOn(connection, ArticleStatements, "ArticleExport"), static _ => ExportedRows.Article, cancellation);

    /// <summary>Claims; none that were taken down.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="q">Only those that say this, in web-search syntax; null for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<Claim> ClaimsAsync(
        ClaimFilter filter, string? q, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filters = ClaimReader.Filters(filter);
        if (q is not null)
        {
            var languages = await connection.QuerySingleAsync<short[]>(
                new CommandDefinition(ClaimStatements["SearchLanguages"], transaction: transaction, cancellationToken: cancellation));
            filters.Add("q", ClaimReader.Searchable(q)).Set("languages", languages);
        }

        var claims = new ExportedClaims();
        var rows = RowsAsync<Claim?>(filters.CommandOn(connection, ClaimStatements, "ClaimExport"), _ => claims.Take, cancellation);
        await foreach (var finished in rows.Where(claim => claim is not null))
        {
            yield return finished!;
        }

        if (claims.Last is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Links; none of claims that were taken down.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public IAsyncEnumerable<ClaimLink> LinksAsync(LinkFilter filter, CancellationToken cancellation) => RowsAsync<ClaimLink>(
        ClaimLinkReader.Filters(filter).CommandOn(connection, LinkStatements, "ClaimLinkExport"), static _ => ExportedRows.Link, cancellation);

    /// <summary>Assessments with all their corrections; none of claims that were taken down.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<Assessment> AssessmentsAsync(
        AssessmentFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var corrections = RowsAsync<AssessmentRow>(
            AssessmentReader.Filters(filter).CommandOn(connection, AssessmentStatements, "AssessmentExport"),
            static rows => rows.GetRowParser<AssessmentRow>(),
            cancellation);
        await foreach (var assessment in Grouped(corrections, row => row.Id))
        {
            yield return AssessmentRow.ToAssessments(assessment)[0].Assessment;
        }
    }

    /// <summary>What the ClaimReviews of published assessments are made of; none of claims that were taken down.</summary>
    /// <param name="filter">Of which assessments.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<FoundReview> ReviewsAsync(
        AssessmentFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // In parts, because the works that carry their claims are looked for between them.
        Guid? after = null;
        while (true)
        {
            var ids = (await connection.QueryAsync<Guid>(AssessmentReader.Filters(filter).Set("after", after)
                .Command(AssessmentStatements, "PublishedAssessments", ReviewsAtATime, cancellation))).AsList();
            if (ids.Count == 0)
            {
                yield break;
            }

            var found = await ClaimReviewReader.ReadAsync(connection, new Filters().Add("those", ids.ToArray()), ids.Count, cancellation);
            var byId = found.Reviews.ToDictionary(review => review.Assessment.Id);
            foreach (var id in ids)
            {
                yield return byId[id];
            }

            after = ids[^1];
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // There is nothing to undo, and what is broken is not kept.
        }
        finally
        {
            closed();
        }
    }

    /// <summary>Takes the snapshot.</summary>
    /// <param name="connection">On which it is read; disposed of with it.</param>
    /// <param name="closed">Is told when the connection is free again.</param>
    internal static async Task<LedgerSnapshot> TakeAsync(NpgsqlConnection connection, Action closed)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);

        // It is of the moment of the first statement.
        await connection.ExecuteAsync(new CommandDefinition("select 1", transaction: transaction));
        return new LedgerSnapshot(connection, transaction, closed);
    }

    private static async IAsyncEnumerable<T> RowsAsync<T>(
        NpgsqlCommand command, Func<NpgsqlDataReader, Func<NpgsqlDataReader, T>> parserOf, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var sent = command;
        var rows = await command.ExecuteReaderAsync(cancellation);
        var isWhole = false;
        try
        {
            var parse = parserOf(rows);
            while (await rows.ReadAsync(cancellation))
            {
                yield return parse(rows);
            }

            isWhole = true;
        }
        finally
        {
            await CloseAsync(command, rows, isWhole);
        }
    }

    private static async ValueTask CloseAsync(NpgsqlCommand command, NpgsqlDataReader rows, bool isWhole)
    {
        try
        {
            if (!isWhole)
            {
                // Otherwise all that is left would be read to its end.
                command.Cancel();
            }

            await rows.DisposeAsync();
        }
        catch (NpgsqlException) when (!isWhole)
        {
            // It was cancelled, or failed already: that is on its way to the caller.
        }
    }

    private static async IAsyncEnumerable<List<TRow>> Grouped<TRow>(IAsyncEnumerable<TRow> rows, Func<TRow, Guid> idOf)
    {
        List<TRow> one = [];
        await foreach (var row in rows)
        {
            if (one.Count > 0 && idOf(one[0]) != idOf(row))
            {
                yield return one;
                one = [];
            }

            one.Add(row);
        }

        if (one.Count > 0)
        {
            yield return one;
        }
    }
}
