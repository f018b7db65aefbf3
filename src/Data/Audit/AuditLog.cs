using System.Text.Json;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Audit;

/// <summary>Writes and reads the append-only history. Entries are written in the transaction of the change they tell of.</summary>
/// <param name="database">The database.</param>
public sealed class AuditLog(Database database)
{
    private static readonly Sql Statements = Sql.Load("audit_log");

    /// <summary>The changes of one thing, newest first.</summary>
    /// <param name="entity">What kind of thing.</param>
    /// <param name="id">Which.</param>
    /// <param name="before">Only entries older than this one; null for the newest.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(
        AuditedEntity entity, Guid id, (int Version, Guid Id)? before, int take, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync<Row>(new CommandDefinition(
            Statements["AuditLogList"],
            new
            {
                EntityId = id,
                EntityType = Words<AuditedEntity>.Of(entity),
                BeforeVersion = before?.Version,
                BeforeId = before?.Id,
                take,
            },
            cancellationToken: cancellation));
        return rows.ConvertAll(row => row.ToEntry());
    }

    /// <summary>Writes an entry on the connection, and in the transaction, of the change itself.</summary>
    internal static Task AppendAsync(NpgsqlConnection connection, Change change, Authorship by, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(
            Statements["AuditLogInsert"],
            new
            {
                Id = NewId.At(by.At),
                EntityType = Words<AuditedEntity>.Of(change.Entity),
                change.EntityId,
                change.Version,
                change.Action,
                by.ActorId,
                by.Actor,
                by.At,
                change.Reason,
                change.After,
                by.TraceId,
                change.JudgementId,
            },
            cancellationToken: cancellation));

    /// <summary>Writes the entries of many changes in one statement.</summary>
    internal static Task AppendAllAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Change> changes, Authorship by, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(
            Statements["AuditLogInsertAll"],
            new
            {
                Ids = changes.Select(_ => NewId.At(by.At)).ToArray(),
                EntityTypes = changes.Select(change => Words<AuditedEntity>.Of(change.Entity)).ToArray(),
                EntityIds = changes.Select(change => change.EntityId).ToArray(),
                Versions = changes.Select(change => change.Version).ToArray(),
                Actions = changes.Select(change => change.Action).ToArray(),
                Reasons = changes.Select(change => change.Reason).ToArray(),
                Afters = changes.Select(change => change.After).ToArray(),
                by.ActorId,
                by.Actor,
                by.At,
                by.TraceId,
            },
            cancellationToken: cancellation));

    /// <summary>What changed.</summary>
    /// <param name="Entity">What kind of thing.</param>
    /// <param name="EntityId">Which.</param>
    /// <param name="Version">The version the change makes.</param>
    /// <param name="Action">What was done.</param>
    /// <param name="After">How it looks now, from <see cref="Snapshot"/>.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="JudgementId">Of a source that was rated: by which judgement. Only an entry that is written by itself has it.</param>
    internal sealed record Change(
        AuditedEntity Entity, Guid EntityId, int Version, string Action, string? After, string? Reason = null, Guid? JudgementId = null);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public string Action { get; init; } = "";
        public Guid? ActorId { get; init; }
        public string Actor { get; init; } = "";
        public DateTime At { get; init; }
        public string? Reason { get; init; }
        public string? Before { get; init; }
        public string? After { get; init; }
        public DateTime? RedactedAt { get; init; }

        public AuditEntry ToEntry() => new(
            Id, Version, Action, ActorId, Actor, At, Reason, Parse(Before), Parse(After), RedactedAt);

        private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
    }
}
