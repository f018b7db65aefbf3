using System.Diagnostics;
using System.Globalization;
using ClaimCheck.Benchmarks.Corpus;
using Dapper;
using Npgsql;

namespace ClaimCheck.Benchmarks.Yardstick;

/// <summary>What a single stream of <c>psql \copy</c> reaches with the rows of an import: the claims, their hops, their first audit entries.</summary>
/// <param name="program">The program.</param>
/// <param name="folder">Where the rows are kept.</param>
/// <param name="clock">Says how long it took.</param>
internal sealed class PsqlCopy(string program, string folder, TimeProvider clock)
{
    private const string OfImport = $"external_id like '{ImportFile.KeyPrefix}%'";

    private static readonly (string Table, string Rows)[] Tables =
    [
        ("claims", $"where {OfImport} order by id"),
        ("attribution_hops", $"where claim_id in (select id from claims where {OfImport}) order by claim_id, position"),
        ("audit_log", $"where entity_type = 'claim' and entity_id in (select id from claims where {OfImport}) order by entity_id"),
    ];

    /// <summary>The yardstick for a server: of its own version, where that is installed beside it.</summary>
    /// <exception cref="BenchmarkFailedException">It is not installed.</exception>
    public static async Task<PsqlCopy> OfAsync(string connectionString, string folder, TimeProvider clock)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        var binaries = await connection.ExecuteScalarAsync<string?>("select setting from pg_config where name = 'BINDIR'");
        return new PsqlCopy(Programs.Find("psql", binaries), folder, clock);
    }

    /// <summary>Keeps the rows that an import has stored.</summary>
    public async Task TakeAsync(string connectionString, CancellationToken cancellation)
    {
        foreach (var (table, rows) in Tables)
        {
            var columns = await ColumnsAsync(connectionString, table);
            await RunAsync(connectionString, [$"\\copy (select {columns} from {table} {rows}) to '{FileOf(table)}'"], cancellation);
        }
    }

    /// <summary>Stores them in another database, and says how long that took.</summary>
    public async Task<TimeSpan> StoreAsync(string connectionString, CancellationToken cancellation)
    {
        var commands = new List<string>();
        foreach (var (table, _) in Tables)
        {
            commands.Add($"\\copy {table} ({await ColumnsAsync(connectionString, table)}) from '{FileOf(table)}'");
        }

        var start = clock.GetTimestamp();
        await RunAsync(connectionString, commands, cancellation);
        return clock.GetElapsedTime(start);
    }

    private string FileOf(string table) => Path.Combine(folder, $"{table}.copy");

    private static async Task<string> ColumnsAsync(string connectionString, string table)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        return (await connection.ExecuteScalarAsync<string>(
            """
            select string_agg(quote_ident(attname), ', ' order by attnum)
              from pg_attribute
             where attrelid = @table::regclass and attnum > 0 and not attisdropped and attgenerated = ''
            """,
            new { table }))!;
    }

    private Task<string> RunAsync(string connectionString, IEnumerable<string> commands, CancellationToken cancellation)
    {
        var way = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(program)
        {
            ArgumentList = { "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1" },
            Environment =
            {
                ["PGHOST"] = way.Host,
                ["PGPORT"] = way.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = way.Username,
                ["PGPASSWORD"] = way.Password,
                ["PGDATABASE"] = way.Database,
            },
        };
        foreach (var command in commands)
        {
            start.ArgumentList.Add("--command");
            start.ArgumentList.Add(command);
        }

        return Programs.RunAsync(start, cancellation);
    }
}
