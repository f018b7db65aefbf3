using System.Globalization;
using Dapper;
using Npgsql;

namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>
/// Claims that say the same, so many of them around one: half restate it, half corroborate it, a tenth is contradicted; each came
/// through a source of its own choosing, a third of them on to somebody unnamed. Their texts are the corpus's, all different.
/// </summary>
internal static class Clusters
{
    /// <summary>How many claims lie around the one in the middle.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [10, 1_000, 10_000];

    /// <summary>The claim in the middle of a cluster.</summary>
    public static Guid MiddleOf(int size) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"01900000-0000-7000-8000-{size:x6}000000"));

    /// <summary>Makes them, once in a database.</summary>
    public static async Task MakeAsync(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 }.ConnectionString);
        foreach (var size in Sizes)
        {
            var middle = MiddleOf(size);
            if (await connection.ExecuteScalarAsync<bool>("select exists (select from claims where id = @middle)", new { middle }))
            {
                continue;
            }

            await connection.ExecuteAsync(new CommandDefinition(Make, new { size, prefix = middle.ToString()[..30] }, cancellationToken: cancellation));
        }

        await connection.ExecuteAsync(new CommandDefinition("analyze claims, attribution_hops, claim_links", cancellationToken: cancellation));
    }

    private const string Make =
        """
        create temporary table made on commit drop as
        select c.n, (@prefix || lpad(to_hex(c.n), 6, '0'))::uuid as id, s.id as source_id, c.text, other.id as relay_id
          from (select text, row_number() over (order by id) - 1 as n from claims limit @size + 1) as c
          join (select id, row_number() over (order by id) - 1 as n, count(*) over () as many from sources) as s on s.n = c.n * 7 % s.many
          join (select id, row_number() over (order by id) - 1 as n, count(*) over () as many from sources) as other
            on other.n = (c.n * 13 + 1) % other.many and other.id <> s.id;
        insert into claims (id, source_id, text, language, modality, basis, claimed_at, claimed_at_precision, created_at, updated_at)
        select id, source_id, text, 'en', 'reported', 'told', '2024-01-01'::timestamptz + n * interval '1 hour', 'instant', now(), now() from made;
        insert into attribution_hops (claim_id, position, source_id, relation, on_record)
        select id, 1, relay_id, 'derived_from', 'unknown' from made;
        insert into attribution_hops (claim_id, position, descriptor, relation, on_record)
        select id, 2, 'officials', 'derived_from', 'background' from made where n % 3 = 0;
        insert into claim_links (id, from_claim_id, to_claim_id, relation, status, method, rationale, proposed_by, created_at, updated_at)
        select gen_random_uuid(), (@prefix || '000000')::uuid, id,
               case when n % 10 = 9 then 'contradicts' when n % 2 = 0 then 'restates' else 'corroborates' end,
               'confirmed', 'import', 'The same.', 'benchmark', now(), now()
          from made where n > 0;
        """;
}
