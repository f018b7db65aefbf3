using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Data.Telemetry;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Claims;
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
        await LockLineagesAsync(connection, link, token);
        if (await FindObstacleAsync(connection, link, token) is { } obstacle)
        {
            return obstacle;
        }

        if (await InsertAsync(connection, link, token) is null)
        {
            return new(LinkOutcome.AlreadyLinked, ExistingId: await FindTwinAsync(connection, link, token));
        }

        if (link.Status != LinkStatus.Suggested)
        {
            await RecordReviewAsync(connection, link, null, by, token);
        }

        await RecordAsync(connection, link, "proposed", null, by, token);
        await FollowSupersessionAsync(connection, link, by, token);
        return new(LinkOutcome.Accepted, link);
    }

    /// <summary>
    /// Writes a link as it was, on the connection, and in the transaction, of whoever brings it back. Its claims may have been retracted
    /// since. The judgements on it are brought back by themselves; where nobody brings them, whoever brings the link answers for where it
    /// stands.
    /// </summary>
    internal static async Task<Verdict<LinkOutcome, ClaimLink>> RestoreAsync(
        NpgsqlConnection connection, ClaimLink link, bool isJudgedHere, Authorship by, CancellationToken token)
    {
        await LockLineagesAsync(connection, link, token);
        var obstacle = await FindObstacleAsync(connection, link, token, isRestored: true);
        if (obstacle is not null)
        {
            return obstacle;
        }

        if (await InsertAsync(connection, link, token) is null)
        {
            return new(LinkOutcome.AlreadyLinked, ExistingId: await FindTwinAsync(connection, link, token));
        }

        if (isJudgedHere && link.Status != LinkStatus.Suggested)
        {
            await RecordReviewAsync(connection, link, null, by, token);
        }

        await RecordAsync(connection, link, "proposed", null, by, token);
        if (link.Status == LinkStatus.Confirmed)
        {
            await FollowSupersessionAsync(connection, link, by, token);
        }

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

        await LockLineagesAsync(connection, known, token);
        await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimLinkLock"], new { id }, cancellationToken: token));
        var current = (await ClaimLinkReader.GetAsync(connection, id, token))!;
        var verdict = move(current);
        if (verdict is not { Outcome: LinkOutcome.Accepted, Value: { } link })
        {
            return verdict;
        }

        if (link.Status == LinkStatus.Confirmed && await FindObstacleAsync(connection, link, token) is { } obstacle)
        {
            return obstacle;
        }

        await connection.ExecuteAsync(new CommandDefinition(
            Statements["ClaimLinkSetStatus"],
            new { link.Id, Status = Words<LinkStatus>.Of(link.Status), link.Version, link.UpdatedAt },
            cancellationToken: token));
        await RecordReviewAsync(connection, link, note, by, token);
        await RecordAsync(connection, link, Words<LinkStatus>.Of(link.Status), note, by, token);
        await FollowSupersessionAsync(connection, link, by, token);
        if (current.Status == LinkStatus.Confirmed)
        {
            await AssessmentStore.FlagForReviewAsync(connection, shaken, $"The link {id} was {Words<LinkStatus>.Of(link.Status)}.", by, token);
        }

        return verdict;
    }

    /// <summary>The living link that joins the same claims in the same relation, or null.</summary>
    internal static Task<Guid?> FindTwinAsync(NpgsqlConnection connection, ClaimLink link, CancellationToken token) =>
        connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            Statements["ClaimLinkTwin"],
            new { link.From, link.To, Relation = Words<LinkRelation>.Of(link.Relation) },
            cancellationToken: token));

    private static async Task<Guid?> InsertAsync(NpgsqlConnection connection, ClaimLink link, CancellationToken token) =>
        await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            Statements["ClaimLinkInsert"],
            new
            {
                link.Id,
                link.From,
                link.To,
                Relation = Words<LinkRelation>.Of(link.Relation),
                Status = Words<LinkStatus>.Of(link.Status),
                Method = Words<LinkMethod>.Of(link.Method),
                link.Rationale,
                EvidenceUrls = link.EvidenceUrls.ToArray(),
                link.Confidence,
                link.ProposedBy,
                link.Version,
                link.CreatedAt,
                link.UpdatedAt,
            },
            cancellationToken: token));

    private static async Task<Verdict<LinkOutcome, ClaimLink>?> FindObstacleAsync(
        NpgsqlConnection connection, ClaimLink link, CancellationToken token, bool isRestored = false)
    {
        var ends = (await connection.QueryAsync<EndRow>(new CommandDefinition(
            Statements["LinkEnds"], new { Ids = new[] { link.From, link.To } }, cancellationToken: token))).ToList();
        if (new[] { link.From, link.To }.Except(ends.Select(end => end.Id)).ToList() is [var missing, ..])
        {
            return new(LinkOutcome.ClaimMissing, Path: [missing.ToString()]);
        }

        if (ends.Find(end => end.IsTakenDown) is { } gone)
        {
            return new(LinkOutcome.ClaimTakenDown, Path: [gone.Id.ToString()]);
        }

        if (!isRestored && ends.Find(end => end.Status == Words<ClaimStatus>.Of(ClaimStatus.Retracted)) is { } retracted)
        {
            return new(LinkOutcome.ClaimNotActive, Path: [retracted.Id.ToString()]);
        }

        // A link that was rejected or taken back leads nowhere.
        return link.IsLiving && await FindCycleAsync(connection, link, token) is { } way
            ? new(LinkOutcome.Cycle, Path: [link.From.ToString(), .. way])
            : null;
    }

    private static async Task<IReadOnlyList<string>?> FindCycleAsync(NpgsqlConnection connection, ClaimLink link, CancellationToken token)
    {
        if (link.Relation == LinkRelation.DerivedFrom)
        {
            return await Lineages.FindWayAsync(connection, [link.To], link.From, token);
        }

        if (link.Relation != LinkRelation.Supersedes)
        {
            return null;
        }

        var steps = await connection.QueryAsync<(Guid?, Guid)>(
            new CommandDefinition(Statements["SupersedesWay"], new { Start = link.To }, cancellationToken: token));
        return LineageWay.Find([.. steps], link.From);
    }

    private static Task LockLineagesAsync(NpgsqlConnection connection, ClaimLink link, CancellationToken token) =>
        link.Relation is LinkRelation.Supersedes or LinkRelation.DerivedFrom ? Lineages.LockAsync(connection, token) : Task.CompletedTask;

    private static async Task RecordReviewAsync(
        NpgsqlConnection connection, ClaimLink link, string? note, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["LinkReviewRetire"], new { LinkId = link.Id, by.At }, cancellationToken: token));
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["LinkReviewInsert"],
            new { Id = NewId.At(by.At), LinkId = link.Id, Decision = Words<LinkStatus>.Of(link.Status), note, by.Actor, by.At },
            cancellationToken: token));
    }

    private static Task RecordAsync(
        NpgsqlConnection connection, ClaimLink link, string action, string? reason, Authorship by, CancellationToken token) =>
        AuditLog.AppendAsync(
            connection, new AuditLog.Change(AuditedEntity.Link, link.Id, link.Version, action, Snapshot.Of(link), reason), by, token);

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
                async (connection, token) => await FindTwinAsync(
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

    /// <summary>A claim is superseded while a confirmed link says so, and active again once none does.</summary>
    private static async Task FollowSupersessionAsync(NpgsqlConnection connection, ClaimLink link, Authorship by, CancellationToken token)
    {
        if (link.Relation != LinkRelation.Supersedes || link.Status == LinkStatus.Suggested)
        {
            return;
        }

        var claim = (await ClaimReader.FindAllAsync(connection, [link.To], token))[0].Claim;
        var isSuperseded = await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(Statements["SupersededBy"], new { Claim = link.To }, cancellationToken: token));
        if (claim.FollowSuccession(isSuperseded, by.At) is not { } followed)
        {
            return;
        }

        await ClaimRows.SetStatusAsync(connection, followed, by, token);

        // The link is named, not quoted: its rationale may speak of a claim that is taken down one day, and this history stays.
        var change = new AuditLog.Change(
            AuditedEntity.Claim, claim.Id, followed.Version, isSuperseded ? "superseded" : "reinstated", Snapshot.Of(followed),
            $"The link {link.Id} was {Words<LinkStatus>.Of(link.Status)}.");
        await AuditLog.AppendAsync(connection, change, by, token);
    }

    private sealed class EndRow
    {
        public Guid Id { get; init; }
        public string Status { get; init; } = "";
        public bool IsTakenDown { get; init; }
    }
}
