namespace ClaimCheck.Api.Tests.Importing;

/// <summary>A file that is stored together or not at all: its rows count on those before them, which nobody else sees yet.</summary>
public sealed class OneTransactionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Confirmed = """
        {"record":"claim","source":"bbc-news","externalId":"together-1","basis":"witnessed","text":"The old lighthouse burnt down on Friday night."}
        {"record":"claim","source":"washington-post","externalId":"together-2","basis":"witnessed","text":"Our reporter watched a fire at sea take the beacon."}
        {"record":"link","from":"together-1","to":"together-2","relation":"restates","rationale":"The same.","status":"confirmed"}
        {"record":"assessment","claim":"together-1","state":"published","ratingText":"True","normalized":"true","credibility":1,"reviewUrl":"https://facts.example.com/together","author":{"name":"Desk"}}
        """;

    [Theory]
    [InlineData("?mode=dry_run")]
    [InlineData("?onError=abort")]
    public async Task A_verdict_is_confirmed_by_what_comes_before_it_in_the_file(string query)
    {
        var import = await api.Editor.ImportAsync(Confirmed.Replace("together", $"together{query.Length}", StringComparison.Ordinal), query);

        Assert.True(import.Counts() == "4 0 0 0 0", import.Body.ToString());
    }

    [Fact]
    public async Task A_judgement_shakes_a_verdict_that_comes_before_it_in_the_file()
    {
        var import = await api.Editor.ImportAsync(
            Confirmed.Replace("together", "shaken", StringComparison.Ordinal)
            + "\n" + """{"record":"originJudgement","a":{"claim":"shaken-1"},"b":{"claim":"shaken-2"},"verdict":"same","rationale":"One man told both."}""",
            "?onError=abort");

        Assert.True(import.Counts() == "5 0 0 0 0", import.Body.ToString());
        var assessment = (await api.Editor.RowsAsync(import.Id))[3].GetProperty("id").GetGuid();
        Assert.Contains("judged anew", (await api.Reader.ReadAsync($"/v1/assessments/{assessment}")).Text("needsReview"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_that_too_few_origins_confirm_is_refused_and_names_its_claim()
    {
        var alone = Confirmed.Replace("together", "alone", StringComparison.Ordinal).Split('\n').Where(row => !row.Contains("\"link\"", StringComparison.Ordinal));

        var import = await api.Editor.ImportAsync(string.Join('\n', alone));

        var rows = await api.Editor.RowsAsync(import.Id);
        var failed = Assert.Single(rows, row => row.GetProperty("result").GetString() == "failed");
        Assert.Equal("not-corroborated", failed.GetProperty("code").GetString());
        Assert.Contains($"/v1/claims/{rows[0].GetProperty("id").GetString()}/evidence", failed.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?onError=abort")]
    [InlineData("?onError=abort&mode=dry_run")]
    public async Task A_trial_says_of_a_file_with_a_bad_row_what_becomes_of_it(string query)
    {
        var import = await api.Editor.ImportAsync(
            """
            {"record":"claim","source":"bbc-news","externalId":"trial-1","text":"Fine."}
            {"record":"claim","source":"bbc-news","externalId":"trial-2"}
            """,
            query);

        Assert.Equal(("failed", "0 0 0 1 1"), (import.Text("state"), import.Counts()));
        Assert.Equal(["skipped", "failed"], (await api.Editor.RowsAsync(import.Id)).Select(row => row.GetProperty("result").GetString()));
    }
}
