using System.Globalization;
using Npgsql;

namespace ClaimCheck.Faults.Servers;

/// <summary>Plain connections of the tests' own, past everything the service has around its.</summary>
internal static class Sessions
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "faults" }.ConnectionString);
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public static async Task ExecuteAsync(string connectionString, params IEnumerable<string> statements)
    {
        await using var connection = await OpenAsync(connectionString);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Until it is disposed of, whoever would write to a table waits.</summary>
    public static async Task<IAsyncDisposable> HoldAsync(string connectionString, string table)
    {
        var connection = await OpenAsync(connectionString);

        // A stronger lock would give the transaction a number, and hold up the feed.
        await using var begin = new NpgsqlCommand($"begin; lock table {table} in share row exclusive mode", connection);
        await begin.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Ends what the service has waiting for a lock: Postgres does not notice that whoever asked for it is gone, and would do it yet.</summary>
    public static Task EndWaitingAsync(string adminConnectionString)
    {
        const string Waiting = "from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'claimcheck%'";
        return Eventually.TrueAsync(
            async () => await CountAsync(adminConnectionString, $"select count(pg_terminate_backend(pid)) {Waiting}") == 0, "nothing of the service waits");
    }

    /// <summary>The one number that a statement gives.</summary>
    public static async Task<long> CountAsync(string connectionString, string statement)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(statement, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Knocks every few milliseconds; the moment at which the server let somebody in and answered.</summary>
    public static async Task<long> AcceptingAsync(string connectionString)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await ExecuteAsync(connectionString, "select 1");
                return TimeProvider.System.GetTimestamp();
            }
            catch (NpgsqlException) when (TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Step);
            }
        }
    }
}
