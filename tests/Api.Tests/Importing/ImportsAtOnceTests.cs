using System.Globalization;
using System.Net;
using System.Text;
using Npgsql;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>Imports beside one another, and imports that are stopped.</summary>
public sealed class ImportsAtOnceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly (string, string) Later = ("Prefer", "respond-async");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_sent_several_times_at_once_makes_no_twins()
    {
        var rows = Rows("twin", 3000);

        var imports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.Contributor.ImportBytesAsync(rows)));

        Assert.All(imports, import => Assert.Equal("completed", import.Text("state")));
        Assert.Equal((3000, 9000), (imports.Sum(import => Count(import, "created")), imports.Sum(import => Count(import, "unchanged"))));
        Assert.Equal(3000L, await StoredAsync("twin"));
        Assert.Equal(3000L, await CountAsync("select count(*) from audit_log l join claims c on c.id = l.entity_id where c.external_id like 'twin-%'"));
    }

    [Fact]
    public async Task Of_one_key_two_run_at_a_time_and_the_others_have_their_turn()
    {
        var imports = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            imports.Add((await api.Editor.StartImportAsync(Rows($"turn{i}", 4000), headers: Later)).Id);
        }

        var most = 0;
        var ended = 0;
        while (ended < imports.Count)
        {
            var states = await Task.WhenAll(imports.Select(async id => (await api.Editor.ReadAsync($"/v1/imports/{id}")).Text("state")));
            most = Math.Max(most, states.Count(state => state == "running"));
            ended = states.Count(state => state == "completed");
            await Task.Delay(20, Stop);
        }

        Assert.InRange(most, 1, 2);
        Assert.Equal(20_000L, await StoredAsync("turn"));
    }

    [Fact]
    public async Task What_is_stopped_keeps_what_it_has_stored_and_counts_every_row()
    {
        var import = (await api.Admin.StartImportAsync(Rows("stop", 40_000), headers: Later)).Id;
        while ((await api.Admin.ReadAsync($"/v1/imports/{import}")).Body.GetProperty("counts").GetProperty("created").GetInt32() == 0)
        {
            await Task.Delay(10, Stop);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await api.Editor.RemoveAsync($"/v1/imports/{import}")).Status);
        var stopped = await api.Admin.RemoveAsync($"/v1/imports/{import}");

        Assert.Equal("cancelled", stopped.Text("state"));
        Assert.True(Count(stopped, "created") < 40_000);
        Assert.Equal(40_000, Count(stopped, "created") + Count(stopped, "skipped"));
        await Task.Delay(500, Stop);
        Assert.Equal((long)Count(stopped, "created"), await StoredAsync("stop"));
    }

    [Fact]
    public async Task Rows_that_wait_for_one_another_over_many_parts_come_in_and_a_circle_fails()
    {
        // Each names the one after it, so that the last has to come first.
        const int Length = 40;
        var chain = Enumerable.Range(1, Length).Select(i => Claim(i, "chain", i == Length ? null : i + 1));
        var circle = Enumerable.Range(1, 2).Select(i => Claim(i, "circle", 3 - i));

        var import = await api.Contributor.ImportAsync(string.Join('\n', chain.Concat(circle)));

        Assert.Equal($"{Length} 0 0 0 2", import.Counts());
        Assert.All(import.Body.GetProperty("failures").EnumerateArray(), row => Assert.Equal("unknown-reference", row.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_chain_of_thousands_comes_in_whichever_way_it_stands_in_the_file()
    {
        const int Length = 2500;
        var import = await api.Contributor.ImportAsync(string.Join(
            '\n',
            Enumerable.Range(1, Length).Select(i => Claim(i, "down", i == Length ? null : i + 1))
                .Concat(Enumerable.Range(1, Length).Select(i => Claim(i, "up", i == 1 ? null : i - 1)))));

        Assert.Equal($"{2 * Length} 0 0 0 0", import.Counts());
        Assert.InRange(import.Body.GetProperty("finishedAt").GetDateTimeOffset() - import.Body.GetProperty("startedAt").GetDateTimeOffset(), TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.InRange(await CountAsync($"select max(round)::bigint from import_results where import_id = '{import.Id}'"), 0, 10);
    }

    /// <summary>A claim of one of two sources in turn, and whom of the other one it follows.</summary>
    private static string Claim(int number, string key, int? upstream)
    {
        var sources = number % 2 == 0 ? ("cnn", "bbc-news") : ("bbc-news", "cnn");
        var hop = upstream is null ? "" : $$""","attribution":[{"source":"{{sources.Item2}}","upstreamClaim":"{{key}}-{{upstream}}"}]""";
        return $$"""{"record":"claim","source":"{{sources.Item1}}","externalId":"{{key}}-{{number}}","text":"Number {{number}}."{{hop}}}""";
    }

    private static byte[] Rows(string key, int count) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, count).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"record\":\"claim\",\"source\":\"cnn\",\"externalId\":\"{key}-{i}\",\"text\":\"Row {i} of {key}.\",\"language\":\"en\"}}\n"))));

    [Fact]
    public async Task What_had_arrived_of_a_body_is_forgotten_when_nobody_has_gone_on_with_it_for_days()
    {
        foreach (var days in new[] { 3, 5 })
        {
            Assert.Equal(1, await CountAsync($"""
                with begun as (
                    insert into imports (id, key_id, actor, role, received_at, format, mode, on_error, link_status)
                    select gen_random_uuid(), id, 'left {days}', 'admin', now() - interval '{days} days', 'ndjson', 'upsert', 'skip', 'suggested'
                      from api_keys limit 1
                    returning id
                ), kept as (
                    insert into import_parts (import_id, part, first_line, last_line, row_count, kinds, rows) select id, 1, 1, 1, 1, 1, '' from begun
                    returning 1
                )
                select count(*) from kept
                """));
        }

        await api.Data.ImportStore.ForgetAsync(TimeProvider.System.GetUtcNow(), Stop);

        Assert.Equal(1, await CountAsync("select count(*) from imports i join import_parts p on p.import_id = i.id where i.actor = 'left 3' and i.finished_at is null"));
        Assert.Equal(0, await CountAsync("select count(*) from imports i join import_parts p on p.import_id = i.id where i.actor = 'left 5'"));
        Assert.Equal(1, await CountAsync("select count(*) from imports where actor = 'left 5' and finished_at is not null"));
    }

    private static int Count(Reply import, string result) => import.Body.GetProperty("counts").GetProperty(result).GetInt32();

    /// <summary>How many claims there are; fails where two have one key.</summary>
    private async Task<long> StoredAsync(string key)
    {
        var stored = await CountAsync($"select count(*) from claims where external_id like '{key}%'");
        Assert.Equal(stored, await CountAsync($"select count(distinct external_id) from claims where external_id like '{key}%'"));
        return stored;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
