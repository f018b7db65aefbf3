using ClaimCheck.Data.Pools;
using Npgsql;

namespace ClaimCheck.Data.Telemetry;

/// <summary>
/// Makes every way to Postgres that this layer has. Each has a name: spans and metrics would hold its connection string
/// otherwise, and Npgsql tells even of ways that were closed long ago unless they had a data source that was disposed of.
/// </summary>
internal static class DataSources
{
    /// <summary>A pool of connections to one host.</summary>
    public static NpgsqlDataSource Create(string name, NpgsqlConnectionStringBuilder settings, bool loadTypes = true)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name };
        builder.ConfigureTracing(spans => spans.ConfigureCommandSpanNameProvider(command => Sql.NameOf(command.CommandText)));
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(loadTypes));
        return builder.Build();
    }

    /// <summary>
    /// For a single connection, with several hosts to the primary: a pooled one would outlive its use, with the locks it took
    /// and in the way of dropping its database.
    /// </summary>
    public static async Task<NpgsqlDataSource> CreateUnpooledAsync(string name, string connectionString, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var hosts = new HostSearch(settings, HostRole.Primary);
        return Create(name, HostsOf(settings)[await hosts.FindAsync(cancellation)]);
    }

    /// <summary>The same settings for each host alone. Which of them is meant is not for the connection string to say.</summary>
    public static IReadOnlyList<NpgsqlConnectionStringBuilder> HostsOf(NpgsqlConnectionStringBuilder settings)
    {
        var some = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        some.Remove("Target Session Attributes");
        return [.. settings.Host!.Split(',', StringSplitOptions.TrimEntries)
            .Select(host => new NpgsqlConnectionStringBuilder(some.ConnectionString) { Host = host })];
    }
}
