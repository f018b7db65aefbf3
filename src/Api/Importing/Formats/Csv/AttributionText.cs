using System.Text;
using ClaimCheck.Api.Claims;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Attribution;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>
/// A chain of attribution in one cell, nearest first: <c>BBC News > "sources in Tehran" (background)</c>. What stands in quotes describes
/// a source that is not named; a hop may say in parentheses how the claim came from it and on what terms it spoke.
/// </summary>
internal static class AttributionText
{
    private static readonly string[] Arrows = [">", "<-", "←", "→"];

    /// <summary>Reads a chain; gives what is wrong with it, or null.</summary>
    internal static string? Read(string text, out IReadOnlyList<HopRequest> hops)
    {
        var read = new List<HopRequest>();
        hops = read;
        var rest = text.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var complaint = rest[0] is '"' or '“' or '«' ? ReadDescriptor(ref rest, read) : ReadName(ref rest, read);
            if (complaint is not null)
            {
                return complaint;
            }

            if (rest.IsEmpty)
            {
                return null;
            }

            rest = rest[ArrowAt(rest)..].TrimStart();
            if (rest.IsEmpty)
            {
                return "must not end in an arrow";
            }
        }

        return null;
    }

    /// <summary>A chain as <see cref="Read"/> reads it. What a cell has no room for, quotes and upstream claims, is left out.</summary>
    internal static string Write(IEnumerable<(string? Source, string? Descriptor, AttributionRelation Relation, OnRecord OnRecord)> hops)
    {
        var text = new StringBuilder();
        foreach (var (source, descriptor, relation, onRecord) in hops)
        {
            text.Append(text.Length > 0 ? " > " : string.Empty)
                .Append(source ?? $"\"{descriptor?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            var words = new List<string>();
            if (relation != AttributionRelation.DerivedFrom)
            {
                words.Add(Words<AttributionRelation>.Of(relation));
            }

            if (onRecord != OnRecord.Unknown)
            {
                words.Add(Words<OnRecord>.Of(onRecord));
            }

            text.Append(words.Count > 0 ? $" ({string.Join(", ", words)})" : string.Empty);
        }

        return text.ToString();
    }

    private static string? ReadDescriptor(ref ReadOnlySpan<char> rest, List<HopRequest> hops)
    {
        var closing = rest[0] switch { '“' => '”', '«' => '»', _ => '"' };
        rest = rest[1..];
        var descriptor = new StringBuilder();
        while (true)
        {
            var end = rest.IndexOf(closing);
            if (end < 0)
            {
                return "has a description whose quote is never closed";
            }

            descriptor.Append(rest[..end]);
            rest = rest[(end + 1)..];
            if (rest.IsEmpty || rest[0] != closing)
            {
                break;
            }

            // Two stand for one.
            descriptor.Append(closing);
            rest = rest[1..];
        }

        rest = rest.TrimStart();
        var hop = new HopRequest(Descriptor: descriptor.ToString());
        if (rest is ['(', ..] && rest.IndexOf(')') is var close and > 0)
        {
            if (!TryQualify(rest[1..close], ref hop))
            {
                return Unknown;
            }

            rest = rest[(close + 1)..].TrimStart();
        }

        hops.Add(hop);
        return rest.IsEmpty || ArrowAt(rest) > 0 ? null : "must have > between its parts";
    }

    private static string? ReadName(ref ReadOnlySpan<char> rest, List<HopRequest> hops)
    {
        var end = EndOfName(rest);
        var name = rest[..end].Trim();
        rest = rest[end..];
        var hop = new HopRequest();
        if (name is [.., ')'] && name.LastIndexOf('(') is var open and > 0 && TryQualify(name[(open + 1)..^1], ref hop))
        {
            name = name[..open].TrimEnd();
        }

        if (name.IsEmpty)
        {
            return "must have a source or a description on both sides of each arrow";
        }

        hops.Add(hop with { Source = SourceName.ToReference(name.ToString()) });
        return null;
    }

    private static int EndOfName(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (ArrowAt(text[i..]) > 0)
            {
                return i;
            }
        }

        return text.Length;
    }

    /// <summary>How long the arrow is with which the text begins; 0 for none.</summary>
    private static int ArrowAt(ReadOnlySpan<char> text)
    {
        foreach (var arrow in Arrows)
        {
            if (text.StartsWith(arrow, StringComparison.Ordinal))
            {
                return arrow.Length;
            }
        }

        return 0;
    }

    private static bool TryQualify(ReadOnlySpan<char> words, ref HopRequest hop)
    {
        foreach (var range in words.Split(','))
        {
            var word = words[range].Trim().ToString().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
            if (Words<AttributionRelation>.TryParse(word, out var relation))
            {
                hop = hop with { Relation = relation };
            }
            else if (Words<OnRecord>.TryParse(word, out var onRecord))
            {
                hop = hop with { OnRecord = onRecord };
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static string Unknown =>
        $"has something else in parentheses than {string.Join(", ", Words<AttributionRelation>.All.Concat(Words<OnRecord>.All))}";
}
