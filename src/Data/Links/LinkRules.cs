using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Claims;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Links;

/// <summary>What is asked of a link before it is written, and what follows from it for its claims.</summary>
internal static class LinkRules
{
    private static readonly Sql Statements = Sql.Load("claim_links");

    /// <summary>Holds on to what circles are looked for in, where the relation may make one.</summary>
    public static Task LockLineagesAsync(NpgsqlConnection connection, ClaimLink link, CancellationToken token) =>
        link.Relation is LinkRelation.Supersedes or LinkRelation.DerivedFrom ? Lineages.LockAsync(connection, token) : Task.CompletedTask;

    /// <summary>Why the link cannot be; null where nothing stands in its way.</summary>
    /// <param name="connection">The connection, in a transaction.</param>
    /// <param name="link">The link.</param>
    /// <param name="token">Stops waiting for the database.</param>
    /// <param name="isRestored">Whether it was there before: then its claims may have been retracted since.</param>
    public static async Task<Verdict<LinkOutcome, ClaimLink>?> FindObstacleAsync(
        NpgsqlConnection connection, ClaimLink link, CancellationToken token, bool isRestored = false)
    {
        var obstacles = await FindObstaclesAsync(connection, [(link, isRestored)], token);
        if (obstacles.TryGetValue(link.Id, out var obstacle))
        {
            return obstacle;
        }

        // A link that was rejected or taken back leads nowhere.
        return link.IsLiving && await FindCycleAsync(connection, link, token) is { } way
            ? new(LinkOutcome.Cycle, Path: [link.From.ToString(), .. way])
            : null;
    }

    /// <summary>
    /// Which of these links cannot be because of what their claims are, by their ids, and why. Circles are not looked for.
    /// </summary>
    /// <param name="connection">The connection, in a transaction.</param>
    /// <param name="links">The links, and whether each was there before: then its claims may have been retracted since.</param>
    /// <param name="token">Stops waiting for the database.</param>
    public static async Task<Dictionary<Guid, Verdict<LinkOutcome, ClaimLink>>> FindObstaclesAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(ClaimLink Link, bool IsRestored)> links, CancellationToken token)
    {
        var ids = links.SelectMany(one => new[] { one.Link.From, one.Link.To }).Distinct().ToArray();
        var ends = (await connection.QueryAsync<EndRow>(new CommandDefinition(
            Statements["LinkEnds"], new { ids }, cancellationToken: token))).ToDictionary(end => end.Id);
        return links
            .Select(one => (one.Link.Id, Obstacle: ObstacleOf([one.Link.From, one.Link.To], ends, one.IsRestored)))
            .Where(found => found.Obstacle is not null)
            .ToDictionary(found => found.Id, found => found.Obstacle!);
    }

    /// <summary>A claim is superseded while a confirmed link says so, and active again once none does.</summary>
    public static async Task FollowSupersessionAsync(NpgsqlConnection connection, ClaimLink link, Authorship by, CancellationToken token)
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

    private static Verdict<LinkOutcome, ClaimLink>? ObstacleOf(Guid[] claims, Dictionary<Guid, EndRow> ends, bool isRestored)
    {
        if (First(claim => !ends.ContainsKey(claim)) is { } missing)
        {
            return new(LinkOutcome.ClaimMissing, Path: [missing.ToString()]);
        }

        if (First(claim => ends[claim].IsTakenDown) is { } gone)
        {
            return new(LinkOutcome.ClaimTakenDown, Path: [gone.ToString()]);
        }

        return !isRestored && First(claim => ends[claim].Status == Words<ClaimStatus>.Of(ClaimStatus.Retracted)) is { } retracted
            ? new(LinkOutcome.ClaimNotActive, Path: [retracted.ToString()])
            : null;

        // Not FirstOrDefault alone: the id of nothing is an id that somebody may send.
        Guid? First(Func<Guid, bool> isMeant) => claims.Where(isMeant).Cast<Guid?>().FirstOrDefault();
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

    private sealed class EndRow
    {
        public Guid Id { get; init; }
        public string Status { get; init; } = "";
        public bool IsTakenDown { get; init; }
    }
}
