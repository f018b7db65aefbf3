using ClaimCheck.Domain.ClaimReviews;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.ClaimReviews;

/// <summary>Which pages a list holds; null leaves a filter out.</summary>
/// <param name="CanonicalUrl">Their address in its canonical form: at most one page has it.</param>
/// <param name="Site">The site they are on, or a domain that it lies in.</param>
public sealed record MarkupPageFilter(string? CanonicalUrl = null, string? Site = null);

/// <summary>Reads pages of ClaimReview markup; none whose markup was deleted.</summary>
/// <param name="database">The database.</param>
public sealed class MarkupPageReader(Database database)
{
    private static readonly Sql Statements = Sql.Load("claim_review_pages");

    /// <summary>The page with this id, or null.</summary>
    public async Task<MarkupPage?> GetAsync(Guid id, CancellationToken cancellation) =>
        MarkupRow.ToPages(await database.ReadAsync<MarkupRow>(GetCommand(id, cancellation))).SingleOrDefault();

    /// <summary>The version of a page, or null.</summary>
    public ValueTask<int?> GetVersionAsync(Guid id, CancellationToken cancellation) =>
        database.ReadVersionAsync(new CommandDefinition(Statements["ClaimReviewPageVersion"], new { id }, cancellationToken: cancellation));

    /// <summary>Pages, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those recorded before this one.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<MarkupPage>> ListAsync(
        MarkupPageFilter filter, Guid? before, int offset, int take, CancellationToken cancellation)
    {
        var command = new Filters()
            .Add("before", before)
            .Add("canonicalUrl", filter.CanonicalUrl)
            .Add("site", filter.Site)
            .Set("offset", offset)
            .Command(Statements, "ClaimReviewPageList", take, cancellation);
        return MarkupRow.ToPages(await database.ReadAsync<MarkupRow>(command));
    }

    /// <summary>The same page as a write sees it, in the write's transaction.</summary>
    internal static async Task<MarkupPage?> GetAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        MarkupRow.ToPages(await connection.QueryAsync<MarkupRow>(GetCommand(id, cancellation))).SingleOrDefault();

    private static CommandDefinition GetCommand(Guid id, CancellationToken cancellation) =>
        new(Statements["ClaimReviewPageGet"], new { id }, cancellationToken: cancellation);
}
