using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;
using Npgsql;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>kill -9 of the service while it stores what was sent for import: in the end the table equals the file.</summary>
public sealed class ImportKilledTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    private const int Rows = 20_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_that_is_killed_goes_on_by_itself_and_every_row_is_stored_and_told_of_once()
    {
        var kills = Form.Times(3, 100);
        await stage.SetAsync();
        var (lost, doubled, left, files) = (0, 0, kills, 0);
        while (left > 0)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"killed{files++}");
            var import = await SendAsync(key);
            left -= await KillWhileItRunsAsync(import, left);
            var (ended, stored, distinct) = await EndAsync(import, key);

            Assert.Equal("completed", ended.GetProperty("state").GetString());
            Assert.Equal(Rows, ended.GetProperty("counts").GetProperty("created").GetInt32());
            lost += Rows - (int)distinct;
            doubled += (int)(stored - distinct);
            Assert.Equal(Rows, await CountAsync($"select count(distinct line) from import_results, unnest(lines) as line where import_id = '{import}'"));
            Assert.Equal(Rows - 1, await CountAsync($"select count(*) from audit_log l join claims c on c.id = l.entity_id where c.external_id like '{key}-%'"));
        }

        faults.Figures.Tell(new("the service killed in imports", kills, new Balance(Rows * files, lost, doubled, 0, 0, 0)));
        Assert.Equal((0, 0), (lost, doubled));
    }

    [Fact]
    public async Task Control_rows_whose_results_are_lost_are_told_of_as_if_they_had_been_there()
    {
        await stage.SetAsync();
        var import = await SendAsync("control");
        await ProgressAsync(import);
        await stage.Service.KillAsync();
        await CountAsync($"with gone as (delete from import_results where import_id = '{import}' returning 1), none as (update imports set created = 0 where id = '{import}') select count(*) from gone");
        await stage.Service.StartAsync();

        var (ended, stored, distinct) = await EndAsync(import, "control");

        Assert.Equal((Rows, Rows), (stored, distinct));
        Assert.True(ended.GetProperty("counts").GetProperty("unchanged").GetInt32() > 0, ended.ToString());
    }

    [Fact]
    public async Task A_body_that_is_cut_off_by_a_kill_is_incomplete_and_stores_nothing()
    {
        await stage.SetAsync();
        using var client = stage.Service.NewClient();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var body = new HalfABody(Body("half"), given.Token);
        var sending = client.PostAsync(new Uri("/v1/imports", UriKind.Relative), body, Stop);
        await Eventually.TrueAsync(async () => await CountAsync("select count(*) from imports where state = 'incomplete'") > 0, "it has begun to arrive");
        await stage.Service.KillAsync();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        await stage.Service.StartAsync();

        Assert.Equal(0, await CountAsync("select count(*) from claims where external_id like 'half-%'"));
        Assert.Equal(0, await CountAsync("select count(*) from imports where state in ('queued', 'running')"));
        var (ended, stored, _) = await EndAsync(await SendAsync("half"), "half");
        Assert.Equal(("completed", (long)Rows), (ended.GetProperty("state").GetString(), stored));
    }

    private static byte[] Body(string key) => Encoding.UTF8.GetBytes(
        $"{{\"record\":\"source\",\"slug\":\"{key}\",\"name\":\"{key}\",\"kind\":\"blog\"}}\n" + string.Concat(Enumerable.Range(1, Rows - 1).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{{\"record\":\"claim\",\"source\":\"{key}\",\"externalId\":\"{key}-{i}\",\"text\":\"Row {i} of {key}.\",\"language\":\"en\",\"attribution\":[{{\"descriptor\":\"a source\"}}]}}\n"))));

    private async Task<Guid> SendAsync(string key)
    {
        using var client = stage.Service.NewClient();
        using var content = new ByteArrayContent(Body(key));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        client.DefaultRequestHeaders.Add("Prefer", "respond-async");
        using var response = await client.PostAsync(new Uri("/v1/imports", UriKind.Relative), content, Stop);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();
    }

    private async Task<int> KillWhileItRunsAsync(Guid import, int most)
    {
        var kills = 0;
        while (kills < most && await IsOpenAsync(import))
        {
            await Pause.UpToAsync(TimeSpan.FromSeconds(1.5));
            await stage.Service.KillAsync();
            kills++;
            await stage.Service.StartAsync();
        }

        return kills;
    }

    private async Task<(JsonElement Import, long Stored, long Distinct)> EndAsync(Guid import, string key)
    {
        await Eventually.TrueAsync(async () => !await IsOpenAsync(import), "the import has ended");
        using var client = stage.Service.NewClient();
        var ended = await client.GetFromJsonAsync<JsonElement>($"/v1/imports/{import}", Stop);

        // With the source that the first row makes.
        var stored = await CountAsync($"select count(*) + 1 from claims where external_id like '{key}-%'");
        return (ended, stored, await CountAsync($"select count(distinct external_id) + 1 from claims where external_id like '{key}-%'"));
    }

    private async Task ProgressAsync(Guid import) => await Eventually.TrueAsync(
        async () => await CountAsync($"select count(*) from imports where id = '{import}' and created > 4000") == 1, "some of it is stored");

    private async Task<bool> IsOpenAsync(Guid import) =>
        await CountAsync($"select count(*) from imports where id = '{import}' and state in ('queued', 'running')") == 1;

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(stage.Postgres.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }

    /// <summary>A body of which the second half never comes.</summary>
    private sealed class HalfABody : HttpContent
    {
        private readonly byte[] body;
        private readonly CancellationToken given;

        public HalfABody(byte[] body, CancellationToken given)
        {
            (this.body, this.given) = (body, given);
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length / 2), given);
            await stream.FlushAsync(given);
            await Task.Delay(Timeout.InfiniteTimeSpan, given);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
