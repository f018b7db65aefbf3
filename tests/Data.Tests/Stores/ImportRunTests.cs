using ClaimCheck.Data.Importing;
using Npgsql;

namespace ClaimCheck.Data.Tests.Stores;

/// <summary>Which import is taken up next.</summary>
public sealed class ImportRunTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_much_one_key_has_sent_another_has_its_turn()
    {
        const int Sent = 1500;
        await using var others = new NpgsqlConnection(database.Database.AdminConnectionString);
        await others.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(
            $"""
            insert into api_keys (id, prefix, secret_hash, name, role, created_at, created_by)
            select format('00000000-0000-7000-8000-00000000000%s', n)::uuid, 'keynumb' || n, sha256(n::text::bytea), 'Key ' || n, 'admin', now(), 'tests'
              from generate_series(1, 2) n;
            insert into imports (id, key_id, actor, role, received_at, format, mode, on_error, link_status, state)
            select format('00000000-0000-7000-8000-%s', lpad(n::text, 12, '0'))::uuid,
                   format('00000000-0000-7000-8000-00000000000%s', case when n <= {Sent} then 1 else 2 end)::uuid,
                   'tests', 'admin', now(), 'ndjson', 'upsert', 'skip', 'suggested', case when n <= 2 then 'running' else 'queued' end
              from generate_series(1, {Sent} + 1) n;
            select pg_advisory_lock(hashtextextended('claimcheck.import ' || id::text, 0)) from imports where state = 'running';
            """,
            others);
        await command.ExecuteNonQueryAsync(Stop);

        await using var run = await ImportRun.TakeAsync(database.Data.Database, mostOfKey: 2, TimeProvider.System.GetUtcNow(), Stop);

        Assert.Equal("00000000-0000-7000-8000-000000001501", run?.Import.Id.ToString());
    }
}
