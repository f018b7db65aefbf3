using System.Globalization;
using System.Text;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Graph;

namespace ClaimCheck.Api.Graph;

/// <summary>Labels of what is drawn: one line, not longer than a drawing bears.</summary>
internal static class GraphLabel
{
    private const char Cut = '…';

    /// <summary>A node's label. A claim that no longer stands says so; a descriptor is quoted, since it is nobody's name.</summary>
    /// <param name="node">The node.</param>
    /// <param name="most">How many characters (UTF-16 units) it may have when it is escaped.</param>
    /// <param name="escape">Writes a piece of text as the format has it.</param>
    public static string Of(GraphNode node, int most, Func<string, string> escape) => node.Kind switch
    {
        NodeKind.Claim when node.Claim!.Status != ClaimStatus.Active =>
            Shorten(node.Label, most, escape) + escape($" ({Words<ClaimStatus>.Of(node.Claim.Status)})"),
        NodeKind.Claim or NodeKind.Source or NodeKind.Article => Shorten(node.Label, most, escape),
        NodeKind.Unnamed => escape("“") + Shorten(node.Label, most, escape) + escape("”"),
    };

    /// <summary>A text in one line, escaped, and cut between two characters as a reader sees them (grapheme clusters).</summary>
    public static string Shorten(string text, int most, Func<string, string> escape)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var label = new StringBuilder();
        for (var place = 0; place < line.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(line.AsSpan(place));
            var piece = escape(line.Substring(place, length));
            place += length;
            if (label.Length + piece.Length > (place < line.Length ? most - 1 : most))
            {
                return label.Append(Cut).ToString();
            }

            label.Append(piece);
        }

        return label.ToString();
    }
}
