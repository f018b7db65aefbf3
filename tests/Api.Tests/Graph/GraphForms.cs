using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using ClaimCheck.Api.Graph;
using ClaimCheck.Api.Tests.Parsers;

namespace ClaimCheck.Api.Tests.Graph;

/// <summary>A graph as a format's own parser understood it.</summary>
/// <param name="Nodes">How many nodes there are.</param>
/// <param name="Edges">How many edges there are.</param>
internal sealed record Understood(int Nodes, int Edges);

/// <summary>Reads graphs by the formats' own parsers.</summary>
internal static class GraphForms
{
    private const string Ours = "<urn:claimcheck:ns#";
    private const string IsA = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";

    // One line of N-Quads for each edge: what stands for it, whatever else is told about it.
    private static readonly string[] EdgeQuads =
    [
        "<http://www.w3.org/ns/prov#wasAttributedTo>", "<https://schema.org/appearance>", $"{IsA} {Ours}Hop>", $"{Ours}upstream>", $"{Ours}ownedBy>",
        $"{IsA} {Ours}Link>",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What each document holds, by the parser of their format.</summary>
    internal static async Task<Understood[]> ReadAsync(GraphFormat format, params IReadOnlyList<string> documents) => format switch
    {
        GraphFormat.Json => [.. documents.Select(ReadJson)],
        GraphFormat.JsonLd => [.. (await NodeTools.ReadAsync("check-jsonld.mjs", documents)).Select(ReadQuads)],
        GraphFormat.Mermaid => [.. (await NodeTools.ReadAsync("check-mermaid.mjs", documents)).Select(ReadJson)],
        GraphFormat.GraphMl => await EachAsync(documents, ReadGraphMlAsync),
        GraphFormat.Dot => await EachAsync(documents, ReadDotAsync),
    };

    /// <summary>What an XPath expression gives of a GraphML document, whose elements are without a prefix here.</summary>
    internal static async Task<string> XPathAsync(string graphMl, string expression)
    {
        var xmllint = Installed.Find("xmllint", "libxml2-utils");
        var reading = await Installed.RunAsync(xmllint, ["--nonet", "--xpath", expression, "-"], graphMl, Stop);
        return reading.Understood().TrimEnd('\n');
    }

    /// <summary>A drawing as Graphviz lays it out.</summary>
    internal static async Task<JsonElement> DrawAsync(string dot) =>
        JsonElement.Parse((await Installed.RunAsync(Installed.Find("dot", "graphviz"), ["-Tjson"], dot, Stop)).Understood());

    internal static async Task<string> GetAsync(HttpClient client, string path, GraphFormat format)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(GraphFormats.MediaTypeOf(format)));
        using var response = await client.SendAsync(request, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, text);
        Assert.Equal(GraphFormats.MediaTypeOf(format), response.Content.Headers.ContentType?.MediaType);
        return text;
    }

    private static Understood ReadJson(string json)
    {
        var graph = JsonElement.Parse(json);
        return new(graph.GetProperty("nodes").GetArrayLength(), graph.GetProperty("edges").GetArrayLength());
    }

    private static Understood ReadQuads(string quads)
    {
        var lines = quads.Split('\n');

        // Each node has a depth, and so has the graph.
        return new(
            lines.Count(line => line.Contains($" {Ours}depth> ", StringComparison.Ordinal)) - 1,
            lines.Count(line => EdgeQuads.Any(quad => line.Contains($"> {quad} ", StringComparison.Ordinal))));
    }

    private static async Task<Understood> ReadGraphMlAsync(string document)
    {
        var counts = await XPathAsync(document, "concat(count(//*[local-name()='node']), ' ', count(//*[local-name()='edge']))");
        var names = XDocument.Parse(document).Descendants().ToLookup(element => element.Name.LocalName);
        var (keys, nodes) = (Attributes(names["key"], "id").ToHashSet(), Attributes(names["node"], "id").ToHashSet());
        Assert.Subset(keys, Attributes(names["data"], "key").ToHashSet());
        Assert.Subset(nodes, Attributes(names["edge"], "source").Concat(Attributes(names["edge"], "target")).ToHashSet());
        return Counted(counts);
    }

    private static IEnumerable<string> Attributes(IEnumerable<XElement> elements, string name) =>
        elements.Select(element => element.Attribute(name)!.Value);

    /// <summary>
    /// Counted by the program that comes with Graphviz for it and has the same parser; <c>dot</c> itself lays out whatever it reads,
    /// which takes minutes with a large graph.
    /// </summary>
    private static async Task<Understood> ReadDotAsync(string document) =>
        Counted((await Installed.RunAsync(Installed.Find("gc", "graphviz"), ["-n", "-e"], document, Stop)).Understood());

    private static Understood Counted(string numbers)
    {
        var parts = numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static async Task<Understood[]> EachAsync(IEnumerable<string> documents, Func<string, Task<Understood>> read)
    {
        var understood = new List<Understood>();
        foreach (var document in documents)
        {
            understood.Add(await read(document));
        }

        return [.. understood];
    }
}
