using ClaimCheck.Faults.Servers;
using Npgsql;

namespace ClaimCheck.Faults.Ledgers;

/// <summary>One row that a write made.</summary>
/// <param name="Id">The id under which the service told of it: for a review that of the link.</param>
/// <param name="Entries">How many entries the history has of it; there must be one.</param>
/// <param name="Parts">How many rows of other tables belong to it.</param>
internal sealed record StoredRow(Guid Id, long Entries, long Parts);

/// <summary>Everything of the kinds that a ledger knows, as it is in the database.</summary>
internal sealed class StoredRows
{
    private const string Statement =
        """
        select c.text, c.id,
               (select count(*) from audit_log a where a.entity_id = c.id),
               (select count(*) from attribution_hops h where h.claim_id = c.id)
        from claims c
        union all
        select l.rationale, l.id, (select count(*) from audit_log a where a.entity_id = l.id and a.version = 1), 0
        from claim_links l
        union all
        select r.note, r.link_id, (select count(*) from audit_log a where a.entity_id = r.link_id and a.version = 2), 0
        from link_reviews r
        where r.note is not null
        """;

    private readonly ILookup<string, StoredRow> rows;

    private StoredRows(ILookup<string, StoredRow> rows) => this.rows = rows;

    public static async Task<StoredRows> ReadAsync(string adminConnectionString)
    {
        await using var connection = await Sessions.OpenAsync(adminConnectionString);
        await using var command = new NpgsqlCommand(Statement, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var read = new List<(string Words, StoredRow Row)>();
        while (await reader.ReadAsync())
        {
            read.Add((reader.GetString(0), new StoredRow(reader.GetGuid(1), reader.GetInt64(2), reader.GetInt64(3))));
        }

        return new StoredRows(read.ToLookup(row => row.Words, row => row.Row, StringComparer.Ordinal));
    }

    /// <summary>The rows that say exactly what was sent.</summary>
    public IReadOnlyList<StoredRow> Of(IntendedWrite write) => [.. rows[write.Words]];
}
