using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Graph;

namespace ClaimCheck.Api.Graph;

/// <summary>The forms in which a graph can be had; docs/graph.md tells of each.</summary>
public enum GraphFormat
{
    /// <summary>JSON with nodes and edges.</summary>
    Json = 1,

    /// <summary>JSON-LD, in the terms of W3C PROV-O and schema.org.</summary>
    [JsonStringEnumMemberName("jsonld")] JsonLd,

    /// <summary>GraphML, for programs that analyse graphs.</summary>
    [JsonStringEnumMemberName("graphml")] GraphMl,

    /// <summary>DOT, which Graphviz draws.</summary>
    Dot,

    /// <summary>A Mermaid flowchart, which many editors draw.</summary>
    Mermaid,
}

/// <summary>What each form is called on the wire, how much it holds and who writes it.</summary>
internal static class GraphFormats
{
    private static readonly GraphFormat[] ByPreference = Enum.GetValues<GraphFormat>();
    private static readonly string[] Offers = [.. ByPreference.Select(MediaTypeOf)];

    /// <summary>The media types, for whoever accepts none of them.</summary>
    public static string Offered { get; } = string.Join(", ", Offers);

    /// <summary>The form that <c>Accept</c> asks for; null where it allows none.</summary>
    public static GraphFormat? Accepted(HttpRequest request) => Accept.BestOf(request, Offers) is { } place ? ByPreference[place] : null;

    public static string MediaTypeOf(GraphFormat format) => format switch
    {
        GraphFormat.Json => "application/json",
        GraphFormat.JsonLd => "application/ld+json",
        GraphFormat.GraphMl => "application/graphml+xml",
        GraphFormat.Dot => "text/vnd.graphviz",
        GraphFormat.Mermaid => "text/vnd.mermaid",
    };

    /// <summary>The media type with its charset, but for JSON-LD, which has no such parameter.</summary>
    public static string ContentTypeOf(GraphFormat format) =>
        format == GraphFormat.JsonLd ? MediaTypeOf(format) : $"{MediaTypeOf(format)}; charset=utf-8";

    public static GraphBounds BoundsOf(GraphFormat format) => format switch
    {
        GraphFormat.Json or GraphFormat.JsonLd or GraphFormat.GraphMl or GraphFormat.Dot => GraphBounds.Standard,
        GraphFormat.Mermaid => MermaidWriter.Bounds,
    };

    public static void Write(EvidenceGraph graph, GraphFormat format, Stream output)
    {
        switch (format)
        {
            case GraphFormat.Json:
                GraphResponse.Write(graph, output);
                break;
            case GraphFormat.JsonLd:
                JsonLdWriter.Write(graph, output);
                break;
            case GraphFormat.GraphMl:
                GraphMlWriter.Write(graph, output);
                break;
            case GraphFormat.Dot:
                DotWriter.Write(graph, output);
                break;
            case GraphFormat.Mermaid:
                MermaidWriter.Write(graph, output);
                break;
        }
    }
}
