using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Servers;
using Npgsql;

namespace ClaimCheck.Faults.Imports;

/// <summary>What is stored of a file, held against what is in it.</summary>
internal static class StoredFile
{
    // Of each table: rows of the file, how many of them are not the same, and how many are not whole. A record is whole that has
    // one entry in the history, and a claim that has its hop.
    private const string Stored =
        """
        select 'sources', s.slug, (select count(*) from audit_log a where a.entity_id = s.id) = 1
          from sources s where s.slug like @key || '-%'
        union all
        select 'articles', coalesce(r.canonical_url, r.external_id), (select count(*) from audit_log a where a.entity_id = r.id) = 1
          from articles r where r.external_id like @key || '-a%' or r.canonical_url like 'https://news.example.com/' || @key || '/%'
        union all
        select 'claims', c.external_id,
               (select count(*) from audit_log a where a.entity_id = c.id) = 1
               and (select count(*) from attribution_hops h where h.claim_id = c.id) = 1
          from claims c where c.external_id like @key || '-c%'
        union all
        select 'claim_links', l.rationale, (select count(*) from audit_log a where a.entity_id = l.id) = 1
          from claim_links l where l.rationale like @key || '-l%'
        union all
        select 'assessments', v.review_url, (select count(*) from audit_log a where a.entity_id = v.id) = 1
          from assessments v where v.review_url like 'https://facts.example.com/' || @key || '/%'
        """;

    private const string Told =
        """
        select count(*), count(distinct told.line), count(*) filter (where told.result = 5)
          from import_results r, unnest(r.lines, r.results) as told (line, result)
         where r.import_id = @import
        """;

    /// <summary>
    /// Nothing lost, nothing doubled, nothing torn, and a result for every row, once: then the balance is even. Rows that have no result, or
    /// two, are open; those that failed were refused.
    /// </summary>
    /// <param name="adminConnectionString">As superuser.</param>
    /// <param name="file">What was sent.</param>
    /// <param name="import">As what it was taken in.</param>
    public static async Task<Balance> CompareAsync(string adminConnectionString, MadeUpFile file, Guid import)
    {
        await using var connection = await Sessions.OpenAsync(adminConnectionString);
        var rows = await ReadAsync(connection, file.Key);
        var (lost, doubled, torn) = (0, 0, 0);
        foreach (var (table, records) in file.Records)
        {
            var stored = rows.Where(row => row.Table == table).ToList();
            var distinct = stored.Select(row => row.Name).Distinct(StringComparer.Ordinal).Count();
            lost += records - distinct;
            doubled += stored.Count - distinct;
            torn += stored.Count(row => !row.IsWhole);
        }

        var (told, lines, failed) = await ReadToldAsync(connection, import);
        return new Balance(lines - failed, lost, doubled, torn, failed, file.Rows - lines + (told - lines));
    }

    /// <summary>How many records of the file are stored.</summary>
    /// <param name="adminConnectionString">As superuser.</param>
    /// <param name="file">What was sent, or was to be.</param>
    public static async Task<int> CountAsync(string adminConnectionString, MadeUpFile file)
    {
        await using var connection = await Sessions.OpenAsync(adminConnectionString);
        return (await ReadAsync(connection, file.Key)).Count;
    }

    private static async Task<List<(string Table, string Name, bool IsWhole)>> ReadAsync(NpgsqlConnection connection, string key)
    {
        await using var command = new NpgsqlCommand(Stored, connection);
        command.Parameters.AddWithValue("key", key);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, string, bool)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        }

        return rows;
    }

    private static async Task<(int Told, int Lines, int Failed)> ReadToldAsync(NpgsqlConnection connection, Guid import)
    {
        await using var command = new NpgsqlCommand(Told, connection);
        command.Parameters.AddWithValue("import", import);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return ((int)reader.GetInt64(0), (int)reader.GetInt64(1), (int)reader.GetInt64(2));
    }
}
