using System.Globalization;
using System.Text;
using Npgsql;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>An import that somebody or something stops: every row has a result, whether it had its turn or not.</summary>
public sealed class CancelledImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_had_no_turn_are_listed_as_skipped_beside_those_that_had_theirs()
    {
        await using var obstacle = await WithClaimAsync("c-3");
        var import = await api.Contributor.StartImportAsync(
            Encoding.UTF8.GetBytes("""
                {"record":"source","slug":"cancelled-outlet","name":"Outlet","kind":"blog","externalId":"s-1"}
                {"record":"claim","source":"cnn","externalId":"c-2","text":"Second."}
                {"record":"claim","source":"cnn","externalId":"c-3","text":"Third."}
                nonsense
                {"record":"link","from":"c-2","to":"c-3","relation":"context","rationale":"Both."}
                """),
            headers: ("Prefer", "respond-async"));
        await WaitForAsync(import.Id, done: 2);

        var cancelled = await api.Contributor.RemoveAsync($"/v1/imports/{import.Id}");

        await obstacle.DisposeAsync();
        Assert.Equal(("cancelled", "1 0 0 3 1"), (cancelled.Text("state"), cancelled.Counts()));
        Assert.Equal(
            ["1 source created s-1", "2 claim skipped c-2", "3 claim skipped c-3", "4  failed ", "5 link skipped "], await RowsAsync(import.Id, 5));
        var skipped = await api.Contributor.RowsAsync(import.Id, "?result=skipped");
        Assert.Equal(3, skipped.Length);
        Assert.Equal(0L, await AskAsync($"select count(*) from import_parts where import_id = '{import.Id}'"));
    }

    [Fact]
    public async Task Of_a_file_that_is_stored_as_one_nothing_is_created_when_it_is_stopped()
    {
        await using var obstacle = await WithClaimAsync("d-2");
        var import = await api.Contributor.StartImportAsync(
            Encoding.UTF8.GetBytes("""
                {"record":"source","slug":"undone-outlet","name":"Outlet","kind":"blog"}
                {"record":"claim","source":"cnn","externalId":"d-2","text":"Second."}
                """),
            "?onError=abort",
            headers: ("Prefer", "respond-async"));
        await WaitForAsync(import.Id, done: 1);

        var cancelled = await api.Contributor.RemoveAsync($"/v1/imports/{import.Id}");

        await obstacle.DisposeAsync();
        Assert.Equal("0 0 0 2 0", cancelled.Counts());
        Assert.Equal(["1 source skipped ", "2 claim skipped d-2"], await RowsAsync(import.Id, 2));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await api.Reader.ReadAsync("/v1/sources/undone-outlet")).Status);
    }

    [Fact]
    public async Task Of_an_import_that_is_given_up_rows_that_had_no_turn_are_skipped()
    {
        await using var queue = new NpgsqlConnection(api.Database.AdminConnectionString);
        await queue.OpenAsync(Stop);
        await AskAsync(queue, "begin");
        await AskAsync(queue, "select pg_advisory_xact_lock(hashtext('claimcheck.import_queue'))::text");
        var import = await api.Contributor.StartImportAsync(
            Encoding.UTF8.GetBytes("""{"record":"claim","source":"cnn","externalId":"given-up","text":"Never."}"""), headers: ("Prefer", "respond-async"));
        await AskAsync($"update imports set stumbles = 9 where id = '{import.Id}'");
        await AskAsync(queue, "commit");

        var ended = await api.Contributor.WaitForImportAsync(import.Id).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        Assert.Equal(("failed", "0 0 0 1 0"), (ended.Text("state"), ended.Counts()));
        Assert.Equal(["1 claim skipped given-up"], await RowsAsync(import.Id, 1));
    }

    [Fact]
    public async Task An_import_whose_connections_are_cut_again_and_again_goes_on_when_they_hold()
    {
        const int Cuts = 8;
        await using var obstacle = await WithClaimAsync("e-1");
        var import = await api.Contributor.StartImportAsync(
            Encoding.UTF8.GetBytes("""{"record":"claim","source":"cnn","externalId":"e-1","text":"Mine as well."}"""), headers: ("Prefer", "respond-async"));
        for (var cut = 1; cut <= Cuts; cut++)
        {
            while (await AskAsync("select count(*) from pg_stat_activity where datname = current_database() and application_name = 'claimcheck-imports' and wait_event_type = 'Lock'") is not 1L)
            {
                Assert.NotEqual("failed", (await api.Contributor.ReadAsync($"/v1/imports/{import.Id}")).Text("state"));
                await Task.Delay(50, Stop);
            }

            await AskAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = 'claimcheck-imports'");
        }

        await obstacle.DisposeAsync();
        var ended = await api.Contributor.WaitForImportAsync(import.Id).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        Assert.Equal(("completed", "1 0 0 0 0"), (ended.Text("state"), ended.Counts()));
    }

    /// <summary>A claim of CNN that is being written and never will be: whoever brings the same one waits for it.</summary>
    private async Task<NpgsqlConnection> WithClaimAsync(string externalId)
    {
        var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(
            "begin; insert into claims (id, external_id, source_id, text, modality, basis, created_at, updated_at) "
            + $"select gen_random_uuid(), '{externalId}', id, 'Mine.', 'asserted', 'unknown', now(), now() from sources where slug = 'cnn'",
            connection);
        await command.ExecuteNonQueryAsync(Stop);
        return connection;
    }

    private async Task WaitForAsync(Guid import, int done)
    {
        while ((await api.Contributor.ReadAsync($"/v1/imports/{import}")).Counts().Split(' ').Sum(count => int.Parse(count, CultureInfo.InvariantCulture)) < done)
        {
            await Task.Delay(20, Stop);
        }
    }

    /// <summary>What became of the rows, once all of them have a result.</summary>
    private async Task<string[]> RowsAsync(Guid import, int count)
    {
        while (true)
        {
            var rows = await api.Contributor.RowsAsync(import);
            if (rows.Length == count)
            {
                return [.. rows.Select(row => $"{row.GetProperty("line")} {row.GetProperty("record")} {row.GetProperty("result")} {(row.TryGetProperty("externalId", out var key) ? key.ToString() : "")}")];
            }

            await Task.Delay(20, Stop);
        }
    }

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        return await AskAsync(connection, sql);
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
