using System.Text.Json;
using ClaimCheck.Api.Graph;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Graph;

/// <summary>The claim of the story as a graph, in every form, as the form's own parser understands it.</summary>
public sealed class StoryGraphParserTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string Soleimani = $"/v1/claims/{SampleStory.IdOf("claim", "o1-1")}/graph";

    public static TheoryData<int, GraphFormat> Forms => new(
        from depth in Enumerable.Range(1, 4)
        from format in Enum.GetValues<GraphFormat>()
        select (depth, format));

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_holds_the_same_nodes_and_edges(int depth, GraphFormat format)
    {
        var json = JsonElement.Parse(await GraphForms.GetAsync(api.Reader, $"{Soleimani}?depth={depth}", GraphFormat.Json));

        var form = Assert.Single(await GraphForms.ReadAsync(format, await GraphForms.GetAsync(api.Reader, $"{Soleimani}?depth={depth}", format)));

        Assert.Equal(new(json.GetProperty("nodes").GetArrayLength(), json.GetProperty("edges").GetArrayLength()), form);
        Assert.True(form.Nodes > 12 && form.Edges > 12);
    }

    [Fact]
    public async Task GraphML_has_the_claim_with_its_text_and_its_way_from_Tehran()
    {
        var document = await GraphForms.GetAsync(api.Reader, Soleimani, GraphFormat.GraphMl);
        var claim = SampleStory.IdOf("claim", "o1-1");

        Assert.Equal(
            "Khamenei authorised General Soleimani to coordinate operations with the Americans, the Iraqis and the Kurds.",
            await GraphForms.XPathAsync(document, $"string(//*[@id='claim:{claim}']/*[@key='label'])"));
        Assert.Equal(
            $"source:{SampleStory.IdOf("source", "bbc-news")}", await GraphForms.XPathAsync(document, $"string(//*[@id='attributed:{claim}:1']/@target)"));
        Assert.Equal(
            "sources in Tehran",
            await GraphForms.XPathAsync(document, $"string(//*[local-name()='node'][@id = //*[@id='attributed:{claim}:2']/@target]/*[@key='label'])"));
        Assert.Equal("2", await GraphForms.XPathAsync(document, $"string(//*[@id='attributed:{claim}:2']/*[@key='position'])"));
    }

    [Fact]
    public async Task DOT_draws_the_claim_and_what_contradicts_it()
    {
        var drawing = await GraphForms.DrawAsync(await GraphForms.GetAsync(api.Reader, Soleimani, GraphFormat.Dot));

        var nodes = drawing.GetProperty("objects").EnumerateArray().ToList();
        var names = nodes.ConvertAll(node => node.GetProperty("name").GetString());
        var contradicts = drawing.GetProperty("edges").EnumerateArray().Single(edge => edge.GetProperty("label").GetString() == "contradicts");
        string?[] ends = [names[contradicts.GetProperty("tail").GetInt32()], names[contradicts.GetProperty("head").GetInt32()]];
        string[] expected = [$"claim:{SampleStory.IdOf("claim", "ic-5")}", $"claim:{SampleStory.IdOf("claim", "o1-1")}"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), ends.Order(StringComparer.Ordinal));
        Assert.Contains(nodes, node => node.GetProperty("label").GetString() == "“sources in Tehran”" && node.GetProperty("style").GetString() == "dashed");
    }

    [Fact]
    public async Task JSON_LD_tells_the_chain_in_the_terms_of_PROV_and_the_claim_in_those_of_schema_org()
    {
        var quads = Assert.Single(await Parsers.NodeTools.ReadAsync("check-jsonld.mjs", await GraphForms.GetAsync(api.Reader, Soleimani, GraphFormat.JsonLd)));
        var (claim, hop) = ($"<urn:uuid:{SampleStory.IdOf("claim", "o1-1")}>", $"<urn:claimcheck:hop:{SampleStory.IdOf("claim", "o1-1")}:1>");

        Assert.Contains($"{claim} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Claim> .", quads, StringComparison.Ordinal);
        Assert.Contains($"{claim} <http://www.w3.org/ns/prov#wasAttributedTo> <urn:uuid:{SampleStory.IdOf("source", "outlet-001")}> .", quads, StringComparison.Ordinal);
        Assert.Contains($"{claim} <https://schema.org/appearance> <urn:uuid:{SampleStory.IdOf("article", "outlet001-2014")}> .", quads, StringComparison.Ordinal);
        Assert.Contains($"{claim} <http://www.w3.org/ns/prov#qualifiedAttribution> {hop} .", quads, StringComparison.Ordinal);
        Assert.Contains($"{hop} <http://www.w3.org/ns/prov#agent> <urn:uuid:{SampleStory.IdOf("source", "bbc-news")}> .", quads, StringComparison.Ordinal);
        Assert.Contains("<https://schema.org/description> \"sources in Tehran\" .", quads, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mermaid_shows_whose_claim_it_is_and_through_whom_it_came()
    {
        var chart = JsonElement.Parse(Assert.Single(await Parsers.NodeTools.ReadAsync("check-mermaid.mjs", await GraphForms.GetAsync(api.Reader, Soleimani, GraphFormat.Mermaid))));

        var texts = chart.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("id").GetString()!, node => node.GetProperty("text").GetString());
        var told = chart.GetProperty("edges").EnumerateArray()
            .Select(edge => $"{texts[edge.GetProperty("from").GetString()!]} | {edge.GetProperty("text").GetString()} | {texts[edge.GetProperty("to").GetString()!]}")
            .ToList();
        Assert.Contains("BBC News | derived from | “sources in Tehran”", told);
        Assert.Contains("BBC News | owned by | BBC", told);
        Assert.Contains(told, edge => edge.StartsWith("Khamenei authorised General Soleimani", StringComparison.Ordinal) && edge.EndsWith(" | made by | Outlet 001 (site not named in the document)", StringComparison.Ordinal));
    }
}
