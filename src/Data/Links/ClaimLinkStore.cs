using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Data.Telemetry;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Links;

/// <summary>Writes links between claims and the judgements on them.</summary>
/// <param name="database">The database.</param>
/// <param name="consequences">Finds out which verdicts rest on a link.</param>
/// <param name="meters">Counts what was committed.</param>
public sealed class ClaimLinkStore(Database database, ConsequenceReader consequences, DataMeters meters)
{
    private static readonly Sql Statements = Sql.Load("claim_links");

    /// <summary>Records a proposed link.</summary>
    /// <param name="link">From <see cref="ClaimLink.Propose"/>.</param>
    /// <param name="by">Who proposes it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<LinkOutcome, ClaimLink>> AddAsync(
        ClaimLink link, Authorship by, CancellationToken cancellation, Receipt<Verdict<LinkOutcome, ClaimLink>>? receipt = null)
    {
        var verdict = await database.WriteAsync<Verdict<LinkOutcome, ClaimLink>>(
            async (connection, token) =>
            {
                var added = await AddAsync(connection, link, by, token);
                return (added.Outcome == LinkOutcome.Accepted, added);
            },
            receipt,
            cancellation);
        return verdict is { Outcome: LinkOutcome.Accepted, Value.Status: LinkStatus.Confirmed } ? Counted(verdict) : verdict;
    }

    /// <summary>Records an editor's judgement, which retires the one before.</summary>
    /// <param name="id">Which link.</param>
    /// <param name="from">The version that is judged.</param>
    /// <param name="decision">The judgement.</param>
    /// <param name="note">Why.</param>
    /// <param name="by">Who judges.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public Task<Verdict<LinkOutcome, ClaimLink>> ReviewAsync(
        Guid id,
        VersionCondition from,
        ReviewDecision decision,
        string? note,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<LinkOutcome, ClaimLink>>? receipt = null) =>
        MoveAsync(id, link => link.Review(decision, from, by.At), note, by, receipt, cancellation);

    /// <summary>Takes a link back, for good.</summary>
    /// <param name="id">Which link.</param>
    /// <param name="from">The version that is taken back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who takes it back.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public Task<Verdict<LinkOutcome, ClaimLink>> RetractAsync(
        Guid id,
        VersionCondition from,
        string reason,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<LinkOutcome, ClaimLink>>? receipt = null) =>
        MoveAsync(id, link => link.Retract(from, by.At), reason, by, receipt, cancellation);

    /// <summary>Records a proposed link on the connection, and in the transaction, of whoever proposes it. A refused one writes nothing.</summary>
    internal static async Task<Verdict<LinkOutcome, ClaimLink>> AddAsync(
        NpgsqlConnection connection, ClaimLink link, Authorship by, CancellationToken token)
    {
        await LinkRules.LockLineagesAsync(connection, link, token);
        if (await LinkRules.FindObstacleAsync(connection, link, token) is { } obstacle)
        {
            return obstacle;
        }

        if (await LinkRows.InsertAsync(connection, link, token) is null)
        {
            return new(LinkOutcome.AlreadyLinked, ExistingId: await LinkRows.FindTwinAsync(connection, link, token));
        }

        if (link.Status != LinkStatus.Suggested)
        {
            await LinkRows.RecordReviewAsync(connection, link, null, by, token);
        }

        await LinkRows.RecordAsync(connection, link, "proposed", null, by, token);
        await LinkRules.FollowSupersessionAsync(connection, link, by, token);
        return new(LinkOutcome.Accepted, link);
    }

    /// <summary>Moves a link on the connection, and in the transaction, of whoever judges it. A refused move writes nothing.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="id">Which link.</param>
    /// <param name="move">What is done to it.</param>
    /// <param name="note">Why.</param>
    /// <param name="shaken">Claims whose assessments need a second look if it ceases to be confirmed.</param>
    /// <param name="by">Who judges.</param>
    /// <param name="token">Stops waiting for the database.</param>
    internal static async Task<Verdict<LinkOutcome, ClaimLink>> MoveAsync(
        NpgsqlConnection connection,
        Guid id,
        Func<ClaimLink, Verdict<LinkOutcome, ClaimLink>> move,
        string? note,
        IReadOnlyList<Guid> shaken,
        Authorship by,
        CancellationToken token)
    {
        // What a link joins, and as what, never changes: its relation may be read before it is locked.
        if (await ClaimLinkReader.GetAsync(connection, id, token) is not { } known)
        {
            return new(LinkOutcome.Missing);
        }

        await LinkRules.LockLineagesAsync(connection, known, token);
        await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimLinkLock"], new { id }, cancellationToken: token));
        var current = (await ClaimLinkReader.GetAsync(connection, id, token))!;
        var verdict = move(current);
        if (verdict is not { Outcome: LinkOutcome.Accepted, Value: { } link })
        {
            return verdict;
        }

        if (link.Status == LinkStatus.Confirmed && await LinkRules.FindObstacleAsync(connection, link, token) is { } obstacle)
        {
            return obstacle;
        }

        await LinkRows.SetStatusAsync(connection, link, token);
        await LinkRows.RecordReviewAsync(connection, link, note, by, token);
        await LinkRows.RecordAsync(connection, link, Words<LinkStatus>.Of(link.Status), note, by, token);
        await LinkRules.FollowSupersessionAsync(connection, link, by, token);
        if (current.Status == LinkStatus.Confirmed)
        {
            await AssessmentStore.FlagForReviewAsync(connection, shaken, $"The link {id} was {Words<LinkStatus>.Of(link.Status)}.", by, token);
        }

        return verdict;
    }

    private async Task<Verdict<LinkOutcome, ClaimLink>> MoveAsync(
        Guid id,
        Func<ClaimLink, Verdict<LinkOutcome, ClaimLink>> move,
        string? note,
        Authorship by,
        Receipt<Verdict<LinkOutcome, ClaimLink>>? receipt,
        CancellationToken cancellation)
    {
        var shaken = await FindShakenAsync(id, cancellation);
        try
        {
            var judged = await database.WriteAsync<Verdict<LinkOutcome, ClaimLink>>(
                async (connection, token) =>
                {
                    var moved = await MoveAsync(connection, id, move, note, shaken, by, token);
                    return (moved.Outcome == LinkOutcome.Accepted, moved);
                },
                receipt,
                cancellation);
            return judged.Outcome == LinkOutcome.Accepted ? Counted(judged) : judged;
        }
        catch (PostgresException e) when (e.ConstraintName is "claim_links_live_unique")
        {
            // A rejected link is to be confirmed after all, but another one has been proposed in its place since.
            return new(LinkOutcome.AlreadyLinked, ExistingId: await database.ReadFreshAsync(
                async (connection, token) => await LinkRows.FindTwinAsync(
                    connection, (await ClaimLinkReader.GetAsync(connection, id, token))!, token),
                cancellation));
        }
    }

    /// <summary>The claims that are confirmed by two origins as long as the link is: none where it is not.</summary>
    private async Task<IReadOnlyList<Guid>> FindShakenAsync(Guid id, CancellationToken cancellation) =>
        await database.ReadTogetherAsync((connection, token) => ClaimLinkReader.GetAsync(connection, id, token), cancellation)
            is { Status: LinkStatus.Confirmed } link
            ? await consequences.FindUnconfirmedAsync(
                [link.From, link.To], known => known with { Links = [.. known.Links.Where(other => other.Id != id)] }, cancellation)
            : [];

    private Verdict<LinkOutcome, ClaimLink> Counted(Verdict<LinkOutcome, ClaimLink> judged)
    {
        meters.LinkReviewed(judged.Value!.Status);
        return judged;
    }
}
