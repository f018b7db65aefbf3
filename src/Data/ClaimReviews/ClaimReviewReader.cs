using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.ClaimReviews;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.ClaimReviews;

/// <summary>An assessment together with what a ClaimReview says of its claim.</summary>
/// <param name="Assessment">The assessment with its latest correction; of one whose claim was taken down, what is left.</param>
/// <param name="Claim">The claim.</param>
/// <param name="TakenDownAt">When the claim was taken down, if it was.</param>
public sealed record FoundReview(Assessment Assessment, ReviewedClaim Claim, DateTimeOffset? TakenDownAt);

/// <summary>A place in the feed of published reviews.</summary>
/// <param name="ModifiedAt">When the last one before it changed.</param>
/// <param name="Id">Its id.</param>
public sealed record ReviewPosition(DateTimeOffset ModifiedAt, Guid Id);

/// <summary>Reviews, and how new they are at most.</summary>
/// <param name="Reviews">The reviews.</param>
/// <param name="ChangedAt">
/// When anything at all was last changed by what the same server knew just before: what changed meanwhile is newer than the date. Null
/// where nothing has been written.
/// </param>
public sealed record DatedReviews(IReadOnlyList<FoundReview> Reviews, DateTimeOffset? ChangedAt);

/// <summary>Reads what ClaimReviews are made of, in two round trips to one server whatever their number: reviews, then works.</summary>
/// <param name="database">The database.</param>
public sealed class ClaimReviewReader(Database database)
{
    /// <summary>How many claims that say the same are looked at for the works that carry a claim.</summary>
    public const int MostRestatements = 100;

    private static readonly Sql Statements = Sql.Load("claim_review_exports");
    private static readonly string Latest = Sql.Load("audit_log")["AuditLogLatest"];

    /// <summary>One assessment, in whatever state, where there is one.</summary>
    public Task<DatedReviews> GetAsync(Guid id, CancellationToken cancellation) =>
        ReadAsync(new Filters().Add("one", id), take: 1, cancellation);

    /// <summary>Published assessments, the one changed the longest ago first; none whose claim was taken down.</summary>
    /// <param name="modifiedSince">Only those that changed then or later; null for all.</param>
    /// <param name="after">Only those after this place.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public Task<DatedReviews> ListAsync(
        DateTimeOffset? modifiedSince, ReviewPosition? after, int take, CancellationToken cancellation)
    {
        var filters = new Filters()
            .Add("published", true)
            .Add("modifiedSince", modifiedSince?.UtcDateTime)
            .Add("after", after?.ModifiedAt.UtcDateTime);
        return ReadAsync(after is null ? filters : filters.Set("afterId", after.Id), take, cancellation);
    }

    /// <summary>The same on a connection, and in the transaction, of somebody else.</summary>
    internal static async Task<DatedReviews> ReadAsync(NpgsqlConnection connection, Filters filters, int take, CancellationToken cancellation)
    {
        var reviews = filters.Command(Statements, "ClaimReviewList", take, cancellation);
        var (changed, rows) = await ReadReviewsAsync(
            connection, new CommandDefinition(Dated(reviews.CommandText), reviews.Parameters, cancellationToken: cancellation));
        var works = rows.Count == 0 ? [] : await connection.QueryAsync<ReviewedWorkRow>(new CommandDefinition(
            Statements["ClaimReviewWorks"],
            new { Claims = rows.Select(row => row.ClaimId).Distinct().ToArray(), Most = MostRestatements },
            cancellationToken: cancellation));
        var worksOf = works.ToLookup(work => work.ClaimId);
        return new(rows.ConvertAll(row => row.ToReview(worksOf[row.ClaimId])), changed);
    }

    private async Task<DatedReviews> ReadAsync(Filters filters, int take, CancellationToken cancellation) =>
        await database.ReadTogetherAsync((connection, token) => ReadAsync(connection, filters, take, token), cancellation);

    private static string Dated(string statement) => Latest + statement;

    private static async Task<(DateTime? Changed, List<ReviewRow> Rows)> ReadReviewsAsync(NpgsqlConnection connection, CommandDefinition command)
    {
        await using var results = await connection.QueryMultipleAsync(command);
        return (await results.ReadSingleOrDefaultAsync<DateTime?>(), (await results.ReadAsync<ReviewRow>()).AsList());
    }
}
