using ClaimCheck.Domain;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Importing;

/// <summary>Whose turn it is among the imports that wait, or were left running.</summary>
public static class ImportTurns
{
    private static readonly Sql Statements = Sql.Load("imports");

    /// <summary>Takes up the import that has waited longest, or one that was left running; null where there is none.</summary>
    /// <param name="database">The database.</param>
    /// <param name="mostOfKey">How many imports of one key may run at a time.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public static async Task<ImportRun?> TakeAsync(Database database, int mostOfKey, DateTimeOffset now, CancellationToken cancellation)
    {
        if ((await database.ReadPrimaryAsync<OpenRow>(Command("ImportsOpen", new { mostOfKey }, cancellation))).Count == 0)
        {
            return null;
        }

        var connection = await database.OpenForImportAsync(cancellation);
        try
        {
            if (await TakeAsync(database, connection, mostOfKey, now, cancellation) is { } run)
            {
                return run;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private static async Task<ImportRun?> TakeAsync(
        Database database, NpgsqlConnection connection, int mostOfKey, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(Command("ImportQueueLock", null, cancellation));
        var open = (await connection.QueryAsync<OpenRow>(Command("ImportsOpen", new { mostOfKey }, cancellation))).AsList();
        var running = open.Where(row => row.IsRunning).CountBy(row => row.KeyId).ToDictionary();
        foreach (var row in open.OrderByDescending(row => row.IsRunning))
        {
            var isAllowed = row.IsRunning || running.GetValueOrDefault(row.KeyId) < mostOfKey;
            if (!isAllowed || !await connection.ExecuteScalarAsync<bool>(Command("ImportHold", new { row.Id }, cancellation)))
            {
                continue;
            }

            var taken = await connection.QuerySingleOrDefaultAsync<(int Attempt, int Stumbles)?>(
                Command("ImportTake", new { row.Id, At = now }, cancellation));
            if (taken is { } numbers)
            {
                var import = await connection.QuerySingleAsync<ImportRow>(Command("ImportGet", new { row.Id }, cancellation));
                await transaction.CommitAsync(cancellation);
                return new ImportRun(database, connection, import.ToImport(), import.Header, numbers.Attempt, numbers.Stumbles);
            }

            await connection.ExecuteAsync(Command("ImportRelease", new { row.Id }, cancellation));
        }

        return null;
    }

    private static CommandDefinition Command(string statement, object? parameters, CancellationToken cancellation) =>
        new(Statements[statement], parameters, cancellationToken: cancellation);

    private sealed class OpenRow
    {
        public Guid Id { get; init; }
        public Guid KeyId { get; init; }
        public bool IsRunning { get; init; }
    }
}
