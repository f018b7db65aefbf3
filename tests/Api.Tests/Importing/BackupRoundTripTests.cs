using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClaimCheck.Testing;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>A whole backup, out of one service and into another.</summary>
public sealed class BackupRoundTripTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_brought_into_an_empty_service_is_exported_from_there_byte_for_byte()
    {
        await WholeLedger.MakeAsync(api);
        await TakeDownAsync();
        var backup = await api.Admin.GetByteArrayAsync("/v1/exports/all.ndjson", Stop);
        await using var folder = new DataFolder();
        await using var service = await ServiceProcess.ServeReadyAsync(
            new Dictionary<string, string>(folder.Settings("Development")) { ["Sample__Load"] = "false", ["Suggestions__MostOpen"] = "0" });
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", folder.DevelopmentKey);

        var import = await service.Client.ImportBytesAsync(backup);

        Assert.True(import.Counts().EndsWith(" 0 0 0 0", StringComparison.Ordinal), import.Body.ToString());
        Assert.Equal("completed", import.Text("state"));
        Assert.Equal(
            Encoding.UTF8.GetString(backup), Encoding.UTF8.GetString(await service.Client.GetByteArrayAsync("/v1/exports/all.ndjson", Stop)));
        Assert.Equal($"0 0 {import.Text("rows")} 0 0", (await service.Client.ImportBytesAsync(backup)).Counts());
    }

    [Fact]
    public async Task What_was_done_to_a_record_before_is_brought_back_by_an_admin_alone()
    {
        var import = await api.Editor.ImportAsync("""
            {"record":"linkReview","id":"0148af41-d400-7000-8000-000000000001","link":"0148af41-d400-7000-8000-000000000002","decision":"rejected","reviewedBy":"A","reviewedAt":"2020-01-01T00:00:00Z"}
            {"record":"correction","assessment":"0148af41-d400-7000-8000-000000000002","version":2,"changed":["title"],"by":"A","at":"2020-01-01T00:00:00Z"}
            {"record":"sourceRetraction","id":"0148af41-d400-7000-8000-000000000003","source":"cnn","reason":"R","retractedClaims":0,"unsupportedClaims":0,"retractedBy":"A","retractedAt":"2020-01-01T00:00:00Z","version":1}
            {"record":"originJudgement","a":{"claim":"inq-1"},"b":{"claim":"inq-2"},"verdict":"same","rationale":"R","supersededAt":"2020-01-01T00:00:00Z"}
            """);

        Assert.Equal(["forbidden", "forbidden", "forbidden", "forbidden"], Codes(import));
    }

    [Fact]
    public async Task What_is_brought_back_must_be_about_something_and_say_what_it_said_before()
    {
        var rated = """{"record":"reliability","id":"0148af41-d400-7000-8000-00000000000a","source":"cnn","grade":"B","rationale":"R","validFrom":"2020-01-01","recordedAt":"2020-01-01T00:00:00Z","recordedBy":"A"}""";
        var import = await api.Admin.ImportAsync($$"""
            {{rated}}
            {"record":"reliability","source":"nobody","grade":"A","rationale":"R"}
            {"record":"linkReview","id":"0148af41-d400-7000-8000-000000000001","link":"0148af41-d400-7000-8000-000000000002","decision":"rejected","reviewedBy":"A","reviewedAt":"2020-01-01T00:00:00Z"}
            {"record":"correction","assessment":"0148af41-d400-7000-8000-000000000002","version":2,"changed":["title"],"by":"A","at":"2020-01-01T00:00:00Z"}
            {"record":"originJudgement","a":{"claim":"inq-1"},"b":{"claim":"nothing"},"verdict":"same","rationale":"R"}
            {"record":"originJudgement","a":{"descriptor":"x","relay":"cnn"},"b":{"descriptor":"y","relay":"nobody"},"verdict":"same","rationale":"R"}
            {"record":"sourceRetraction","id":"0148af41-d400-7000-8000-000000000003","source":"cnn","reason":"R","claims":[{"claim":"0148af41-d400-7000-8000-000000000004","effect":"retracted"}],"retractedClaims":1,"unsupportedClaims":0,"retractedBy":"A","retractedAt":"2020-01-01T00:00:00Z","version":1}
            """);
        var again = await api.Admin.ImportAsync(rated + "\n" + rated.Replace("\"B\"", "\"C\"", StringComparison.Ordinal));

        Assert.Equal("1 0 0 0 6", import.Counts());
        Assert.All(Codes(import), code => Assert.Equal("unknown-reference", code));
        Assert.Equal(
            ["$.source", "$.link", "$.assessment", "$.b.claim", "$.b.relay", "$.claims[0].claim"],
            import.Body.GetProperty("failures").EnumerateArray().Select(row => row.GetProperty("path").GetString()));
        Assert.Equal(("0 0 1 0 1", "2 conflict -"), (again.Counts(), again.Failure()));
    }

    [Fact]
    public async Task An_editor_brings_judgements_and_pages_as_single_writes_would_and_once_only()
    {
        const string Rows = """
            {"record":"reliability","source":"cnn","grade":"A","rationale":"Ours.","validFrom":"2021-01-01"}
            {"record":"originJudgement","a":{"claim":"dj-1"},"b":{"claim":"dj-2"},"verdict":"same","rationale":"One man."}
            {"record":"claimReviewPage","pageUrl":"https://pages.example/editor","claimReviewMarkups":[{"claimReviewed":"One.","rating":{"textualRating":"No"}}]}
            """;

        Assert.Equal("3 0 0 0 0", (await api.Editor.ImportAsync(Rows)).Counts());
        Assert.Equal("0 0 3 0 0", (await api.Editor.ImportAsync(Rows)).Counts());
        Assert.Equal("0 0 0 3 0", (await api.Editor.ImportAsync(Rows, "?mode=create")).Counts());
        Assert.Equal("0 2 1 0 0", (await api.Editor.ImportAsync(Rows.Replace("One", "Two", StringComparison.Ordinal))).Counts());
        Assert.Equal("Editor of the tests", (await api.Reader.ReadAsync("/v1/sources/cnn")).Body.GetProperty("reliability").GetProperty("recordedBy").GetString());
        var judgements = (await api.Reader.ReadAsync($"/v1/origin-judgements?claim={ClaimCheck.Data.Sample.SampleStory.IdOf("claim", "dj-1")}")).Items;
        Assert.Equal(["Two man.", "One man."], judgements.Select(judgement => judgement.GetProperty("rationale").GetString()));
        Assert.Equal([JsonValueKind.Null, JsonValueKind.String], judgements.Select(judgement => judgement.GetProperty("supersededAt").ValueKind));
    }

    [Fact]
    public async Task Links_without_the_judgements_on_them_come_back_as_judged_by_whoever_brings_them()
    {
        const string Link = """
            {"record":"link","id":"0148af41-d400-7000-8000-0000000000d1","from":"inq-1","to":"dj-1","relation":"context","status":"STATUS","method":"human","rationale":"R","proposedBy":"A","version":2,"createdAt":"2020-01-01T00:00:00Z","updatedAt":"2020-01-02T00:00:00Z"}
            """;
        const string Review = """
            {"record":"linkReview","id":"0148af41-d400-7000-8000-0000000000d2","link":"0148af41-d400-7000-8000-0000000000d1","decision":"confirmed","note":"N","reviewedBy":"A","reviewedAt":"2020-01-02T00:00:00Z"}
            """;
        foreach (var status in new[] { "rejected", "confirmed" })
        {
            var id = status == "confirmed" ? "d1" : "d3";
            var import = await api.Admin.ImportAsync(Link.Replace("STATUS", status, StringComparison.Ordinal).Replace("d1\"", $"{id}\"", StringComparison.Ordinal));

            Assert.True(import.Counts() == "1 0 0 0 0", import.Body.ToString());
            var link = await api.Reader.ReadAsync($"/v1/links/0148af41-d400-7000-8000-0000000000{id}");
            var review = Assert.Single(link.Body.GetProperty("reviews").EnumerateArray());
            Assert.Equal(
                (status, 2, status, "Admin of the tests", JsonValueKind.Null),
                (link.Text("status"), link.Version, review.GetProperty("decision").GetString(), review.GetProperty("reviewedBy").GetString(), review.GetProperty("supersededAt").ValueKind));
        }

        // The judgements may follow in a file of their own: theirs takes the place of the importer's.
        Assert.Equal("1 0 0 0 0", (await api.Admin.ImportAsync(Review)).Counts());
        var judged = await api.Reader.ReadAsync("/v1/links/0148af41-d400-7000-8000-0000000000d1");
        Assert.Equal(
            ["A"],
            judged.Body.GetProperty("reviews").EnumerateArray()
                .Where(review => review.GetProperty("supersededAt").ValueKind == JsonValueKind.Null)
                .Select(review => review.GetProperty("reviewedBy").GetString()));
    }

    private static string[] Codes(Reply import) =>
        [.. import.Body.GetProperty("failures").EnumerateArray().Select(row => row.GetProperty("code").GetString()!)];

    /// <summary>By order of law: of what hung on the claim, a backup has nothing.</summary>
    private async Task TakeDownAsync()
    {
        var fallen = (await api.Reader.ReadAsync("/v1/claims?source=debkafile")).Items[0].GetProperty("id").GetGuid();
        var taken = await api.Admin.RemoveAsync($"/v1/claims/{fallen}?reason=By+order", ("If-Match", "*"));
        Assert.True(taken.Message.IsSuccessStatusCode, taken.Body.ToString());
    }
}
