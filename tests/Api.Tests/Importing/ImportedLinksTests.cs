using Npgsql;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>Links that come together: each by the rules of a single write, with its history and its judgement.</summary>
public sealed class ImportedLinksTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Claims = """
        {"record":"claim","source":"cnn","externalId":"joined-1","text":"The first."}
        {"record":"claim","source":"cnn","externalId":"joined-2","text":"The second."}
        {"record":"claim","source":"cnn","externalId":"joined-3","text":"The third."}
        {"record":"claim","source":"cnn","externalId":"joined-4","text":"Taken back."}
        """;

    private static readonly string[] Statuses = ["suggested", "confirmed"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_that_does_not_say_its_status_has_that_of_the_file_whether_it_is_there_or_not()
    {
        const string Link = """{"record":"link","from":"asked-1","to":"asked-2","relation":"corroborates","rationale":"The same."}""";
        await api.Editor.ImportAsync(Claims.Replace("joined", "asked", StringComparison.Ordinal) + "\n" + Link);

        var confirmed = await api.Editor.ImportAsync(Link, "?linkStatus=confirmed");

        Assert.Equal("0 1 0 0 0", confirmed.Counts());
        var link = (await api.Editor.RowsAsync(confirmed.Id))[0].GetProperty("id").GetGuid();
        Assert.Equal("confirmed", (await api.Reader.ReadAsync($"/v1/links/{link}")).Text("status"));
        Assert.Equal("0 0 1 0 0", (await api.Editor.ImportAsync(Link)).Counts());
    }

    [Fact]
    public async Task Every_row_of_a_batch_has_the_result_of_its_own_link()
    {
        var claims = (await api.Admin.RowsAsync((await api.Admin.ImportAsync(Claims)).Id)).Select(row => row.GetProperty("id").GetString()).ToList();
        await api.Admin.SendJsonAsync($"/v1/claims/{claims[3]}/retract", """{"reason":"They erred."}""", ("If-Match", "*"));

        var import = await api.Admin.ImportAsync("""
            {"record":"link","from":"joined-1","to":"joined-2","relation":"corroborates","rationale":"They say the same.","evidenceUrls":["https://a.example/1","https://a.example/2"],"confidence":0.5}
            {"record":"link","from":"joined-2","to":"joined-1","relation":"corroborates","rationale":"The same link, read from its other end."}
            {"record":"link","from":"joined-1","to":"joined-3","relation":"context","rationale":"Told together.","status":"confirmed"}
            {"record":"link","from":"joined-2","to":"joined-1","relation":"corroborates","rationale":"Now sure.","status":"confirmed"}
            {"record":"link","from":"joined-1","to":"joined-4","relation":"context","rationale":"One of them is gone."}
            {"record":"link","from":"joined-1","to":"joined-1","relation":"context","rationale":"Itself."}
            {"record":"link","from":"joined-2","to":"joined-3","relation":"supersedes","rationale":"Corrected.","status":"confirmed"}
            {"record":"link","from":"joined-3","to":"joined-2","relation":"supersedes","rationale":"In a circle.","status":"confirmed"}
            {"record":"link","from":"joined-1","to":"nobody","relation":"context","rationale":"Nobody has heard of it."}
            """);

        var rows = await api.Admin.RowsAsync(import.Id);
        Assert.Equal(
            ["created", "unchanged", "created", "updated", "conflict", "self-link", "created", "lineage-cycle", "unknown-reference"],
            rows.Select(row => row.TryGetProperty("code", out var code) ? code.GetString() : row.GetProperty("result").GetString()));
        Assert.Single(rows.Where((_, place) => place is 0 or 1 or 3).Select(row => row.GetProperty("id").GetString()).Distinct());

        var link = await api.Reader.ReadAsync($"/v1/links/{rows[0].GetProperty("id").GetString()}");
        Assert.Equal(
            ("confirmed", "They say the same.", 0.5, "https://a.example/1 https://a.example/2"),
            (link.Text("status"), link.Text("rationale"), link.Body.GetProperty("confidence").GetDouble(), string.Join(' ', link.Body.GetProperty("evidenceUrls").EnumerateArray())));
        Assert.Equal("superseded", (await api.Reader.ReadAsync($"/v1/claims/{claims[2]}")).Text("status"));
    }

    [Fact]
    public async Task A_link_that_comes_with_others_has_the_history_and_the_judgement_of_one_that_comes_alone()
    {
        var rows = string.Join('\n', Statuses.SelectMany(status => Enumerable.Range(1, 3).Select(number =>
            $$"""{"record":"link","from":"recorded-{{number}}","to":"recorded-{{status}}","relation":"qualifies","rationale":"Read both.","status":"{{status}}"}""")));
        string[] names = ["1", "2", "3", "suggested", "confirmed"];
        var claims = string.Join('\n', names.Select(name => $$"""{"record":"claim","source":"cnn","externalId":"recorded-{{name}}","text":"It is {{name}}."}"""));

        var import = await api.Admin.ImportAsync($"{rows}\n{claims}");

        Assert.Equal("11 0 0 0 0", import.Counts());
        var links = (await api.Admin.RowsAsync(import.Id)).Take(6).Select(row => row.GetProperty("id").GetGuid()).ToArray();
        Assert.Equal(
            [.. Enumerable.Repeat("proposed 1 - -", 3), .. Enumerable.Repeat("proposed 1 confirmed Admin of the tests", 3)],
            await AskAsync("""
                select concat_ws(' ', h.action, h.version, coalesce(r.decision, '-'), coalesce(r.reviewed_by, '-'))
                  from unnest($1) with ordinality as sent (id, place)
                  join audit_log h on h.entity_id = sent.id
                  left join link_reviews r on r.link_id = sent.id and r.superseded_at is null
                 order by sent.place
                """, links));
    }

    private async Task<List<string>> AskAsync(string sql, Guid[] ids)
    {
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = ids } } };
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var read = new List<string>();
        while (await rows.ReadAsync(Stop))
        {
            read.Add(rows.GetString(0));
        }

        return read;
    }
}
