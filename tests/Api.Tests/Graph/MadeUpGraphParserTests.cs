using System.Text.Json;
using ClaimCheck.Api.Graph;
using ClaimCheck.Api.Tests.Parsers;
using ClaimCheck.Domain.Graph;

namespace ClaimCheck.Api.Tests.Graph;

/// <summary>What stands in a ledger is read by the formats' own parsers as what it is, whatever it is.</summary>
public sealed class MadeUpGraphParserTests
{
    private static readonly EvidenceGraph[] OfNastyTexts =
        [.. MadeUpGraphs.Nasty.Select(text => EvidenceGraph.Of(MadeUpGraphs.Saying(text, "somebody"), GraphBounds.Standard))];

    public static TheoryData<GraphFormat> Formats => [.. Enum.GetValues<GraphFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_text_can_mean_nothing_to_a_format(GraphFormat format)
    {
        var forms = await GraphForms.ReadAsync(format, [.. OfNastyTexts.Select(graph => MadeUpGraphs.Write(graph, format))]);

        Assert.All(forms, form => Assert.Equal(new Understood(4, 3), form));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Random_ledgers_are_read_with_as_many_nodes_and_edges_as_they_have(GraphFormat format)
    {
        var graphs = Enumerable.Range(1, 40).Select(seed => EvidenceGraph.Of(MadeUpGraphs.Random(seed), GraphFormats.BoundsOf(format))).ToList();

        var forms = await GraphForms.ReadAsync(format, [.. graphs.Select(graph => MadeUpGraphs.Write(graph, format))]);

        Assert.Equal(graphs.Select(graph => new Understood(graph.Nodes.Count, graph.Edges.Count)), forms);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_graph_that_is_too_large_is_cut_and_says_so(GraphFormat format)
    {
        var bounds = GraphFormats.BoundsOf(format);
        var graph = EvidenceGraph.Of(MadeUpGraphs.Cluster(others: 1_500), bounds);
        var document = MadeUpGraphs.Write(graph, format);

        var form = Assert.Single(await GraphForms.ReadAsync(format, document));

        Assert.Equal(new(graph.Nodes.Count, graph.Edges.Count), form);
        Assert.InRange(form.Nodes, bounds.MostClaims, bounds.MostNodes);
        Assert.InRange(form.Edges, 1, bounds.MostEdges);
        Assert.Contains(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at least {1_501 - bounds.MostClaims:N0} claims"),
            document.Replace("\\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GraphML_gives_every_text_back_whole()
    {
        foreach (var (text, graph) in MadeUpGraphs.Nasty.Zip(OfNastyTexts))
        {
            var label = await GraphForms.XPathAsync(MadeUpGraphs.Write(graph, GraphFormat.GraphMl), $"string(//*[@id='{graph.Nodes[0].Id}']/*[@key='label'])");

            Assert.Equal(text.Replace('\uffff', '\ufffd').TrimEnd('\n'), label);
        }
    }

    [Fact]
    public async Task JSON_LD_gives_every_text_back_whole()
    {
        var documents = OfNastyTexts.Select(graph => MadeUpGraphs.Write(graph, GraphFormat.JsonLd)).ToList();

        var quads = await NodeTools.ReadAsync("check-jsonld.mjs", documents);

        Assert.All(MadeUpGraphs.Nasty.Zip(quads), pair => Assert.Contains(
            $"<https://schema.org/text> \"{AsNQuads(pair.First)}\" .", pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Graphviz_draws_the_text_as_it_stands()
    {
        foreach (var (text, graph) in MadeUpGraphs.Nasty.Zip(OfNastyTexts))
        {
            var drawing = await GraphForms.DrawAsync(MadeUpGraphs.Write(graph, GraphFormat.Dot));

            var node = drawing.GetProperty("objects").EnumerateArray().Single(node => node.GetProperty("name").GetString() == graph.Nodes[0].Id);
            var drawn = node.GetProperty("_ldraw_").EnumerateArray().Where(step => step.GetProperty("op").GetString() == "T").Select(step => step.GetProperty("text").GetString());
            AssertShown(text, " (superseded)", string.Join(' ', drawn));
        }
    }

    [Fact]
    public async Task Mermaid_shows_the_text_as_it_stands()
    {
        var charts = await NodeTools.ReadAsync("check-mermaid.mjs", [.. OfNastyTexts.Select(graph => MadeUpGraphs.Write(graph, GraphFormat.Mermaid))]);

        Assert.All(MadeUpGraphs.Nasty.Zip(charts), pair =>
            AssertShown(pair.First, " (superseded)", JsonElement.Parse(pair.Second).GetProperty("nodes")[0].GetProperty("text").GetString()!));
    }

    /// <summary>Holds what is shown against the text in one line, or the beginning of it.</summary>
    private static void AssertShown(string text, string rest, string shown)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.EndsWith(rest.TrimStart(), shown, StringComparison.Ordinal);
        shown = shown[..^rest.TrimStart().Length].TrimEnd();
        if (shown.EndsWith('…'))
        {
            Assert.StartsWith(shown[..^1], line, StringComparison.Ordinal);
            Assert.True(line.Length > shown.Length);
        }
        else
        {
            Assert.Equal(line, shown);
        }
    }

    private static string AsNQuads(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
}
