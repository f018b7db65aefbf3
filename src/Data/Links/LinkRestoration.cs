using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Links;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Links;

/// <summary>Brings back links and the judgements on them as they were, whatever has become of their claims since.</summary>
internal static class LinkRestoration
{
    private static readonly Sql Statements = Sql.Load("claim_links");

    /// <summary>What is stored of links and of judgements on them.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="links">The links, by their ids.</param>
    /// <param name="reviews">The judgements, by their ids.</param>
    /// <param name="token">Stops waiting for the database.</param>
    public static async Task<(Dictionary<Guid, ClaimLink> Links, Dictionary<Guid, StoredReview> Reviews)> FindAsync(
        NpgsqlConnection connection, Guid[] links, Guid[] reviews, CancellationToken token)
    {
        var foundLinks = await connection.QueryAsync<ClaimLinkRow>(
            new CommandDefinition(Statements["LinksJudged"], new { Ids = links }, cancellationToken: token));
        var foundReviews = await connection.QueryAsync<LinkReviewRow>(
            new CommandDefinition(Statements["LinkReviewsFind"], new { Ids = reviews }, cancellationToken: token));
        return (
            foundLinks.Select(row => row.ToLink()).ToDictionary(link => link.Id),
            foundReviews.Select(row => row.ToStored()).ToDictionary(review => review.Id));
    }

    /// <summary>
    /// Writes a link as it was, on the connection, and in the transaction, of whoever brings it back. Its claims may have been retracted
    /// since. The judgements on it are brought back by themselves; where nobody brings them, whoever brings the link answers for where it
    /// stands.
    /// </summary>
    public static async Task<Verdict<LinkOutcome, ClaimLink>> AddAsync(
        NpgsqlConnection connection, ClaimLink link, bool isJudgedHere, Authorship by, CancellationToken token)
    {
        await LinkRules.LockLineagesAsync(connection, link, token);
        var obstacle = await LinkRules.FindObstacleAsync(connection, link, token, isRestored: true);
        if (obstacle is not null)
        {
            return obstacle;
        }

        if (await LinkRows.InsertAsync(connection, link, token) is null)
        {
            return new(LinkOutcome.AlreadyLinked, ExistingId: await LinkRows.FindTwinAsync(connection, link, token));
        }

        if (isJudgedHere && link.Status != LinkStatus.Suggested)
        {
            await LinkRows.RecordReviewAsync(connection, link, null, by, token);
        }

        await LinkRows.RecordAsync(connection, link, "proposed", null, by, token);
        if (link.Status == LinkStatus.Confirmed)
        {
            await LinkRules.FollowSupersessionAsync(connection, link, by, token);
        }

        return new(LinkOutcome.Accepted, link);
    }

    /// <summary>Writes judgements that were made before. They move no link: it says itself where it stands.</summary>
    public static async Task AddAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<StoredReview> reviews,
        IReadOnlyDictionary<Guid, ClaimLink> links,
        Authorship by,
        CancellationToken token)
    {
        var standing = reviews.Where(review => review.Review.SupersededAt is null).ToList();
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["LinkReviewsMakeRoom"],
            new
            {
                Links = standing.Select(review => review.Link).ToArray(),
                Decisions = standing.Select(review => Words<LinkStatus>.Of(review.Review.Decision)).ToArray(),
                by.At,
            },
            cancellationToken: token));
        await LinkRows.InsertReviewsAsync(connection, reviews, token);
        var changes = reviews.Select(review => (review.Review.Note, Link: links[review.Link])).Select(restored => new AuditLog.Change(
            AuditedEntity.Link, restored.Link.Id, restored.Link.Version, "restored", Snapshot.Of(restored.Link), restored.Note));
        await AuditLog.AppendAllAsync(connection, [.. changes], by, token);
    }
}
