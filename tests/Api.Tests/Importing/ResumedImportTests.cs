using System.Globalization;
using System.Text;
using Npgsql;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>Imports that a process left running when it ended: whoever takes them up goes on where it stood.</summary>
public sealed class ResumedImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task What_has_a_result_is_not_done_again_and_the_next_round_is_counted_from_it()
    {
        var import = await LeftRunningAsync("resumed", 3, stumbles: 0, """
            insert into import_results (import_id, part, step, round, lines, results, ids, external_ids)
            select id, 1, 4, 0, array[2], array[1::smallint], array[gen_random_uuid()], array['resumed-2'] from imports where id = @id;
            update imports set created = 1 where id = @id;
            """);

        var ended = await api.Contributor.WaitForImportAsync(import);

        Assert.Equal(("completed", "3 0 0 0 0"), (ended.Text("state"), ended.Counts()));
        Assert.Empty((await api.Reader.ReadAsync("/v1/claims?externalId=resumed-2")).Items);
        Assert.Equal(["0: 2", "1: 1 3"], await RoundsAsync(import));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_import_that_came_no_further_three_times_takes_a_quarter_of_each_batch_at_a_time()
    {
        var import = await LeftRunningAsync("smaller", 8, stumbles: 2, "");

        Assert.Equal("8 0 0 0 0", (await api.Contributor.WaitForImportAsync(import)).Counts());
        Assert.Equal(["0: 1 2", "1: 3 4", "2: 5 6", "3: 7 8"], await RoundsAsync(import));
    }

    /// <summary>An import of claims that is running and that nobody has, and what was done of it.</summary>
    private async Task<Guid> LeftRunningAsync(string key, int rows, int stumbles, string done)
    {
        await using var queue = new NpgsqlConnection(api.Database.AdminConnectionString);
        await queue.OpenAsync(Stop);
        await using var held = await queue.BeginTransactionAsync(Stop);
        await DoAsync(queue, "select pg_advisory_xact_lock(hashtext('claimcheck.import_queue'))", Guid.Empty);
        var import = await api.Contributor.StartImportAsync(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, rows).Select(i => string.Create(
                CultureInfo.InvariantCulture, $"{{\"record\":\"claim\",\"source\":\"cnn\",\"externalId\":\"{key}-{i}\",\"text\":\"Row {i} of {key}.\"}}\n")))),
            headers: ("Prefer", "respond-async"));
        await DoAsync(queue, $"update imports set state = 'running', started_at = now(), attempt = 1, stumbles = {stumbles} where id = @id; {done}", import.Id);
        await held.CommitAsync(Stop);
        return import.Id;
    }

    /// <summary>Which lines had their turn in which round.</summary>
    private async Task<string[]> RoundsAsync(Guid import)
    {
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(
            "select array(select round || ': ' || array_to_string(lines, ' ') from import_results where import_id = @id order by round)", connection);
        command.Parameters.AddWithValue("id", import);
        return (string[])(await command.ExecuteScalarAsync(Stop))!;
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql, Guid id)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("id", id);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
