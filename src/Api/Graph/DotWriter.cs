using System.Text;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Graph;

namespace ClaimCheck.Api.Graph;

/// <summary>Writes DOT, the language of Graphviz.</summary>
internal static class DotWriter
{
    private const int LongestLabel = 160;
    private const int LongestLine = 40;

    public static void Write(EvidenceGraph graph, Stream output)
    {
        using var dot = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        dot.WriteLine($"digraph {Quoted($"claim:{graph.Root}")} {{");
        dot.WriteLine("  graph [rankdir=LR];");
        if (graph.LeftOut is { } leftOut)
        {
            dot.WriteLine($"  graph [label={Drawn(GraphLabel.Shorten(leftOut.Statement, int.MaxValue, EscapeLabel))}];");
        }

        foreach (var node in graph.Nodes)
        {
            dot.WriteLine($"  {Quoted(node.Id)} [label={Drawn(GraphLabel.Of(node, LongestLabel, EscapeLabel))}, {ShapeOf(node)}{Rest(GraphAttributes.Of(node))}];");
        }

        foreach (var edge in graph.Edges)
        {
            dot.WriteLine($"  {Quoted(edge.From)} -> {Quoted(edge.To)} [label={Drawn(EscapeLabel(edge.Label))}{Rest(GraphAttributes.Of(edge))}];");
        }

        dot.WriteLine("}");
    }

    private static string ShapeOf(GraphNode node) => node.Kind switch
    {
        NodeKind.Claim => node.Claim!.Status == ClaimStatus.Active ? "shape=box" : "shape=box, style=dashed",
        NodeKind.Source => "shape=ellipse",
        NodeKind.Unnamed => "shape=ellipse, style=dashed",
        NodeKind.Article => "shape=note",
    };

    private static string Rest(IEnumerable<(string Name, string Value)> attributes) =>
        string.Concat(attributes.Select(attribute => $", {attribute.Name}={Quoted(attribute.Value)}"));

    /// <summary>An escaped label, broken between words into lines that a drawing bears.</summary>
    private static string Drawn(string label)
    {
        var lines = new StringBuilder("\"");
        var length = 0;
        foreach (var word in label.Split(' '))
        {
            if (length > 0)
            {
                var fits = length + 1 + word.Length <= LongestLine;
                lines.Append(fits ? " " : "\\n");
                length = fits ? length + 1 : 0;
            }

            lines.Append(word);
            length += word.Length;
        }

        return lines.Append('"').ToString();
    }

    /// <summary>In a label a backslash begins an escape such as <c>\N</c>, and an ampersand an entity.</summary>
    private static string EscapeLabel(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal);

    /// <summary>
    /// Outside labels only a quotation mark has to be escaped, and there is no way to end a text with a backslash, or to have one
    /// before a quotation mark: a doubled one stands there.
    /// </summary>
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
