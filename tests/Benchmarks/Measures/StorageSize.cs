using Dapper;
using Npgsql;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>How much room a table, without its indexes, or an index takes on disk.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">The room.</param>
/// <param name="Rows">How many rows or entries it had when it was last analysed.</param>
internal sealed record StorageSize(string Name, long Bytes, long Rows)
{
    private const string Statement = """
        select relname as name,
               case when relkind = 'r' then pg_table_size(oid) else pg_relation_size(oid) end as bytes,
               reltuples::bigint as rows
          from pg_class
         where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')
         order by bytes desc, relname
        """;

    public static async Task<IReadOnlyList<StorageSize>> ReadAsync(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        return (await connection.QueryAsync<StorageSize>(new CommandDefinition(Statement, cancellationToken: cancellation))).AsList();
    }
}
