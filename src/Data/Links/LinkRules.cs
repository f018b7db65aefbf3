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
