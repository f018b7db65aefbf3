using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
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
    public async Task A_row_that_fails_costs_that_row_only_and_comes_back_as_it_was_sent_with_the_reason()
    {
        var import = await api.Contributor.ImportAsync($$"""
            {"record":"claim","source":"cnn","externalId":"{{file}}-1","text":"Fine."}
            {"record":"claim","source":"{{file}}-unknown","externalId":"{{file}}-2","text":"Whose?"}
            {"record":"claim","source":"cnn","externalId":"{{file}}-3","text":""}
            nonsense
            {"record":"claim","source":"cnn","externalId":"{{file}}-4","text":"Fine as well."}
            """);

        Assert.Equal("2 0 0 0 3", import.Counts());
        var failed = await api.Contributor.RowsAsync(import.Id, "?result=failed");
        Assert.Equal([2, 3, 4], failed.Select(row => row.GetProperty("line").GetInt32()));
        Assert.Equal(("unknown-reference", "$.source"), (failed[0].GetProperty("code").GetString(), failed[0].GetProperty("path").GetString()));
        Assert.Equal($"{file}-unknown", failed[0].GetProperty("sent").GetProperty("source").GetString());
        Assert.Equal(("invalid-request", "$.text"), (failed[1].GetProperty("code").GetString(), failed[1].GetProperty("path").GetString()));
        Assert.Equal("nonsense", failed[2].GetProperty("sent").GetString());

        var lines = await api.Contributor.GetStringAsync($"/v1/imports/{import.Id}/rows?result=failed&format=ndjson", Stop);
        var again = await api.Contributor.ImportAsync(lines.Replace($"{file}-unknown", "cnn", StringComparison.Ordinal));
        Assert.Equal("1 0 0 0 2", again.Counts());
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Rows_of_a_csv_file_that_failed_come_back_with_their_columns_and_can_be_sent_again(char between)
    {
        var import = await api.Contributor.ImportAsync(
            $"source,externalId,text\r\ncnn,{file}-1,Fine.\r\n{file}-unknown,{file}-2,\"Whose then?\"\r\n".Replace(',', between), mediaType: "text/csv");

        Assert.Equal("1 0 0 0 1", import.Counts());
        Assert.Equal("3 unknown-reference source", import.Failure());
        var failed = await api.Contributor.GetStringAsync($"/v1/imports/{import.Id}/rows?result=failed&format=csv", Stop);
        var again = await api.Contributor.ImportAsync(failed.Replace($"{file}-unknown", "cnn", StringComparison.Ordinal), mediaType: "text/csv");
        Assert.Equal("1 0 0 0 0", again.Counts());
    }

    [Theory]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("csv", "text/csv")]
    public async Task A_row_that_is_no_UTF8_fails_again_until_it_is_mended(string format, string mediaType)
    {
        byte[] rows = [.. Encoding.UTF8.GetBytes($"externalId,source,text\n{file},cnn,caf"), 0xE9, .. "\n"u8];
        var import = await api.Contributor.ImportBytesAsync(rows, mediaType: "text/csv");
        Assert.Equal("2 invalid-request -", import.Failure());

        var failed = await api.Contributor.GetByteArrayAsync($"/v1/imports/{import.Id}/rows?result=failed&format={format}", Stop);
        var again = await api.Contributor.ImportBytesAsync(failed, mediaType: mediaType);

        Assert.Equal(("0 0 0 0 1", true), (again.Counts(), again.Body.GetRawText().Contains("is not valid UTF-8", StringComparison.Ordinal)));
        Assert.Empty((await api.Reader.ReadAsync($"/v1/claims?externalId={file}")).Items);
    }

    [Fact]
    public async Task Rows_come_back_as_a_table_that_a_spreadsheet_reads_and_in_which_they_are_byte_for_byte()
    {
        var import = await api.Contributor.ImportAsync($"\uFEFF\"text\";source\n\"zażółć; \"\"x\"\"\";{file}-nobody\n=1+1;\n", mediaType: "text/csv");
        Assert.Equal("0 0 0 0 2", import.Counts());

        var table = Encoding.UTF8.GetString(await api.Contributor.GetByteArrayAsync($"/v1/imports/{import.Id}/rows?format=csv", Stop));

        Assert.Equal(
            [
                "\uFEFF\"text\";source;import_line;import_result;import_code;import_column;import_message",
                $"\"zażółć; \"\"x\"\"\";{file}-nobody;2;failed;unknown-reference;source;source names no source that is known: {file}-nobody.",
                "=1+1;;3;failed;invalid-request;source;source is required.",
                "",
            ],
            table.Split("\r\n"));
    }

    [Fact]
    public async Task A_column_may_have_a_colon_in_its_name()
    {
        var import = await api.Contributor.ImportAsync($"dc:title,source,externalId\nIt rains.,cnn,{file}\n", "?columns=dc:title:text", "text/csv");

        Assert.Equal("1 0 0 0 0", import.Counts());
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
    public async Task A_gzip_body_that_was_cut_off_is_incomplete_and_stores_nothing()
    {
        var rows = string.Concat(Enumerable.Range(1, 500).Select(i => $$"""{"record":"claim","source":"cnn","externalId":"{{file}}-{{i}}","text":"Row {{RandomNumberGenerator.GetHexString(40)}}."}""" + "\n"));
        var whole = Gzip(rows);
        (string, string) gzip = ("Content-Encoding", "gzip");

        var cut = await api.Contributor.StartImportAsync(whole[..^9], headers: gzip);
        var damaged = whole.ToArray();
        damaged[whole.Length / 2] ^= 0xff;
        var broken = await api.Contributor.StartImportAsync(damaged, headers: gzip);

        foreach (var reply in new[] { cut, broken })
        {
            Assert.Equal((HttpStatusCode.BadRequest, "incomplete-import"), (reply.Status, reply.Problem));
            var import = await api.Contributor.ReadAsync($"/v1/imports/{reply.Text("importId")}");
            Assert.Equal(("incomplete", "0 0 0 0 0"), (import.Text("state"), import.Counts()));
        }

        Assert.Empty((await api.Reader.ReadAsync($"/v1/claims?externalId={file}-1")).Items);
        Assert.Equal("500 0 0 0 0", (await api.Contributor.ImportBytesAsync(whole, headers: gzip)).Counts());
    }

    [Fact]
    public async Task A_body_that_is_not_what_its_headers_announce_is_incomplete()
    {
        var row = $$"""{"record":"claim","source":"cnn","externalId":"{{file}}","text":"One row."}""";
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(row)));

        var tooFew = await api.Contributor.ImportAsync(row, headers: ("Import-Row-Count", "2"));
        var other = await api.Contributor.ImportAsync(row + " ", headers: ("Content-Digest", $"sha-256=:{digest}:"));
        var nothing = await api.Contributor.ImportAsync("\n \n");

        Assert.All([tooFew, other, nothing], reply => Assert.Equal("incomplete-import", reply.Problem));
        var import = await api.Contributor.ImportAsync(row, headers: Announced("1", digest));
        Assert.Equal("1 0 0 0 0", import.Counts());
    }

    [Theory]
    [InlineData("Import-Row-Count", "-1")]
    [InlineData("Import-Row-Count", "many")]
    [InlineData("Content-Digest", "sha-256=:AAAA:")]
    [InlineData("Content-Digest", "md5=:AAAA:")]
    public async Task A_header_that_announces_nonsense_is_refused(string name, string value) =>
        Assert.Equal("invalid-header", (await api.Contributor.StartImportAsync("{}"u8.ToArray(), headers: (name, value))).Problem);

    [Fact]
    public async Task What_is_no_import_is_refused_with_what_would_be_one()
    {
        var other = await api.Contributor.StartImportAsync("{}"u8.ToArray(), mediaType: "application/xml");
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, true), (other.Status, other.Message.Headers.Contains("Accept-Post")));
        Assert.Equal("unsupported-media-type", (await api.Contributor.StartImportAsync("{}"u8.ToArray(), mediaType: "application/x-ndjson; charset=utf-16")).Problem);
        Assert.Equal("unsupported-media-type", (await api.Contributor.StartImportAsync("{}"u8.ToArray(), headers: ("Content-Encoding", "br"))).Problem);
        Assert.Equal("invalid-query", (await api.Contributor.ImportAsync("{}", "?columns=a:b,a:c", "text/csv")).Problem);
        Assert.Equal("forbidden", (await api.Contributor.ImportAsync("{}", "?linkStatus=confirmed")).Problem);
    }

    [Fact]
    public async Task Under_an_idempotency_key_a_file_is_imported_once_and_asked_about_as_often_as_one_likes()
    {
        var row = Encoding.UTF8.GetBytes($$"""{"record":"claim","source":"cnn","externalId":"{{file}}","text":"Once."}""");
        (string, string) key = ("Idempotency-Key", RandomNumberGenerator.GetHexString(32));

        var first = await api.Contributor.StartImportAsync(row, headers: key);
        var second = await api.Contributor.StartImportAsync(row, headers: key);
        var other = await api.Contributor.StartImportAsync([.. row, (byte)' '], headers: key);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.Status, second.Status));
        Assert.Equal(first.Id, second.Id);
        Assert.Equal("idempotency-key-reused", other.Problem);
        Assert.Equal("1 0 0 0 0", (await api.Contributor.WaitForImportAsync(first.Id)).Counts());
    }

    [Fact]
    public async Task Whoever_prefers_it_is_answered_before_the_rows_are_stored_and_can_watch_them()
    {
        var reply = await api.Contributor.StartImportAsync(
            Encoding.UTF8.GetBytes($$"""{"record":"claim","source":"cnn","externalId":"{{file}}","text":"Later."}"""), headers: ("Prefer", "respond-async"));

        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        Assert.Equal($"/v1/imports/{reply.Id}", reply.Message.Headers.Location!.ToString());
        Assert.Equal("respond-async", reply.Message.Headers.GetValues("Preference-Applied").Single());
        var events = await api.Contributor.GetStringAsync($"/v1/imports/{reply.Id}/events", Stop);
        Assert.EndsWith("\n\n", events, StringComparison.Ordinal);
        Assert.Contains("event: end\ndata: {", events, StringComparison.Ordinal);
        Assert.Contains("\"created\":1", events, StringComparison.Ordinal);
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

    private static (string, string)[] Announced(string rows, string digest) =>
        [("Import-Row-Count", rows), ("Content-Digest", $"sha-256=:{digest}:")];

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
