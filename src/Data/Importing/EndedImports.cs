using ClaimCheck.Domain.Importing;
using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>An import that has ended and whose rows are still kept as they were sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsCutShort">Whether it was stopped or given up: then some of its rows may have had no turn.</param>
/// <param name="IsUndone">Whether nothing of it is stored then.</param>
public sealed record EndedImport(Guid Id, bool IsCutShort, bool IsUndone);

/// <summary>
/// Brings imports that have ended to their close: gives a result to the rows that had no turn, and forgets all rows as they were
/// sent. Whoever does it, and however often, comes to the same.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="store">Forgets the rows.</param>
public sealed class EndedImports(Database database, ImportStore store)
{
    private static readonly Sql Statements = Sql.Load("imports");

    /// <summary>Those that are not closed.</summary>
    public async Task<IReadOnlyList<EndedImport>> ListAsync(CancellationToken cancellation) =>
        await database.ReadPrimaryAsync<EndedImport>(Command("ImportsEnded", null, cancellation));

    /// <summary>Closes one.</summary>
    /// <param name="import">The import.</param>
    /// <param name="keyOf">The key of a row that was sent and not read, as far as it can be shown.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task CloseAsync(EndedImport import, Func<ReadOnlyMemory<byte>, string?> keyOf, CancellationToken cancellation)
    {
        if (import.IsCutShort)
        {
            if (import.IsUndone)
            {
                await WriteAsync("ImportUndo", new { import.Id, Attempt = 0 }, cancellation);
            }

            foreach (var part in await database.ReadPrimaryAsync<int>(Command("ImportParts", new { import.Id }, cancellation)))
            {
                await SkipAsync(import.Id, part, keyOf, cancellation);
            }
        }

        await store.ForgetPartsAsync(import.Id, cancellation);
    }

    private async Task SkipAsync(Guid id, int part, Func<ReadOnlyMemory<byte>, string?> keyOf, CancellationToken cancellation)
    {
        var parts = new ImportPartReader();
        var done = (await database.ReadPrimaryAsync<(int Part, int[] Lines)>(Command("ImportPartResults", new { id, part }, cancellation)))
            .SelectMany(results => results.Lines).ToHashSet();
        foreach (var packed in await database.ReadPrimaryAsync<byte[]>(Command("ImportPartRows", new { id, part }, cancellation)))
        {
            using var sent = new MemoryStream(packed);
            var rows = await parts.ReadAsync(sent, cancellation);
            foreach (var skipped in rows.Where(row => !done.Contains(row.Line)).GroupBy(row => row.Kind))
            {
                await WriteAsync(
                    "ImportRecordSkipped",
                    new
                    {
                        id,
                        part,
                        Step = (short)(skipped.Key ?? 0),
                        Lines = skipped.Select(row => row.Line).ToArray(),
                        ExternalIds = skipped.Select(row => keyOf(row.Bytes) ?? "").ToArray(),
                    },
                    cancellation);
            }
        }
    }

    private Task<int> WriteAsync(string statement, object parameters, CancellationToken cancellation) => database.WriteOnceAsync(
        (connection, token) => connection.ExecuteAsync(Command(statement, parameters, token)), cancellation).AsTask();

    private static CommandDefinition Command(string statement, object? parameters, CancellationToken cancellation) =>
        new(Statements[statement], parameters, cancellationToken: cancellation);
}
