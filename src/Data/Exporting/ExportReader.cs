using ClaimCheck.Data.Telemetry;
using Npgsql;

namespace ClaimCheck.Data.Exporting;

/// <summary>Opens the ledger for whoever reads much of it at once.</summary>
/// <param name="database">The database.</param>
/// <param name="meters">Where those who are turned away are told.</param>
public sealed class ExportReader(Database database, DataMeters meters)
{
    private const string Name = "claimcheck-exports";

    private int open;

    /// <summary>How many may read at a time.</summary>
    public static int Most => Database.MostExports;

    /// <summary>
    /// The ledger as it is at this moment, whatever is written while it is read; to be disposed of when enough was read. Null
    /// where as many are reading as may.
    /// </summary>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <exception cref="TimeoutException">The database did not answer in time.</exception>
    public async Task<LedgerSnapshot?> OpenAsync(CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref open) > Most)
        {
            Leave();
            meters.QueueRefused(Name);
            return null;
        }

        var opening = BeginAsync();
        try
        {
            return await opening.WaitAsync(database.Patience, cancellation);
        }
        catch when (!opening.IsFaulted)
        {
            // Left rather than cancelled, like any use of a pool: it keeps its place until it has ended.
            _ = CloseAsync(opening);
            throw;
        }
    }

    private static async Task CloseAsync(Task<LedgerSnapshot> opening)
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            await (await opening).DisposeAsync();
        }
    }

    private async Task<LedgerSnapshot> BeginAsync()
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await database.OpenForExportAsync(CancellationToken.None);
            return await LedgerSnapshot.TakeAsync(connection, Leave);
        }
        catch
        {
            await (connection?.DisposeAsync() ?? default);
            Leave();
            throw;
        }
    }

    private void Leave() => Interlocked.Decrement(ref open);
}
