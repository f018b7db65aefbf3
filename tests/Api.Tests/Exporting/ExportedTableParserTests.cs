using System.Text.Json;
using ClaimCheck.Api.Tests.Parsers;

namespace ClaimCheck.Api.Tests.Exporting;

/// <summary>Tables, read by Python's own CSV module.</summary>
public sealed class ExportedTableParserTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // So many of these, the first, would be formulas.
    private const int Formulas = 9;

    private static readonly string[] Odd =
    [
        "=1+1", "＝cmd|' /C calc'!A0", "＋1", "－1", "＠x", "+49 30", "-5 degrees", "@desk said so", "'=1", "a,b;c", "He said \"no\", twice",
        "two\nlines", "windows\r\nlines", "ends in a quote\"", "'already quoted'", "Ж😀é\u0301", "a\tb",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Odd_texts_come_out_as_they_are_but_for_the_apostrophe_before_what_would_be_a_formula()
    {
        foreach (var (place, text) in Odd.Index())
        {
            await api.Contributor.SendJsonAsync(
                "/v1/claims", $$"""{"source":"cnn","externalId":"odd-{{place:d2}}","language":"eo","text":{{JsonSerializer.Serialize(text)}}}""");
        }

        var safe = await ReadAsync("/v1/exports/claims?format=csv&language=eo");
        var raw = await ReadAsync("/v1/exports/claims?format=csv&raw=true&language=eo");

        Assert.Equal(Odd, TextsOf(raw));
        Assert.Equal(Odd.Select((text, place) => place < Formulas ? "'" + text : text), TextsOf(safe));

        // Those that came in one instant stand in any order.
        static IEnumerable<string> TextsOf(JsonElement[] rows) => rows
            .OrderBy(row => row.GetProperty("externalId").GetString(), StringComparer.Ordinal)
            .Select(row => row.GetProperty("text").GetString()!);
    }

    [Theory]
    [InlineData("claims")]
    [InlineData("links")]
    [InlineData("sources")]
    [InlineData("articles")]
    [InlineData("assessments")]
    public async Task A_table_says_what_the_lines_say(string kind)
    {
        var rows = await ReadAsync($"/v1/exports/{kind}?format=csv&raw=true");
        var lines = (await Download.OfAsync(api.Reader, $"/v1/exports/{kind}")).Lines;

        Assert.Equal(lines.Length, rows.Length);
        foreach (var (line, row) in lines.Zip(rows))
        {
            var plain = line.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && member.Name != "record");
            Assert.All(plain.Where(member => row.TryGetProperty(member.Name, out _)), member => Assert.Equal(member.Value.ToString(), row.GetProperty(member.Name).GetString()));
            Assert.Subset(row.EnumerateObject().Select(cell => cell.Name).ToHashSet(), plain.Select(member => member.Name).ToHashSet());
        }
    }

    [Fact]
    public async Task A_chain_and_topics_are_one_cell_each()
    {
        var row = Assert.Single(await ReadAsync("/v1/exports/claims?format=csv&externalId=o1-1"));

        Assert.Equal("bbc-news > \"sources in Tehran\" (background)", row.GetProperty("attribution").GetString());
        Assert.NotEqual("", row.GetProperty("article").GetString());
    }

    private async Task<JsonElement[]> ReadAsync(string path)
    {
        var python = Installed.Find("python3", "python3");
        var download = await Download.OfAsync(api.Reader, path);
        Assert.Equal([0xEF, 0xBB, 0xBF], download.Bytes[..3]);
        var reading = await Installed.RunAsync(python, ["read-csv.py"], download.Text, Stop);
        return [.. JsonElement.Parse(reading.Understood()).EnumerateArray()];
    }
}
