using System.Net;
using System.Text;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>Rows sent by the file: each has a result, and the same file again changes nothing.</summary>
public sealed class ImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static int files;

    private readonly string file = $"f{Interlocked.Increment(ref files)}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_story_as_it_stands_is_all_there_already()
    {
        var story = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "samples", "us-iran-2014.ndjson"), Stop))
            .ToList();

        var import = await api.Editor.ImportAsync(string.Join('\n', story));

        Assert.True(story.Count > 60);
        Assert.Equal(("completed", $"0 0 {story.Count} 0 0"), (import.Text("state"), import.Counts()));
    }

    [Fact]
    public async Task Records_refer_to_one_another_whatever_their_order_in_the_file()
    {
        var import = await api.Editor.ImportAsync($$"""
            {"record":"assessment","claim":"{{file}}-2","ratingText":"So it is","normalized":"true","author":{"name":"Desk"},"reviewUrl":"https://facts.example.com/{{file}}","state":"published"}
            {"record":"link","from":"{{file}}-1","to":{"source":"{{file}}-outlet","externalId":"{{file}}-2"},"relation":"corroborates","rationale":"They agree.","status":"confirmed"}
            {"record":"claim","source":"{{file}}-outlet","externalId":"{{file}}-1","text":"First.","attribution":[{"source":"{{file}}-agency","upstreamClaim":"{{file}}-3"}]}
            {"record":"claim","source":"{{file}}-outlet","externalId":"{{file}}-2","text":"Second.","article":"{{file}}-article"}
            {"record":"claim","source":"{{file}}-agency","externalId":"{{file}}-3","text":"Third."}
            {"record":"article","source":"{{file}}-outlet","externalId":"{{file}}-article","title":"A story"}
            {"record":"source","slug":"{{file}}-outlet","name":"Outlet","kind":"news_outlet","parent":"{{file}}-owner"}
            {"record":"source","slug":"{{file}}-agency","name":"Agency","kind":"wire_agency"}
            {"record":"source","slug":"{{file}}-owner","name":"Owner","kind":"institution"}
            """);

        Assert.Equal("9 0 0 0 0", import.Counts());
        var rows = await api.Contributor.RowsAsync(import.Id);
        Assert.Equal(Enumerable.Range(1, 9), rows.Select(row => row.GetProperty("line").GetInt32()));
        Assert.All(rows, row => Assert.Equal("created", row.GetProperty("result").GetString()));
        var first = await api.Reader.ReadAsync($"/v1/claims/{rows[2].GetProperty("id")}");
        Assert.Equal(rows[4].GetProperty("id").GetString(), first.Body.GetProperty("attribution")[0].GetProperty("upstreamClaim").GetString());
        var evidence = await api.Reader.ReadAsync($"/v1/claims/{rows[2].GetProperty("id")}/evidence");
        Assert.Equal(HttpStatusCode.OK, evidence.Status);
        var history = await api.Reader.ReadAsync($"/v1/claims/{rows[3].GetProperty("id")}/history");
        Assert.Equal("created", Assert.Single(history.Items).GetProperty("action").GetString());
        Assert.Equal("Editor of the tests", history.Items[0].GetProperty("by").GetString());
    }

    [Fact]
    public async Task An_article_that_rows_name_is_what_the_first_of_them_says()
    {
        var import = await api.Contributor.ImportAsync(
            "text,source,articleUrl,articleTitle,publishedAt\n"
            + $"First.,cnn,https://cnn.example/{file},One title,2014\n"
            + $"Second.,cnn,https://cnn.example/{file},Another title,2015\n",
            mediaType: "text/csv");

        Assert.Equal("2 0 0 0 0", import.Counts());
        var rows = await api.Contributor.RowsAsync(import.Id);
        var claims = await Task.WhenAll(rows.Select(row => api.Reader.ReadAsync($"/v1/claims/{row.GetProperty("id")}")));
        var id = Assert.Single(claims.Select(claim => claim.Body.GetProperty("article").GetProperty("id").GetString()).Distinct());
        var article = await api.Reader.ReadAsync($"/v1/articles/{id}");
        Assert.Equal(("One title", "2014"), (article.Text("title"), article.Text("publishedAt")));
    }

    [Fact]
    public async Task The_same_file_again_is_unchanged_and_a_row_that_says_something_else_is_an_update_with_its_history()
    {
        string Rows(string text) => $$"""
            {"record":"source","slug":"{{file}}","name":"Paper","kind":"news_outlet"}
            {"record":"claim","source":"{{file}}","externalId":"{{file}}-1","text":"{{text}}","topics":["One"]}
            {"record":"claim","source":"{{file}}","text":"Without a key."}
            {"record":"article","source":"{{file}}","title":"Without a key"}
            """;

        Assert.Equal("4 0 0 0 0", (await api.Contributor.ImportAsync(Rows("As it was."))).Counts());
        Assert.Equal("0 0 4 0 0", (await api.Contributor.ImportAsync(Rows("As it was."))).Counts());
        var changed = await api.Contributor.ImportAsync(Rows("As it is."));

        Assert.Equal("0 1 3 0 0", changed.Counts());
        var row = (await api.Contributor.RowsAsync(changed.Id, "?result=updated"))[0];
        var claim = await api.Reader.ReadAsync($"/v1/claims/{row.GetProperty("id")}");
        Assert.Equal(("As it is.", 2), (claim.Text("text"), claim.Version));
        var history = (await api.Reader.ReadAsync($"/v1/claims/{claim.Id}/history")).Items;
        Assert.Equal(["changed", "created"], history.Select(entry => entry.GetProperty("action").GetString()));
        Assert.StartsWith("sha256:", (await api.Contributor.RowsAsync(changed.Id))[2].GetProperty("externalId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_rows_that_contradict_each_other_the_later_one_fails_however_often_the_file_is_sent()
    {
        var rows = $$"""
            {"record":"claim","source":"cnn","externalId":"{{file}}","text":"It rains."}
            {"record":"claim","source":"cnn","externalId":"{{file}}","text":"It does not rain."}
            """;

        var first = await api.Contributor.ImportAsync(rows);
        var second = await api.Contributor.ImportAsync(rows);

        Assert.Equal(("1 0 0 0 1", "2 conflict -"), (first.Counts(), first.Failure()));
        Assert.Equal(("0 0 1 0 1", "2 conflict -"), (second.Counts(), second.Failure()));
    }

    [Fact]
    public async Task With_create_what_is_there_stays_as_it_is()
    {
        string Row(string text) => $$"""{"record":"claim","source":"cnn","externalId":"{{file}}","text":"{{text}}"}""";
        await api.Contributor.ImportAsync(Row("As it was."));

        var import = await api.Contributor.ImportAsync(Row("As it is."), "?mode=create");

        Assert.Equal("0 0 0 1 0", import.Counts());
        Assert.Equal("As it was.", (await api.Reader.ReadAsync($"/v1/claims?externalId={file}")).Items[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_stores_nothing()
    {
        var rows = $$"""
            {"record":"source","slug":"{{file}}","name":"Paper","kind":"blog"}
            {"record":"claim","source":"{{file}}","externalId":"{{file}}","text":"Never stored."}
            {"record":"claim","source":"{{file}}-unknown","text":"Whose?"}
            """;

        var import = await api.Contributor.ImportAsync(rows, "?mode=dry_run");

        Assert.Equal(("completed", "2 0 0 0 1"), (import.Text("state"), import.Counts()));
        Assert.Empty((await api.Reader.ReadAsync($"/v1/claims?externalId={file}")).Items);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Reader.ReadAsync($"/v1/sources/{file}")).Status);
        Assert.Equal("2 0 0 0 1", (await api.Contributor.ImportAsync(rows)).Counts());
    }

    [Fact]
    public async Task With_abort_one_row_that_fails_leaves_the_whole_file_untouched()
    {
        var good = $$"""
            {"record":"source","slug":"{{file}}","name":"Paper","kind":"blog"}
            {"record":"claim","source":"{{file}}","externalId":"{{file}}","text":"All or nothing."}
            """;

        var import = await api.Contributor.ImportAsync(good + "\n{\"record\":\"claim\",\"source\":\"" + file + "\",\"text\":\"\"}", "?onError=abort");

        Assert.Equal(("failed", "0 0 0 2 1", "3 invalid-request $.text"), (import.Text("state"), import.Counts(), import.Failure()));
        Assert.Equal(["skipped", "skipped", "failed"], (await api.Contributor.RowsAsync(import.Id)).Select(row => row.GetProperty("result").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await api.Reader.ReadAsync($"/v1/sources/{file}")).Status);
        Assert.Equal("2 0 0 0 0", (await api.Contributor.ImportAsync(good, "?onError=abort")).Counts());
        Assert.Equal(HttpStatusCode.OK, (await api.Reader.ReadAsync($"/v1/sources/{file}")).Status);
    }

    [Fact]
    public async Task What_takes_another_role_fails_with_that_reason()
    {
        var scale = $$"""{"record":"ratingScale","slug":"{{file}}","name":"Scale","labels":[{"text":"Yes","normalized":"true"}]}""";
        var link = """{"record":"link","from":"inq-2","to":"dj-1","relation":"context","rationale":"Why.","status":"confirmed"}""";
        var retracted = $$"""{"record":"claim","source":"cnn","externalId":"{{file}}","text":"Gone.","status":"retracted"}""";

        Assert.Equal("1 forbidden -", (await api.Contributor.ImportAsync(scale)).Failure());
        Assert.Equal("1 0 0 0 0", (await api.Editor.ImportAsync(scale)).Counts());
        Assert.Equal("1 forbidden -", (await api.Contributor.ImportAsync(link)).Failure());
        Assert.Equal("1 forbidden $.status", (await api.Editor.ImportAsync(retracted)).Failure());
        Assert.Equal("1 0 0 0 0", (await api.Admin.ImportAsync(retracted)).Counts());
        Assert.Equal(HttpStatusCode.Forbidden, (await api.Reader.ImportAsync(retracted)).Status);
    }

    [Fact]
    public async Task A_claim_that_was_taken_down_or_retracted_is_not_brought_back_by_a_file()
    {
        string Row(string key, string text) => $$"""{"record":"claim","source":"cnn","externalId":"{{file}}-{{key}}","text":"{{text}}"}""";
        var import = await api.Contributor.ImportAsync(Row("down", "Secret.") + "\n" + Row("back", "Mistaken."));
        var ids = (await api.Contributor.RowsAsync(import.Id)).Select(row => row.GetProperty("id").GetString()).ToArray();
        Assert.True((await api.Admin.RemoveAsync($"/v1/claims/{ids[0]}?reason=By+order", ("If-Match", "*"))).Message.IsSuccessStatusCode);
        Assert.True((await api.Editor.SendJsonAsync($"/v1/claims/{ids[1]}/retract", """{"reason":"Mistaken."}""", ("If-Match", "*"))).Message.IsSuccessStatusCode);

        var again = await api.Contributor.ImportAsync(Row("down", "Secret.") + "\n" + Row("back", "Mistaken.") + "\n" + Row("back", "Corrected."));

        Assert.Equal("0 0 1 0 2", again.Counts());
        Assert.DoesNotContain("Secret", again.Body.ToString(), StringComparison.Ordinal);
        Assert.Equal(["gone", "conflict"], again.Body.GetProperty("failures").EnumerateArray().Select(row => row.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_reference_that_several_claims_answer_to_asks_for_their_source()
    {
        var import = await api.Contributor.ImportAsync($$"""
            {"record":"claim","source":"cnn","externalId":"{{file}}","text":"One."}
            {"record":"claim","source":"bbc-news","externalId":"{{file}}","text":"Other."}
            {"record":"link","from":"{{file}}","to":"inq-1","relation":"context","rationale":"Which?"}
            {"record":"link","from":{"source":"cnn","externalId":"{{file}}"},"to":"inq-1","relation":"context","rationale":"That one."}
            """);

        Assert.Equal(("3 0 0 0 1", "3 unknown-reference $.from"), (import.Counts(), import.Failure()));
    }

    [Fact]
    public async Task An_import_that_has_ended_stays_as_it_is_when_it_is_stopped()
    {
        var import = await api.Contributor.ImportAsync($$"""{"record":"claim","source":"cnn","externalId":"{{file}}","text":"Done."}""");

        Assert.Equal("completed", (await api.Contributor.RemoveAsync($"/v1/imports/{import.Id}")).Text("state"));
        Assert.Equal(HttpStatusCode.NotFound, (await api.Admin.RemoveAsync($"/v1/imports/{Guid.Empty}")).Status);
        Assert.Contains((await api.Contributor.ReadAsync("/v1/imports?state=completed")).Items, item => item.GetProperty("id").GetGuid() == import.Id);
    }
}
