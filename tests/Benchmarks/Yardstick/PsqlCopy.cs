using ClaimCheck.Benchmarks.Corpus;
using Dapper;
using Npgsql;

namespace ClaimCheck.Benchmarks.Yardstick;

/// <summary>What a single stream of <c>psql \copy</c> reaches with the rows of an import: the claims, their hops, their first audit entries.</summary>
/// <param name="psql">The program.</param>
/// <param name="folder">Where the rows are kept.</param>
/// <param name="clock">Says how long it took.</param>
internal sealed class PsqlCopy(Psql psql, string folder, TimeProvider clock)
{
    private const string OfImport = $"external_id like '{ImportFile.KeyPrefix}%'";

    private static readonly (string Table, string Rows)[] Tables =
    [
        ("claims", $"where {OfImport} order by id"),
        ("attribution_hops", $"where claim_id in (select id from claims where {OfImport}) order by claim_id, position"),
        ("audit_log", $"where entity_type = 'claim' and entity_id in (select id from claims where {OfImport}) order by entity_id"),
    ];

    /// <summary>Keeps the rows that an import has stored.</summary>
    public async Task TakeAsync(string connectionString, CancellationToken cancellation)
    {
        foreach (var (table, rows) in Tables)
        {
            var columns = await ColumnsAsync(connectionString, table);
            await psql.RunAsync(connectionString, [$"\\copy (select {columns} from {table} {rows}) to '{FileOf(table)}'"], cancellation);
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
        await psql.RunAsync(connectionString, commands, cancellation);
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
}
