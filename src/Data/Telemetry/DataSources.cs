using Npgsql;

namespace ClaimCheck.Data.Telemetry;

/// <summary>
/// Makes every way to Postgres that this layer has. Each has a name: spans and metrics would hold its connection string
/// otherwise, and Npgsql tells even of ways that were closed long ago unless they had a data source that was disposed of.
/// </summary>
internal static class DataSources
{
    /// <summary>A pool.</summary>
    public static NpgsqlDataSource Create(string name, string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
        builder.ConfigureTracing(spans => spans.ConfigureCommandSpanNameProvider(command => Sql.NameOf(command.CommandText)));
        return builder.Build();
    }

    /// <summary>For a single connection: a pooled one would outlive its use, with the locks it took and in the way of dropping its database.</summary>
    public static NpgsqlDataSource CreateUnpooled(string name, string connectionString) =>
        Create(name, new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
}
