using System.Net;
using System.Text.Json;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>A takedown reaches the rows that failed and are kept, whatever they call what was taken down.</summary>
public sealed class TakenDownRowsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Rows_that_failed_and_name_or_quote_what_is_taken_down_are_emptied_and_others_are_not()
    {
        const string Text = "Żółw, \"the turtle\": it flies; everywhere.";
        var text = JsonSerializer.Serialize(Text);
        var made = await api.Admin.ImportAsync($$"""
            {"record":"source","slug":"emptied-paper","name":"Paper","kind":"blog"}
            {"record":"claim","source":"emptied-paper","text":{{text}}}
            {"record":"claim","source":"emptied-paper","externalId":"other-1","text":"Another."}
            {"record":"link","from":"other-1","to":"other-2","relation":"context","rationale":"Before."}
            {"record":"claim","source":"emptied-paper","externalId":"other-2","text":"A third."}
            """);
        var claim = await IdAsync(made, 1);
        var linked = await api.Admin.ImportAsync($$"""
            {"record":"link","from":"other-1","to":"{{claim}}","relation":"contradicts","rationale":"They differ."}
            {"record":"assessment","claim":"{{claim}}","ratingText":"False","normalized":"false","author":{"name":"Desk"} }
            """);
        var (link, assessment, other) = (await IdAsync(linked, 0), await IdAsync(linked, 1), await IdAsync(made, 3));
        Assert.Equal(HttpStatusCode.OK, (await api.Admin.PatchJsonAsync($"/v1/claims/{claim}", """{"text":"It was said otherwise."}""")).Status);

        var failed = await api.Admin.ImportAsync($$"""
            {"record":"claim","source":"emptied-nobody","text":{{text}}}
            {"record":"claim","source":"emptied-nobody","text":{{JsonSerializer.Serialize(Text, Relaxed)}}}
            {"record":"claim","source":"emptied-paper","text":{{text}},"language":"no language at all"}
            {"record":"link","from":"{{claim.ToString().ToUpperInvariant()}}","to":"nothing","relation":"context","rationale":"R"}
            {"record":"assessment","claim":"{{claim}}","ratingScale":"no-scale","ratingText":"False","normalized":"false","author":{"name":"Desk"} }
            {"record":"claimReview","claimReview":{"@type":"ClaimReview","claimReviewed":{{text}},"url":"nowhere"} }
            {"record":"linkReview","id":"0148af41-d400-7000-8000-0000000000b1","link":"{{link}}","decision":"perhaps","note":"As it says."}
            {"record":"correction","assessment":"{{assessment}}","version":"first"}
            {"record":"originJudgement","a":{"claim":"{{claim}}"},"b":{"claim":"nothing"},"verdict":"same","rationale":"R"}
            {"record":"claim","source":"emptied-paper","externalId":"{{await KeyAsync(claim)}}","text":""}
            {"record":"claim","text":"It was said otherwise.","source":"emptied-nobody"}
            {"record":claim,"text":{{text}},"source":"emptied-paper"}
            {"record":"linkReview","id":"0148af41-d400-7000-8000-0000000000b2","link":"{{other}}","decision":"perhaps","note":"Stays."}
            {"record":"claim","source":"emptied-nobody","text":"The turtle."}
            """);
        var table = await api.Admin.ImportAsync(
            $"source,text\nemptied-nobody,\"{Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\nemptied-nobody,Another row.\n", mediaType: "text/csv");
        Assert.Equal(("0 0 0 0 14", "0 0 0 0 2"), (failed.Counts(), table.Counts()));
        Assert.Equal(14, (await KeptAsync(failed)).Length);

        Assert.True((await api.Admin.RemoveAsync($"/v1/claims/{claim}?reason=An+order")).Message.IsSuccessStatusCode);

        var (lines, cells) = (await KeptAsync(failed), await KeptAsync(table));
        Assert.Equal([13, 14], lines);
        Assert.Equal([3], cells);
        var rows = await api.Admin.RowsAsync(failed.Id);
        Assert.All(rows[..12], row => Assert.Equal("[taken down]", row.GetProperty("message").GetString()));
        Assert.All(rows[12..], row => Assert.NotEqual("[taken down]", row.GetProperty("message").GetString()));
    }

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<Guid> IdAsync(Reply import, int place) => (await api.Admin.RowsAsync(import.Id))[place].GetProperty("id").GetGuid();

    private async Task<string> KeyAsync(Guid claim) => (await api.Admin.ReadAsync($"/v1/claims/{claim}")).Text("externalId")!;

    /// <summary>The lines of which it is still kept how they were sent.</summary>
    private async Task<int[]> KeptAsync(Reply import) =>
        [.. (await api.Admin.RowsAsync(import.Id)).Where(row => row.TryGetProperty("sent", out var sent) && sent.ValueKind != JsonValueKind.Null).Select(row => row.GetProperty("line").GetInt32())];
}
