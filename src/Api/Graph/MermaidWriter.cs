using System.Globalization;
using System.Text;
using ClaimCheck.Domain.Graph;

namespace ClaimCheck.Api.Graph;

/// <summary>
/// Writes a Mermaid flowchart. Mermaid draws no more than 500 edges and 50,000 characters unless the page that shows it allows
/// more, so this form holds less than the others.
/// </summary>
internal static class MermaidWriter
{
    private const int LongestLabel = 80;

    /// <summary>What stays within 50,000 characters if every label is as long as it may be.</summary>
    public static GraphBounds Bounds { get; } = new(150, 200, 500);

    public static void Write(EvidenceGraph graph, Stream output)
    {
        using var mermaid = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        if (graph.LeftOut is { } leftOut)
        {
            // The title is drawn; a comment would be seen by nobody who looks at the drawing.
            mermaid.WriteLine($"---\ntitle: \"{leftOut.Statement}\"\n---");
        }

        mermaid.WriteLine("flowchart LR");
        var names = graph.Nodes.Select((node, place) => (node.Id, Name: $"n{place.ToString(CultureInfo.InvariantCulture)}")).ToDictionary();
        foreach (var node in graph.Nodes)
        {
            var label = GraphLabel.Of(node, LongestLabel, Escape);

            // A label without anything in it is a fault to the parser.
            mermaid.WriteLine($"  {names[node.Id]}{Shaped(node.Kind, label.Length > 0 ? label : " ")}");
        }

        foreach (var edge in graph.Edges)
        {
            mermaid.WriteLine($"  {names[edge.From]} -->|\"{GraphLabel.Shorten(edge.Label, LongestLabel, Escape)}\"| {names[edge.To]}");
        }
    }

    private static string Shaped(NodeKind kind, string label) => kind switch
    {
        NodeKind.Claim => $"[\"{label}\"]",
        NodeKind.Source => $"([\"{label}\"])",
        NodeKind.Unnamed => $"{{{{\"{label}\"}}}}",
        NodeKind.Article => $"[/\"{label}\"/]",
    };

    /// <summary>
    /// Everything but letters, digits and spaces out of ASCII as an entity, whether or not it means something inside quotation
    /// marks today: besides them, Mermaid looks for directives, Markdown, icons and styles in labels. Two more characters are
    /// those by which it marks entities while it parses.
    /// </summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is 'ﬂ' or '¶' || (char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter) && letter != ' '))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{(int)letter};");
            }
            else
            {
                escaped.Append(letter);
            }
        }

        return escaped.ToString();
    }
}
