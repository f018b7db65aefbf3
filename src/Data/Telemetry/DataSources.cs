using Npgsql;

namespace ClaimCheck.Data.Telemetry;

/// <summary>
/// Makes every way to Postgres that this layer has. Each has a name: spans and metrics would hold its connection string
/// otherwise, and Npgsql tells even of ways that were closed long ago unless they had a data source that was disposed of.
/// </summary>
internal static class DataSources
{
    /// <summary>A pool; for several hosts one that does not yet say which of them is meant.</summary>
    public static NpgsqlDataSource Create(string name, string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
        builder.ConfigureTracing(spans => spans.ConfigureCommandSpanNameProvider(command => Sql.NameOf(command.CommandText)));
        return builder.Build();
    }

    /// <summary>The same pool, of one of its hosts where it has several: of that which has this state at the time.</summary>
    public static NpgsqlDataSource Of(NpgsqlDataSource pool, TargetSessionAttributes state) =>
        pool is NpgsqlMultiHostDataSource hosts ? hosts.WithTargetSession(state) : pool;

    /// <summary>For a single connection, with several hosts to the primary: a pooled one would outlive its use, with the locks it took and in the way of dropping its database.</summary>
    public static NpgsqlDataSource CreateUnpooled(string name, string connectionString) =>
        Of(Create(name, new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString), TargetSessionAttributes.Primary);
}
