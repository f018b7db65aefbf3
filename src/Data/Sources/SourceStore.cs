using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Sources;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Sources;

/// <summary>Writes sources.</summary>
/// <param name="database">The database.</param>
/// <param name="directory">Finds parents by name.</param>
public sealed class SourceStore(Database database, SourceDirectory directory)
{
    private static readonly Sql Statements = Sql.Load("sources");

    /// <summary>Records a new source.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="slug">Its address in words.</param>
    /// <param name="externalId">Its id in somebody else's system.</param>
    /// <param name="facts">What is known about it.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<SourceOutcome, Source>> AddAsync(
        Guid id,
        string slug,
        string? externalId,
        SourceFacts facts,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<SourceOutcome, Source>>? receipt = null)
    {
        var (parentKnown, parent) = await FindParentAsync(facts, cancellation);
        if (!parentKnown)
        {
            return new(SourceOutcome.ParentMissing, Path: [facts.Parent!]);
        }

        try
        {
            return await database.WriteAsync<Verdict<SourceOutcome, Source>>(
                async (connection, token) =>
                    (true, new(SourceOutcome.Accepted, await InsertAsync(connection, new NewSource(id, slug, externalId, 1, by.At, by.At), facts, parent, by, token))),
                receipt,
                cancellation);
        }
        catch (PostgresException e) when (e.ConstraintName is "sources_slug_unique")
        {
            return new(SourceOutcome.SlugTaken, ExistingId: (await directory.FindAsync(slug, cancellation))?.Id);
        }
        catch (PostgresException e) when (e.ConstraintName is "sources_external_id_unique")
        {
            return new(SourceOutcome.ExternalIdTaken, ExistingId: await FindByExternalIdAsync(externalId!, cancellation));
        }
    }

    /// <summary>Corrects what is known about a source. A new owner takes everything below the source into its family.</summary>
    /// <param name="id">Which source.</param>
    /// <param name="version">The version the correction was made from.</param>
    /// <param name="facts">All that is known now.</param>
    /// <param name="by">Who corrects it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<SourceOutcome, Source>> ChangeAsync(
        Guid id, int version, SourceFacts facts, Authorship by, CancellationToken cancellation)
    {
        var (parentKnown, parent) = await FindParentAsync(facts, cancellation);
        return !parentKnown
            ? new(SourceOutcome.ParentMissing, Path: [facts.Parent!])
            : await database.WriteAsync((connection, token) => ChangeAsync(connection, id, version, facts, parent, by, token), cancellation);
    }

    /// <summary>Writes a new source on the connection, and in the transaction, of whoever needs it.</summary>
    internal static async Task<Source> InsertAsync(
        NpgsqlConnection connection, NewSource source, SourceFacts facts, SourceRef? parent, Authorship by, CancellationToken token)
    {
        if (parent is not null)
        {
            // The owner may be moving to another family this moment: whoever is recorded below it must follow.
            await connection.ExecuteAsync(new CommandDefinition(Statements["SourceTreeLock"], cancellationToken: token));
        }

        await connection.ExecuteAsync(new CommandDefinition(
            Statements["SourceInsert"], Parameters(facts, parent, by, source), cancellationToken: token));
        return await RecordAsync(connection, source.Id, "created", null, by, token);
    }

    /// <summary>Corrects a source on the connection, and in the transaction, of whoever knows its new owner.</summary>
    internal static async Task<(bool Commit, Verdict<SourceOutcome, Source> Result)> ChangeAsync(
        NpgsqlConnection connection, Guid id, int version, SourceFacts facts, SourceRef? parent, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(Statements["SourceTreeLock"], cancellationToken: token));
        var current = await connection.QuerySingleOrDefaultAsync<LockedRow>(
            new CommandDefinition(Statements["SourceLock"], new { id }, cancellationToken: token));
        if (current is null)
        {
            return (false, new(SourceOutcome.Missing));
        }

        if (current.Version != version)
        {
            return (false, new(SourceOutcome.ChangedMeanwhile));
        }

        var owners = parent is null ? [] : await AncestorsAsync(connection, parent.Id, token);
        var above = owners.FindIndex(owner => owner.Id == id);
        if (above >= 0)
        {
            return (false, new(SourceOutcome.ParentCycle, Path: [owners[above].Slug, .. owners.Take(above + 1).Select(o => o.Slug)]));
        }

        var familyId = owners.Count == 0 ? id : owners[^1].Id;
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["SourceUpdate"], Parameters(facts, parent, by, new { id, familyId }), cancellationToken: token));
        if (familyId != current.FamilyId)
        {
            var moved = await connection.QueryAsync<Guid>(
                new CommandDefinition(Statements["SourceFamilyMove"], new { id, familyId, by.At }, cancellationToken: token));
            foreach (var follower in moved.ToList())
            {
                await RecordAsync(connection, follower, "changed", "Its owner moved to another family.", by, token);
            }
        }

        return (true, new(SourceOutcome.Accepted, await RecordAsync(connection, id, "changed", null, by, token)));
    }

    /// <summary>Writes what was done to a source into its history, with what it has come to.</summary>
    internal static async Task<Source> RecordAsync(
        NpgsqlConnection connection, Guid id, string action, string? reason, Authorship by, CancellationToken token, Guid? judgement = null)
    {
        var source = (await SourceReader.GetAsync(connection, id, token))!;
        var change = new AuditLog.Change(AuditedEntity.Source, id, source.Version, action, Snapshot.Of(source), reason, judgement);
        await AuditLog.AppendAsync(connection, change, by, token);
        return source;
    }

    private static async Task<List<SourceRef>> AncestorsAsync(NpgsqlConnection connection, Guid id, CancellationToken token) =>
        [.. (await connection.QueryAsync<(Guid Id, string Slug)>(
            new CommandDefinition(Statements["SourceAncestors"], new { id }, cancellationToken: token)))
            .Select(row => new SourceRef(row.Id, row.Slug))];

    private static DynamicParameters Parameters(SourceFacts facts, SourceRef? parent, Authorship by, object more)
    {
        var parameters = new DynamicParameters(more);
        parameters.AddDynamicParams(new
        {
            facts.Name,
            Kind = Words<SourceKind>.Of(facts.Kind),
            ParentId = parent?.Id,
            facts.Country,
            facts.Language,
            Domains = facts.Domains.ToArray(),
            facts.WikidataId,
            facts.Notes,
            by.At,
        });
        return parameters;
    }

    // Not through the directory: there an id or a slug that reads the same goes first.
    private ValueTask<Guid?> FindByExternalIdAsync(string externalId, CancellationToken cancellation) => database.ReadFreshAsync(
        (connection, token) => connection.ExecuteScalarAsync<Guid?>(
            new CommandDefinition(Statements["SourceIdByExternalId"], new { externalId }, cancellationToken: token)),
        cancellation);

    private async ValueTask<(bool Known, SourceRef? Parent)> FindParentAsync(SourceFacts facts, CancellationToken cancellation)
    {
        if (facts.Parent is null)
        {
            return (true, null);
        }

        var parent = await directory.FindAsync(facts.Parent, cancellation);
        return (parent is not null, parent);
    }

    /// <summary>What never changes of a source, and its bookkeeping.</summary>
    internal sealed record NewSource(
        Guid Id, string Slug, string? ExternalId, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

    private sealed class LockedRow
    {
        public int Version { get; init; }
        public Guid FamilyId { get; init; }
    }
}
