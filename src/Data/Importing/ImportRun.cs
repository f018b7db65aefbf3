using System.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Importing;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Importing;

/// <summary>The import was stopped, or somebody else has taken it up: whoever finds out leaves it alone.</summary>
public sealed class ImportStoppedException() : Exception("The import was stopped.");

/// <summary>Where the results of a batch belong.</summary>
/// <param name="Part">The part of the import.</param>
/// <param name="Kind">The kind of record; null for rows whose kind cannot be read.</param>
/// <param name="Round">Rows that wait for others have their turn again.</param>
public sealed record BatchKey(int Part, RecordKind? Kind, int Round);

/// <summary>
/// An import that this process has taken up. Nobody else does while the connection lasts, and whoever was given up for dead by
/// mistake writes nothing any more: every write of results names the attempt.
/// </summary>
public sealed class ImportRun : IAsyncDisposable
{
    private static readonly Sql Statements = Sql.Load("imports");

    // Whatever the database was away for, so often is no accident.
    private const int MostForgiven = 100;

    private readonly Database database;
    private readonly NpgsqlConnection hold;
    private readonly int attempt;

    internal ImportRun(Database database, NpgsqlConnection hold, Import import, byte[]? header, int attempt, int stumbles)
    {
        (this.database, this.hold, this.attempt) = (database, hold, attempt);
        (Import, Header, Stumbles) = (import, header, stumbles);
    }

    /// <summary>The import as it was taken up.</summary>
    public Import Import { get; }

    /// <summary>Of a CSV file, the record that names its columns.</summary>
    public byte[]? Header { get; }

    /// <summary>How often it was taken up since it last came forward, this time included.</summary>
    public int Stumbles { get; }

