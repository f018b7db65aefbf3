using ClaimCheck.Data.Importing;
using Npgsql;

namespace ClaimCheck.Data.Tests.Stores;

/// <summary>Which import is taken up next, and what whoever has it may write.</summary>
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

        await using var run = await ImportTurns.TakeAsync(database.Data.Database, mostOfKey: 2, TimeProvider.System.GetUtcNow(), Stop);

        Assert.Equal("00000000-0000-7000-8000-000000001501", run?.Import.Id.ToString());
    }

    [Fact]
    public async Task Whoever_was_given_up_by_mistake_undoes_nothing_and_starts_nothing_over()
    {
        const string Import = "00000000-0000-7000-9000-000000000001";
        await ExecuteAsync(
            $"""
            delete from imports;
            insert into api_keys (id, prefix, secret_hash, name, role, created_at, created_by)
            values ('{Import}', 'keygiven', sha256('given'), 'Given up', 'admin', now(), 'tests');
            insert into imports (id, key_id, actor, role, received_at, format, mode, on_error, link_status, state, row_count)
            values ('{Import}', '{Import}', 'tests', 'admin', now(), 'ndjson', 'upsert', 'abort', 'suggested', 'queued', 1);
            """);
        await using var run = await ImportTurns.TakeAsync(database.Data.Database, mostOfKey: 1_000, TimeProvider.System.GetUtcNow(), Stop);
        Assert.Equal(Import, run!.Import.Id.ToString());
        await ExecuteAsync($"""
            insert into import_results (import_id, part, step, round, lines, results, ids, external_ids)
            values ('{Import}', 1, 1, 0, array[1], array[1], array['{Import}'::uuid], array['']);
            update imports set attempt = attempt + 1 where id = '{Import}';
            """);

        await run.UndoAsync(Stop);
        await Assert.ThrowsAsync<ImportStoppedException>(() => run.StartOverAsync(Stop));
        Assert.Equal(1, await ResultAsync());

        await ExecuteAsync($"update imports set attempt = attempt - 1 where id = '{Import}'");
        await run.UndoAsync(Stop);
        Assert.Equal(4, await ResultAsync());

        await ExecuteAsync($"update imports set state = 'cancelled' where id = '{Import}'");
        await Assert.ThrowsAsync<ImportStoppedException>(() => run.StartOverAsync(Stop));
        Assert.Equal(4, await ResultAsync());

        await ExecuteAsync($"update imports set state = 'running' where id = '{Import}'");
        await run.StartOverAsync(Stop);
        Assert.Null(await ExecuteAsync($"select results[1] from import_results where import_id = '{Import}'"));

        async Task<int> ResultAsync() => Convert.ToInt32(
            await ExecuteAsync($"select results[1] from import_results where import_id = '{Import}'"), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
