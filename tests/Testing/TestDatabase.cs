using Dapper;
using Npgsql;

namespace ClaimCheck.Testing;

/// <summary>One database of a throw-away server.</summary>
/// <param name="Name">Its name, unique within the server.</param>
/// <param name="AdminConnectionString">As superuser.</param>
/// <param name="ServiceConnectionString">As the role the service runs with.</param>
public sealed record TestDatabase(string Name, string AdminConnectionString, string ServiceConnectionString)
{
    /// <summary>
    /// Waits until no transaction runs any longer that runs now, in other databases of the server either: the feed of changes, and who
    /// follows it, pass nothing that was written after the oldest of them began.
    /// </summary>
    public async Task SettleAsync()
    {
        await using var connection = new NpgsqlConnection(ServiceConnectionString);
        var end = await connection.ExecuteScalarAsync<long>("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        await Eventually.TrueAsync(
            async () => await connection.ExecuteScalarAsync<long>("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint") >= end,
            "the transactions that ran have ended");
    }
}
