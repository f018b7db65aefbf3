using System.Text.Json;
using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Links;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Changes;

/// <summary>
/// Reads the audit log as a feed: each committed entry once, none of which can appear before a place that somebody has read up to.
/// It ends before the oldest transaction that still runs, so one that takes minutes holds up what comes after it, and loses nothing.
/// </summary>
/// <param name="database">The database.</param>
public sealed class ChangeReader(Database database)
{
    private static readonly Sql Statements = Sql.Load("changes");

    // Transactions that ended in another order than they began may have entries on both sides of a time.
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromHours(1);

    /// <summary>What stands behind a place.</summary>
    /// <param name="after">The place.</param>
    /// <param name="take">How many entries are looked at, those among them that nobody is told of.</param>
    /// <param name="withTopics">Whether the topics are wanted too, which costs as much again.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<ChangePage> ListAsync(ChangePosition after, int take, bool withTopics, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(after);
        return Page(after, take, await database.ReadPrimaryAsync<Row>(ListCommand(after, take, withTopics, cancellation)));
    }

    /// <summary>The last place up to which the feed can be read at present; null where nothing has been recorded yet.</summary>
    public async Task<ChangePosition?> GetEndAsync(CancellationToken cancellation) =>
        await GetPositionAsync("ChangesEnd", null, cancellation);

    /// <summary>The place from which whatever is committed from now on can be read.</summary>
    public async Task<ChangePosition> GetNowAsync(CancellationToken cancellation) =>
        (await GetPositionAsync("ChangesNow", null, cancellation))!;

    /// <summary>The place from which everything can be read that was recorded since a time, and perhaps a little from before it.</summary>
    public async Task<ChangePosition> GetPlaceOfAsync(DateTimeOffset since, CancellationToken cancellation) =>
        (await GetPositionAsync("ChangesFrom", new { First = NewId.FirstAt(since - LongestTransaction) }, cancellation))!;

    /// <summary>Whether what follows a place was recorded before a time.</summary>
    public async Task<bool> IsFollowedByOlderAsync(ChangePosition place, DateTimeOffset before, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(place);
        return (await database.ReadPrimaryAsync<bool>(new CommandDefinition(
            Statements["ChangesIsForgotten"], new { place.Transaction, place.Sequence, before }, cancellationToken: cancellation))) is [true];
    }

    /// <summary>Who follows the feed within this service, and how far behind each is.</summary>
    public async Task<IReadOnlyList<FollowerLag>> ListFollowersAsync(CancellationToken cancellation) =>
        (await database.ReadPrimaryAsync<LagRow>(new CommandDefinition(Statements["ChangeFollowersBehind"], cancellationToken: cancellation)))
        .ConvertAll(row => new FollowerLag(row.Name, row.BehindSince));

    /// <summary>What stands behind a place, on the connection of whoever follows the feed.</summary>
    internal static async Task<ChangePage> ListAsync(
        NpgsqlConnection connection, ChangePosition after, int take, bool withTopics, CancellationToken token) =>
        Page(after, take, (await connection.QueryAsync<Row>(ListCommand(after, take, withTopics, token))).AsList());

    private static CommandDefinition ListCommand(ChangePosition after, int take, bool withTopics, CancellationToken cancellation) =>
        new(Statements["ChangesAfter"], new { after.Transaction, after.Sequence, take, withTopics }, cancellationToken: cancellation);

    private static ChangePage Page(ChangePosition after, int take, List<Row> rows) =>
        new(rows.ConvertAll(row => row.ToChange()), rows is [.., var last] ? last.Position : after, rows.Count == take);

    private async Task<ChangePosition?> GetPositionAsync(string statement, object? parameters, CancellationToken cancellation) =>
        await database.ReadPrimaryAsync<PositionRow>(new CommandDefinition(Statements[statement], parameters, cancellationToken: cancellation))
            is [var row] ? row.ToPosition() : null;

    private sealed class LagRow
    {
        public string Name { get; init; } = "";
        public DateTime? BehindSince { get; init; }
    }

    private sealed class Row
    {
        public long Transaction { get; init; }
        public long Sequence { get; init; }
        public Guid Id { get; init; }
        public string? Type { get; init; }
        public string EntityType { get; init; } = "";
        public Guid EntityId { get; init; }
        public int Version { get; init; }
        public string Action { get; init; } = "";
        public DateTime At { get; init; }
        public string? Relation { get; init; }
        public Guid[] Claims { get; init; } = [];
        public Guid[] Sources { get; init; } = [];
        public string[] Topics { get; init; } = [];
        public string? Told { get; init; }

        public ChangePosition Position => new(Transaction, Sequence);

        public Change ToChange() => new(
            Position, Id, Type is null ? null : Words<ChangeType>.Parse(Type), Words<AuditedEntity>.Parse(EntityType), EntityId, Version, Action, At,
            Claims, Sources, Topics, Relation is null ? null : Words<LinkRelation>.Parse(Relation), Told is null ? null : JsonElement.Parse(Told));
    }
}

/// <summary>A place as it is read.</summary>
internal sealed class PositionRow
{
    public long Transaction { get; init; }
    public long Sequence { get; init; }

    public ChangePosition ToPosition() => new(Transaction, Sequence);
}
