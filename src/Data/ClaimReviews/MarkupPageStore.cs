using System.Text.Json;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.ClaimReviews;

/// <summary>Writes pages of ClaimReview markup.</summary>
/// <param name="database">The database.</param>
public sealed class MarkupPageStore(Database database)
{
    private static readonly Sql Statements = Sql.Load("claim_review_pages");

    /// <summary>Records a new page.</summary>
    /// <param name="page">From <see cref="MarkupPage.Create"/>.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<MarkupPageOutcome, MarkupPage>> AddAsync(
        MarkupPage page, Authorship by, CancellationToken cancellation, Receipt<Verdict<MarkupPageOutcome, MarkupPage>>? receipt = null)
    {
        try
        {
            return await database.WriteAsync<Verdict<MarkupPageOutcome, MarkupPage>>(
                async (connection, token) =>
                {
                    await AddAsync(connection, page, by, token);
                    return (true, new(MarkupPageOutcome.Accepted, page));
                },
                receipt,
                cancellation);
        }
        catch (PostgresException e) when (IsUrlTaken(e))
        {
            return await UrlTakenAsync(page.Facts, cancellation);
        }
    }

    /// <summary>Replaces all that a page says.</summary>
    /// <param name="id">Which page.</param>
    /// <param name="facts">What it says now.</param>
    /// <param name="from">The version that the change was made from.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<MarkupPageOutcome, MarkupPage>> ReplaceAsync(
        Guid id, MarkupPageFacts facts, VersionCondition from, Authorship by, CancellationToken cancellation)
    {
        try
        {
            return await ChangeAsync(
                id,
                page => page.Replace(facts, from, by.At),
                (connection, page, token) => ReplaceAsync(connection, page, by, token),
                cancellation);
        }
        catch (PostgresException e) when (IsUrlTaken(e))
        {
            return await UrlTakenAsync(facts, cancellation);
        }
    }

    /// <summary>Deletes the markup of a page. What stays is that there was one, with its history.</summary>
    /// <param name="id">Which page.</param>
    /// <param name="from">The version that is deleted.</param>
    /// <param name="by">Who deletes it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public Task<Verdict<MarkupPageOutcome, MarkupPage>> DeleteAsync(
        Guid id, VersionCondition from, Authorship by, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            page => page.Delete(from, by.At),
            async (connection, page, token) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimReviewMarkupsDelete"], new { id }, cancellationToken: token));
                await WriteAsync(connection, "ClaimReviewPageDelete", page, token);
                await RecordAsync(connection, page, "deleted", null, by, token);
            },
            cancellation);

    /// <summary>Records a new page on the connection, and in the transaction, of whoever has it.</summary>
    internal static async Task AddAsync(NpgsqlConnection connection, MarkupPage page, Authorship by, CancellationToken token)
    {
        await WriteAsync(connection, "ClaimReviewPageInsert", page, token);
        await InsertMarkupsAsync(connection, page, token);
        await RecordAsync(connection, page, "created", Snapshot.Of(page), by, token);
    }

    /// <summary>Replaces a page that is held on the connection, and in the transaction, of whoever holds it.</summary>
    internal static async Task ReplaceAsync(NpgsqlConnection connection, MarkupPage page, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimReviewMarkupsDelete"], new { page.Id }, cancellationToken: token));
        await WriteAsync(connection, "ClaimReviewPageUpdate", page, token);
        await InsertMarkupsAsync(connection, page, token);
        await RecordAsync(connection, page, "changed", Snapshot.Of(page), by, token);
    }

    /// <summary>The page as nobody changes it until the transaction ends; null where there is none, or its markup was deleted.</summary>
    internal static async Task<MarkupPage?> HoldAsync(NpgsqlConnection connection, Guid id, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimReviewPageLock"], new { id }, cancellationToken: token));
        return await MarkupPageReader.GetAsync(connection, id, token);
    }

    /// <summary>The page of an address in its canonical form, or null.</summary>
    internal static Task<Guid?> FindAsync(NpgsqlConnection connection, string canonicalUrl, CancellationToken token) =>
        connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            Statements["ClaimReviewPageIdByUrl"], new { canonicalUrl }, cancellationToken: token));

    private static bool IsUrlTaken(PostgresException e) => e.ConstraintName is "claim_review_pages_url_unique";

    private static Task<int> WriteAsync(NpgsqlConnection connection, string statement, MarkupPage page, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(Statements[statement], PageParameters(page), cancellationToken: token));

    private static Task<int> InsertMarkupsAsync(NpgsqlConnection connection, MarkupPage page, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(
            Statements["ClaimReviewMarkupsInsert"], new { page.Id, Markups = MarkupRows(page.Facts.Markups) }, cancellationToken: token));

    private static Task RecordAsync(
        NpgsqlConnection connection, MarkupPage page, string action, string? after, Authorship by, CancellationToken token) =>
        AuditLog.AppendAsync(connection, new(AuditedEntity.ClaimReviewPage, page.Id, page.Version, action, after), by, token);

    private static object PageParameters(MarkupPage page) => new
    {
        page.Id,
        page.Facts.PageUrl,
        page.Facts.CanonicalUrl,
        page.Facts.Site,
        PublishDate = page.Facts.PublishDate?.Start,
        PublishDatePrecision = Columns.Precision(page.Facts.PublishDate),
        AuthorName = page.Facts.Author?.Name,
        AuthorImageUrl = page.Facts.Author?.ImageUrl,
        page.Version,
        page.CreatedAt,
        page.UpdatedAt,
    };

    private static string MarkupRows(IEnumerable<Markup> markups) => JsonSerializer.Serialize(markups.Select((markup, index) => new
    {
        position = index + 1,
        url = markup.Url,
        claim_reviewed = markup.ClaimReviewed,
        claim_date = markup.ClaimDate?.Start,
        claim_date_precision = Columns.Precision(markup.ClaimDate),
        claim_location = markup.ClaimLocation,
        claim_first_appearance = markup.FirstAppearance,
        claim_appearances = markup.Appearances,
        claimant_name = markup.Claimant?.Name,
        claimant_job_title = markup.Claimant?.JobTitle,
        claimant_image_url = markup.Claimant?.ImageUrl,
        claimant_same_as = markup.Claimant?.SameAs,
        textual_rating = markup.Rating.Text,
        rating_value = markup.Rating.Value,
        worst_rating = markup.Rating.Worst,
        best_rating = markup.Rating.Best,
        rating_explanation = markup.Rating.Explanation,
        rating_image_url = markup.Rating.ImageUrl,
    }));

    /// <summary>Locks a page, decides about it, and writes.</summary>
    private async Task<Verdict<MarkupPageOutcome, MarkupPage>> ChangeAsync(
        Guid id,
        Func<MarkupPage, Verdict<MarkupPageOutcome, MarkupPage>> decide,
        Func<NpgsqlConnection, MarkupPage, CancellationToken, Task> write,
        CancellationToken cancellation) =>
        await database.WriteAsync<Verdict<MarkupPageOutcome, MarkupPage>>(
            async (connection, token) =>
            {
                if (await HoldAsync(connection, id, token) is not { } current)
                {
                    return (false, new(MarkupPageOutcome.Missing));
                }

                var decision = decide(current);
                if (decision is not { Outcome: MarkupPageOutcome.Accepted, Value: { } page })
                {
                    return (false, decision);
                }

                await write(connection, page, token);
                return (true, decision);
            },
            cancellation);

    private async Task<Verdict<MarkupPageOutcome, MarkupPage>> UrlTakenAsync(MarkupPageFacts facts, CancellationToken cancellation) =>
        new(MarkupPageOutcome.UrlTaken, ExistingId: await database.ReadFreshAsync(
            (connection, token) => FindAsync(connection, facts.CanonicalUrl, token), cancellation));
}