    /// <summary>A connection to store rows over.</summary>
    public Task<ImportLane> OpenLaneAsync(CancellationToken cancellation) => ImportLane.OpenAsync(database, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => hold.DisposeAsync();

    /// <summary>The parts of the import, in order.</summary>
    public async Task<IReadOnlyList<ImportPart>> ListPartsAsync(CancellationToken cancellation) =>
        [.. (await hold.QueryAsync<(int, int, int, int, short)>(Command("ImportParts", new { Import.Id }, cancellation)))
            .Select(row => new ImportPart(row.Item1, row.Item2, row.Item3, row.Item4, row.Item5))];

    /// <summary>The lines of a kind out of a part that have a result, once for each round in which it had its turn.</summary>
    public async Task<IReadOnlyList<int[]>> ListDoneAsync(ImportLane lane, int part, RecordKind? kind, CancellationToken cancellation) =>
        (await lane.Connection.QueryAsync<int[]>(Command("ImportStepResults", new { Import.Id, part, Step = StepOf(kind) }, cancellation))).AsList();

    /// <summary>The rows of a part, as they were sent; good until the next part is read over the same connection.</summary>
    public async Task<IReadOnlyList<SentRow>> ReadRowsAsync(ImportLane lane, int part, CancellationToken cancellation)
    {
        await using var reader = await lane.Connection.ExecuteReaderAsync(
            Command("ImportPartRows", new { Import.Id, part }, cancellation), CommandBehavior.SequentialAccess);
        if (!await reader.ReadAsync(cancellation))
        {
            throw new ImportStoppedException();
        }

        await using var packed = reader.GetStream(0);
        return await lane.Parts.ReadAsync(packed, cancellation);
    }

    /// <summary>Takes back that it was taken up in vain: the database was away, and there is nothing wrong with the import.</summary>
    public async Task ForgiveAsync(CancellationToken cancellation) =>
        await database.WriteOnceAsync(
            (connection, token) => connection.ExecuteAsync(Command("ImportUnstumble", new { Import.Id, MostAttempts = MostForgiven }, token)), cancellation);

    /// <summary>Forgets the results of an attempt whose one transaction was lost.</summary>
    /// <exception cref="ImportStoppedException">The import is this process's no more.</exception>
    public async Task StartOverAsync(CancellationToken cancellation)
    {
        if (await hold.ExecuteScalarAsync<Guid?>(Command("ImportStartOver", new { Import.Id, attempt }, cancellation)) is null)
        {
            throw new ImportStoppedException();
        }
    }

    /// <summary>Records what became of a batch, in the transaction that stored it.</summary>
    /// <param name="lane">The connection.</param>
    /// <param name="batch">Which batch.</param>
    /// <param name="outcomes">What became of each row.</param>
    /// <param name="sent">How the rows that failed were sent, by line; without those of which that is not to be kept.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <exception cref="ImportStoppedException">The import is this process's no more.</exception>
    public async Task RecordAsync(
        ImportLane lane,
        BatchKey batch,
        IReadOnlyCollection<RowOutcome> outcomes,
        IReadOnlyDictionary<int, ReadOnlyMemory<byte>> sent,
        CancellationToken cancellation)
    {
        var connection = lane.Connection;
        await connection.ExecuteAsync(Command(
            "ImportRecordResults",
            new
            {
                Import.Id,
                batch.Part,
                Step = StepOf(batch.Kind),
                Round = (short)batch.Round,
                Lines = outcomes.Select(outcome => outcome.Line).ToArray(),
                Results = outcomes.Select(outcome => (short)outcome.Result).ToArray(),
                Ids = outcomes.Select(outcome => outcome.Id ?? Guid.Empty).ToArray(),
                ExternalIds = outcomes.Select(outcome => outcome.ExternalId ?? "").ToArray(),
            },
            cancellation));
        var failed = outcomes.Where(outcome => outcome.Failure is not null).ToList();
        if (failed.Count > 0)
        {
            await connection.ExecuteAsync(Command(
                "ImportRecordFailures",
                new
                {
                    Import.Id,
                    Step = StepOf(batch.Kind),
                    Lines = failed.Select(outcome => outcome.Line).ToArray(),
                    ExternalIds = failed.Select(outcome => outcome.ExternalId).ToArray(),
                    Codes = failed.Select(outcome => outcome.Failure!.Code).ToArray(),
                    Paths = failed.Select(outcome => outcome.Failure!.Path).ToArray(),
                    Messages = failed.Select(outcome => outcome.Failure!.Message).ToArray(),
                    Sents = failed.Select(outcome => sent.GetValueOrDefault(outcome.Line).ToArray()).ToArray(),
                    Names = failed.Select(outcome => SentNames.Write(
                        SentNames.Of(sent.GetValueOrDefault(outcome.Line).Span, outcome.ExternalId))).ToArray(),
                },
                cancellation));
        }

        await CountAsync(connection, outcomes, cancellation);
    }

    /// <summary>Says of every row that did not fail that it was left alone, before the whole file is given up.</summary>
    public Task UndoAsync(CancellationToken cancellation) => hold.ExecuteAsync(Command("ImportUndo", new { Import.Id, attempt }, cancellation));

    /// <summary>Ends the import.</summary>
    /// <param name="state">How.</param>
    /// <param name="problem">Why, if it failed.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public Task EndAsync(ImportState state, string? problem, DateTimeOffset at, CancellationToken cancellation) =>
        EndAsync(hold, state, problem, at, cancellation);

    /// <summary>Ends the import in the transaction that stores all of it.</summary>
    /// <inheritdoc cref="EndAsync(ImportState, string, DateTimeOffset, CancellationToken)"/>
    public Task EndAsync(ImportLane lane, ImportState state, string? problem, DateTimeOffset at, CancellationToken cancellation) =>
        EndAsync(lane.Connection, state, problem, at, cancellation);

    private async Task EndAsync(NpgsqlConnection connection, ImportState state, string? problem, DateTimeOffset at, CancellationToken cancellation)
    {
        var ended = await connection.ExecuteScalarAsync<Guid?>(
            Command("ImportEnd", new { Import.Id, attempt, State = Words<ImportState>.Of(state), problem, at, EntryIds = ImportStore.EntryIds(at, 1) }, cancellation));
        if (ended is null)
        {
            throw new ImportStoppedException();
        }
    }

    private static short StepOf(RecordKind? kind) => (short)(kind ?? 0);

    private async Task CountAsync(NpgsqlConnection connection, IReadOnlyCollection<RowOutcome> outcomes, CancellationToken cancellation)
    {
        var counts = outcomes.CountBy(outcome => outcome.Result).ToDictionary();
        var counted = await connection.ExecuteScalarAsync<Guid?>(Command(
            "ImportCount",
            new
            {
                Import.Id,
                attempt,
                Created = counts.GetValueOrDefault(RowResult.Created),
                Updated = counts.GetValueOrDefault(RowResult.Updated),
                Unchanged = counts.GetValueOrDefault(RowResult.Unchanged),
                Skipped = counts.GetValueOrDefault(RowResult.Skipped),
                Failed = counts.GetValueOrDefault(RowResult.Failed),
            },
            cancellation));
        if (counted is null)
        {
            throw new ImportStoppedException();
        }
    }

    private static CommandDefinition Command(string statement, object? parameters, CancellationToken cancellation) =>
        new(Statements[statement], parameters, cancellationToken: cancellation);
}
