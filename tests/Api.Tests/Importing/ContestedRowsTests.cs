using System.Text.Json;
using System.Text.RegularExpressions;
using ClaimCheck.Data.Importing;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>Rows that want what is somebody else's, or speak of what is gone: they fail, say why, and stop nobody.</summary>
public sealed partial class ContestedRowsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData(",\"externalId\":\"one\"")]
    public async Task A_source_that_is_called_otherwise_elsewhere_is_another_one(string known)
    {
        const string Paper = """{"record":"source","slug":"named-paper?","name":"Paper","kind":"blog"!}""";
        var paper = Paper.Replace("?", known.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("1 0 0 0 0", (await api.Editor.ImportAsync(paper.Replace("!", known, StringComparison.Ordinal))).Counts());

        var renamed = await api.Editor.ImportAsync(paper.Replace("!", ",\"externalId\":\"another\"", StringComparison.Ordinal));

        Assert.Equal(("0 0 0 0 1", "1 conflict -"), (renamed.Counts(), renamed.Failure()));
        Assert.Equal("0 0 1 0 0", (await api.Editor.ImportAsync(paper.Replace("!", "", StringComparison.Ordinal))).Counts());
    }

    [Fact]
    public async Task An_article_with_the_id_of_another_sources_article_fails_and_the_others_are_stored()
    {
        const string Rows = """
            {"record":"source","slug":"first-paper","name":"First","kind":"blog"}
            {"record":"source","slug":"second-paper","name":"Second","kind":"blog"}
            {"record":"article","source":"first-paper","id":"0192aaaa-0000-7000-8000-000000000001","title":"Mine"}
            {"record":"article","source":"second-paper","id":"0192aaaa-0000-7000-8000-000000000001","title":"Mine too"}
            {"record":"article","source":"second-paper","externalId":"a-1","title":"Another"}
            """;

        var import = await api.Admin.ImportAsync(Rows).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(("4 0 0 0 1", "4 conflict -"), (import.Counts(), import.Failure()));
    }

    [Fact]
    public async Task What_is_said_of_a_claim_that_was_taken_down_fails_and_is_not_kept()
    {
        var made = await api.Admin.ImportAsync("""
            {"record":"source","slug":"gone-paper","name":"Paper","kind":"blog"}
            {"record":"claim","source":"gone-paper","externalId":"gone-1","text":"The first."}
            {"record":"claim","source":"gone-paper","externalId":"gone-2","text":"The second."}
            """);
        var claim = (await api.Admin.RowsAsync(made.Id))[1].GetProperty("id").GetString();
        await api.Admin.RemoveAsync($"/v1/claims/{claim}?reason=An+order");

        var import = await api.Admin.ImportAsync($$"""
            {"record":"link","from":"gone-2","to":"{{claim}}","relation":"contradicts","rationale":"Quotes its words."}
            {"record":"assessment","claim":"{{claim}}","ratingText":"False","normalized":"false","author":{"name":"Desk"},"summary":"Quotes its words."}
            """);

        Assert.Equal("0 0 0 0 2", import.Counts());
        var rows = await api.Admin.RowsAsync(import.Id);
        Assert.All(rows, row => Assert.Equal("gone", row.GetProperty("code").GetString()));
        Assert.DoesNotContain("Quotes its words", JsonSerializer.Serialize(rows), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"record":"source","slug":"two-minds","name":"?","kind":"blog"}""", "One", "Other")]
    [InlineData("""{"record":"ratingScale","slug":"two-minds","name":"?","labels":[{"text":"Yes","normalized":"true"}]}""", "One", "Other")]
    [InlineData("""{"record":"article","source":"cnn","externalId":"two-minds","title":"?"}""", "One", "Other")]
    [InlineData("""{"record":"claim","source":"cnn","externalId":"two-minds","text":"?"}""", "One", "Other")]
    [InlineData("""{"record":"assessment","claim":"o1-1","ratingText":"?","normalized":"mixture","author":{"name":"Of two minds"},"reviewUrl":"https://facts.example.com/two-minds"}""", "False", "True")]
    [InlineData("""{"record":"claimReviewPage","pageUrl":"https://pages.example/two-minds","claimReviewMarkups":[{"claimReviewed":"One.","rating":{"textualRating":"?"}}]}""", "False", "True")]
    [InlineData("""{"record":"originJudgement","a":{"descriptor":"of two minds","relay":"cnn"},"b":{"descriptor":"another","relay":"bbc-news"},"verdict":"same","rationale":"?"}""", "One", "Other")]
    public async Task Of_two_rows_that_say_different_things_of_one_record_the_later_one_fails(string row, string first, string second)
    {
        var rows = new[] { first, second }.Select(word => row.Replace("?", word, StringComparison.Ordinal));

        var import = await api.Admin.ImportAsync(string.Join('\n', rows));

        Assert.Equal(("1 0 0 0 1", "2 conflict -"), (import.Counts(), import.Failure()));
    }

    [Fact]
    public async Task A_row_that_contradicts_one_of_an_earlier_part_of_the_file_fails_too()
    {
        // What stands between them fills a part.
        string[] rows =
        [
            """{"record":"source","slug":"far-apart","name":"One","kind":"blog"}""", new string('-', ImportPart.FullBytes),
            """{"record":"source","slug":"far-apart","name":"Other","kind":"blog"}""",
        ];

        var import = await api.Admin.ImportAsync(string.Join('\n', rows));

        Assert.Equal("1 0 0 0 2", import.Counts());
        Assert.Equal("One", (await api.Reader.ReadAsync("/v1/sources/far-apart")).Text("name"));
    }

    [Theory]
    [InlineData("""{"record":"assessment","id":"ASSESSMENT","claim":"contest-2","ratingText":"False","normalized":"false","author":{"name":"Contest desk"}}""")]
    [InlineData("""{"record":"link","id":"LINK","from":"contest-1","to":"contest-3","relation":"context","rationale":"Both."}""")]
    [InlineData("""{"record":"link","id":"LINK","from":"contest-1","to":"contest-2","relation":"contradicts","rationale":"Both."}""")]
    [InlineData("""{"record":"reliability","id":"0148af41-d400-7000-8000-0000000000c1","source":"bbc-news","grade":"C","rationale":"Contest.","validFrom":"2019-01-01"}""")]
    [InlineData("""{"record":"claim","id":"CLAIM","source":"bbc-news","text":"The first."}""")]
    [InlineData("""{"record":"claim","id":"CLAIM","source":"cnn","externalId":"contest-9","text":"The first."}""")]
    [InlineData("""{"record":"claim","id":"CLAIM","source":"cnn","externalId":"contest-2","text":"The second."}""")]
    public async Task A_row_with_the_id_of_something_else_is_not_told_for_it(string row)
    {
        const string Rows = """
            {"record":"claim","source":"cnn","externalId":"contest-1","text":"The first."}
            {"record":"claim","source":"cnn","externalId":"contest-2","text":"The second."}
            {"record":"claim","source":"cnn","externalId":"contest-3","text":"The third."}
            {"record":"link","from":"contest-1","to":"contest-2","relation":"context","rationale":"Both."}
            {"record":"assessment","claim":"contest-1","ratingText":"False","normalized":"false","author":{"name":"Contest desk"}}
            {"record":"reliability","id":"0148af41-d400-7000-8000-0000000000c1","source":"cnn","grade":"C","rationale":"Contest.","validFrom":"2019-01-01"}
            """;
        Assert.EndsWith(" 0 0", (await api.Admin.ImportAsync(Rows)).Counts(), StringComparison.Ordinal);
        var stored = (await api.Admin.RowsAsync((await api.Admin.ImportAsync(Rows)).Id)).Select(known => known.GetProperty("id").GetString()).ToList();
        row = row
            .Replace("CLAIM", stored[0], StringComparison.Ordinal)
            .Replace("LINK", stored[3], StringComparison.Ordinal)
            .Replace("ASSESSMENT", stored[4], StringComparison.Ordinal);

        foreach (var mode in new[] { "", "?mode=create" })
        {
            var import = await api.Admin.ImportAsync(row, mode);

            Assert.Equal(("0 0 0 0 1", "1 conflict -"), (import.Counts(), import.Failure()));
        }

        Assert.Equal("0 0 6 0 0", (await api.Admin.ImportAsync(Rows)).Counts());
    }

    [Fact]
    public async Task A_claim_is_found_by_its_source_however_many_others_have_its_externalId()
    {
        const int Namesakes = 50;
        var rows = Enumerable.Range(0, Namesakes).SelectMany(i => new[]
        {
            $$"""{"record":"source","slug":"namesake-{{i}}","name":"Namesake","kind":"blog"}""",
            $$"""{"record":"claim","source":"namesake-{{i}}","externalId":"namesake","text":"One of many."}""",
        });
        Assert.Equal($"{2 * Namesakes} 0 0 0 0", (await api.Admin.ImportAsync(string.Join('\n', rows))).Counts());

        var import = await api.Admin.ImportAsync(string.Join('\n', Enumerable.Range(0, Namesakes).Select(i =>
            $$"""{"record":"assessment","claim":{"source":"namesake-{{i}}","externalId":"namesake"},"ratingText":"False","normalized":"false","author":{"name":"Desk"} }""")));
        var vague = await api.Admin.ImportAsync("""{"record":"assessment","claim":"namesake","ratingText":"False","normalized":"false","author":{"name":"Desk"} }""");

        Assert.Equal($"{Namesakes} 0 0 0 0", import.Counts());
        Assert.Equal(("1 unknown-reference $.claim", true), (vague.Failure(), vague.Body.GetRawText().Contains("several claims", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_row_that_contradicts_another_one_names_its_line()
    {
        var between = string.Join('\n', Enumerable.Range(1, 1500).Select(i => $$"""{"record":"claim","source":"cnn","externalId":"said-{{i}}","text":"Number {{i}}."}"""));
        var import = await api.Admin.ImportAsync($$"""
            {"record":"claim","source":"cnn","externalId":"twice","text":"It is so."}
            {"record":"assessment","claim":"twice","ratingText":"False","normalized":"false","reviewUrl":"https://facts.example.com/twice","author":{"name":"Desk"} }
            {"record":"claim","source":"cnn","externalId":"twice","text":"It is not so."}
            {{between}}
            {"record":"assessment","claim":"twice","ratingText":"True","normalized":"true","reviewUrl":"https://facts.example.com/twice","author":{"name":"Desk"} }
            """);

        Assert.Equal("1502 0 0 0 2", import.Counts());
        Assert.Equal(
            ["3 line 1", "1504 line 2"],
            import.Body.GetProperty("failures").EnumerateArray().Select(row =>
                $"{row.GetProperty("line")} {LineNumber().Match(row.GetProperty("message").GetString()!).Value}"));
    }

    [GeneratedRegex(@"\bline \d+")]
    private static partial Regex LineNumber();
}
