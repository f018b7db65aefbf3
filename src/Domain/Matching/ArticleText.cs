using System.Net;
using System.Text;

namespace ClaimCheck.Domain.Matching;

/// <summary>Splits articles, plain or marked up, into sentences that know where they stand in what was sent.</summary>
public static class ArticleText
{
    private const int FewestLetters = 3;
    private const int LongestAbbreviation = 4;
    private const int LongestTag = 12;
    private const int LongestEntity = 12;

    // Between these nothing is said to readers.
    private static readonly string[] Silent = ["script", "style", "template", "noscript", "svg", "title"];

    // These stand within a sentence; every other tag ends one.
    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
        "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    };

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "st", "jr", "sr", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "rev", "hon", "prof", "pres", "no", "vs",
        "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "inc", "ltd", "co", "etc", "fig", "approx", "z", "bzw", "ca", "nr",
    };

    /// <summary>The sentences of a text; an empty line ends one, the end of a line does not.</summary>
    public static IReadOnlyList<ArticleSentence> SentencesOf(string text)
    {
        var reading = new Reading(text);
        for (var at = 0; at < text.Length; at++)
        {
            var isEmptyLine = text[at] == '\n' && IsBlankUntilNewLine(text, at + 1);
            reading.Add(isEmptyLine ? Reading.Break : text[at], at, at + 1);
        }

        return reading.Sentences();
    }

    /// <summary>The sentences of HTML: tags are passed over, and scripts, styles and comments with what is in them.</summary>
    public static IReadOnlyList<ArticleSentence> SentencesOfHtml(string html)
    {
        var reading = new Reading(html);
        for (var at = 0; at < html.Length;)
        {
            at = html[at] switch
            {
                '<' when at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!' or '?') => SkipTag(html, at, reading),
                '&' => ReadEntity(html, at, reading),
                _ => ReadCharacter(html, at, reading),
            };
        }

        return reading.Sentences();
    }

    private static bool IsBlankUntilNewLine(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r')
        {
            at++;
        }

        return at < text.Length && text[at] == '\n';
    }

    private static int ReadCharacter(string html, int at, Reading reading)
    {
        reading.Add(html[at], at, at + 1);
        return at + 1;
    }

    private static int ReadEntity(string html, int at, Reading reading)
    {
        var end = html.AsSpan(at, Math.Min(LongestEntity, html.Length - at)).IndexOf(';');
        var decoded = end < 0 ? "&" : WebUtility.HtmlDecode(html.Substring(at, end + 1));
        var after = end < 0 || decoded.StartsWith('&') && decoded.Length > 1 ? at + 1 : at + end + 1;
        if (after == at + 1)
        {
            decoded = "&";
        }

        foreach (var c in decoded)
        {
            reading.Add(c, at, after);
        }

        return after;
    }

    private static int SkipTag(string html, int at, Reading reading)
    {
        if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
        {
            var close = html.IndexOf("-->", at + 4, StringComparison.Ordinal);
            return close < 0 ? html.Length : close + 3;
        }

        var name = NameAt(html, html[at + 1] == '/' ? at + 2 : at + 1);
        var end = EndOfTag(html, at + 1);
        if (!Inline.Contains(name))
        {
            reading.Add(Reading.Break, at, end);
        }

        // Of drawings alone a slash at the end of a tag is the end of the element.
        var isEmpty = html[at + 1] == '/' || (html.AsSpan(at, end - at).EndsWith("/>", StringComparison.Ordinal) && name.Equals("svg", StringComparison.OrdinalIgnoreCase));
        return !isEmpty && Array.Exists(Silent, silent => silent.Equals(name, StringComparison.OrdinalIgnoreCase))
            ? EndOfElement(html, end, name)
            : end;
    }

    private static int EndOfElement(string html, int at, string name)
    {
        while ((at = html.IndexOf($"</{name}", at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            at += name.Length + 2;
            if (at == html.Length || !char.IsAsciiLetterOrDigit(html[at]))
            {
                return EndOfTag(html, at);
            }
        }

        return html.Length;
    }

    private static string NameAt(string html, int at)
    {
        var end = at;
        while (end < html.Length && end - at < LongestTag && char.IsAsciiLetterOrDigit(html[end]))
        {
            end++;
        }

        return html[at..end];
    }

    /// <summary>The position after a tag; a bracket in a quoted attribute does not end it.</summary>
    private static int EndOfTag(string html, int at)
    {
        var quote = '\0';
        for (; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '>')
            {
                return at + 1;
            }
        }

        return html.Length;
    }

    /// <summary>What readers see, each character with its place in what was sent.</summary>
    private sealed class Reading(string sent)
    {
        public const char Break = '\u2029';

        private readonly StringBuilder plain = new(sent.Length);
        private readonly List<(int Start, int End)> places = new(sent.Length);

        // Of the last run of dots and the like that was looked at: where it ends, and what is seen next.
        private (int End, int Next) run;

        public void Add(char c, int start, int end)
        {
            plain.Append(c);
            places.Add((start, end));
        }

        public List<ArticleSentence> Sentences()
        {
            var text = plain.ToString();
            var sentences = new List<ArticleSentence>();
            var (from, points, counted) = (0, 0, 0);
            var at = 0;
            while (at <= text.Length)
            {
                if (at < text.Length && text[at] != Break && !Ends(text, at))
                {
                    at++;
                    continue;
                }

                // Of an end the closing quotation marks belong to the sentence.
                var to = at;
                while (to < text.Length && text[to] != Break && (to == at || IsCloser(text[to]) || IsEnder(text[to])))
                {
                    to++;
                }

                AddSentence(text, from, to);
                from = to < text.Length && text[to] == Break ? to + 1 : to;
                at = Math.Max(at + 1, from);
            }

            return sentences;

            void AddSentence(string all, int first, int last)
            {
                while (first < last && char.IsWhiteSpace(all[first]))
                {
                    first++;
                }

                while (last > first && char.IsWhiteSpace(all[last - 1]))
                {
                    last--;
                }

                if (all.AsSpan(first, last - first).ToArray().Count(char.IsLetter) < FewestLetters)
                {
                    return;
                }

                var start = Points(places[first].Start);
                sentences.Add(new ArticleSentence(all[first..last], start, Points(places[last - 1].End)));
            }

            int Points(int position)
            {
                for (; counted < position; counted++)
                {
                    points += char.IsLowSurrogate(sent[counted]) && counted > 0 && char.IsHighSurrogate(sent[counted - 1]) ? 0 : 1;
                }

                return points;
            }
        }

        private static bool IsEnder(char c) => c is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '।' or '؟' or '۔';

        private static bool IsCloser(char c) => c is '"' or '\'' or '”' or '’' or '»' or ')' or ']' or '」' or '』';

        private bool Ends(string text, int at)
        {
            if (!IsEnder(text[at]))
            {
                return false;
            }

            if (text[at] is '。' or '！' or '？')
            {
                return true;
            }

            // Looked at once, and not by each of its characters: there may be half a million of them.
            if (at >= run.End)
            {
                run = RunFrom(text, at);
            }

            if (run.End < text.Length && text[run.End] != Break && !char.IsWhiteSpace(text[run.End]))
            {
                return false;
            }

            return text[at] != '.' || run.Next >= text.Length || (!char.IsLower(text[run.Next]) && !IsAbbreviation(text, at));
        }

        private static (int End, int Next) RunFrom(string text, int at)
        {
            var end = at + 1;
            while (end < text.Length && (IsCloser(text[end]) || IsEnder(text[end])))
            {
                end++;
            }

            var next = end;
            while (next < text.Length && char.IsWhiteSpace(text[next]) && text[next] != Break)
            {
                next++;
            }

            return (end, next);
        }

        /// <summary>Whether the dot belongs to an initial, or to a word that is written short.</summary>
        private static bool IsAbbreviation(string text, int dot)
        {
            var start = dot;
            while (start > 0 && char.IsLetter(text[start - 1]))
            {
                start--;
            }

            var word = text[start..dot];
            return (word.Length == 1 && char.IsUpper(word[0])) || (word.Length is > 0 and <= LongestAbbreviation + 2 && Abbreviations.Contains(word));
        }
    }
}
