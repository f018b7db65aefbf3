using System.Globalization;
using System.Text;
using ClaimCheck.Domain.Evidence.Copying;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>Cuts a text into words and numbers. Contractions are taken apart (<c>didn't</c>), abbreviations put together (<c>U.S.</c>).</summary>
internal static class TokenReader
{
    private static readonly HashSet<string> JoiningPrefixes = ["co", "re", "de", "non", "un", "pre"];
    private static readonly HashSet<string> LeftOut = ["al", "el", "mid"];

    private static readonly HashSet<string> Abbreviated =
        ["mr", "mrs", "ms", "dr", "gen", "col", "lt", "maj", "capt", "sgt", "st", "gov", "sen", "rep", "prof", "no", "jan", "feb", "aug", "sept", "oct", "nov", "dec"];

    // A claim says one thing; of a text that is longer than a few paragraphs the first ones are compared.
    private const int MostTokens = 240;

    /// <summary>The tokens of a text; of a long one, the first.</summary>
    public static List<Token> Read(string text)
    {
        text = CompatibleText.Of(text).Replace('’', '\'');
        var tokens = new List<Token>();
        var (before, isFirst) = (Break.None, true);
        for (var at = 0; at < text.Length && tokens.Count < MostTokens;)
        {
            if (char.IsDigit(text[at]))
            {
                at = ReadNumber(text, at, tokens, ref before, ref isFirst);
            }
            else if (char.IsLetter(text[at]))
            {
                at = ReadWord(text, at, tokens, ref before, ref isFirst);
            }
            else
            {
                var found = BreakOf(text, at);
                before = found > before ? found : before;
                isFirst |= found == Break.Strong && text[at] is '.' or '!' or '?' or ':';
                at++;
            }
        }

        return tokens;
    }

    private static Break BreakOf(string text, int at) => text[at] switch
    {
        ',' => Break.Comma,
        ';' or ':' or '!' or '?' or '—' or '(' or ')' or '…' => Break.Strong,
        '.' => Break.Strong,
        '–' or '-' when at > 0 && text[at - 1] == ' ' => Break.Strong,
        _ => Break.None,
    };

    private static int ReadNumber(string text, int start, List<Token> tokens, ref Break before, ref bool isFirst)
    {
        if (EndOfClock(text, start) is { } clock)
        {
            var (hours, minutes) = (int.Parse(text[start..(clock - 3)], CultureInfo.InvariantCulture), int.Parse(text[(clock - 2)..clock], CultureInfo.InvariantCulture));
            tokens.Add(new(text[start..clock], text[start..clock], before, false, isFirst, hours + (minutes / 60.0)));
            (before, isFirst) = (Break.None, false);
            return clock;
        }

        Span<char> digits = stackalloc char[NumberReader.MaxDigits];
        var end = NumberReader.Read(text, start, digits, out var shape);
        var whole = digits[..(shape.Digits - shape.Fraction)];
        var written = shape.Fraction == 0 ? whole.ToString() : $"{whole}.{digits[(shape.Digits - shape.Fraction)..shape.Digits]}";
        var value = double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;

        // 9am, 5km, 3rd: the letters are a word of their own, but for an ordinal's.
        tokens.Add(new(text[start..end], written, before, false, isFirst, value));
        (before, isFirst) = (Break.None, false);
        foreach (var ending in (ReadOnlySpan<string>)["st", "nd", "rd", "th"])
        {
            if (string.Compare(text, end, ending, 0, 2, StringComparison.OrdinalIgnoreCase) == 0 && (end + 2 == text.Length || !char.IsLetter(text[end + 2])))
            {
                return end + 2;
            }
        }

        return end;
    }

    // A time of day, such as 3:12 or 14:05.
    private static int? EndOfClock(string text, int start)
    {
        var colon = start + 1 < text.Length && char.IsAsciiDigit(text[start + 1]) ? start + 2 : start + 1;
        var end = colon + 3;
        var fits = end <= text.Length && text[colon] == ':' && char.IsAsciiDigit(text[start]) && char.IsAsciiDigit(text[colon + 1]) && char.IsAsciiDigit(text[colon + 2])
            && (end == text.Length || !char.IsDigit(text[end]));
        return fits ? end : null;
    }

    private static int ReadWord(string text, int start, List<Token> tokens, ref Break before, ref bool isFirst)
    {
        var end = EndOfAbbreviation(text, start) ?? EndOfWord(text, start);
        var written = text[start..end];
        var word = Folded(written.Replace(".", "", StringComparison.Ordinal));
        if (Abbreviated.Contains(word) && char.IsUpper(written[0]) && end < text.Length - 1 && text[end] == '.')
        {
            end++;
        }
        else if (end < text.Length - 1 && text[end] == '-')
        {
            if (JoiningPrefixes.Contains(word) && char.IsLetter(text[end + 1]))
            {
                var next = EndOfWord(text, end + 1);
                (word, end) = (word + Folded(text[(end + 1)..next]), next);
            }
            else if (char.IsUpper(written[0]) && char.IsDigit(text[end + 1]))
            {
                var next = end + 1;
                while (next < text.Length && char.IsLetterOrDigit(text[next]))
                {
                    next++;
                }

                (word, end) = (word + text[(end + 1)..next].ToLowerInvariant(), next);
            }
        }

        foreach (var part in Parts(word, written, LeftOut.Contains(word) && end < text.Length && text[end] == '-'))
        {
            tokens.Add(new(text[start..end], part, before, char.IsUpper(text[start]), isFirst, null));
            (before, isFirst) = (Break.None, false);
        }

        return end;
    }

    private static IEnumerable<string> Parts(string word, string written, bool isLeftOut)
    {
        if (isLeftOut)
        {
            return [];
        }

        if (word.EndsWith("n't", StringComparison.Ordinal))
        {
            return [word switch { "can't" => "can", "won't" => "will", "shan't" => "shall", _ => word[..^3] }, "not"];
        }

        if (word == "cannot")
        {
            return ["can", "not"];
        }

        // "US" is a country, "us" is not.
        if (word == "us" && !written.StartsWith("US", StringComparison.Ordinal) && !written.Contains('.', StringComparison.Ordinal))
        {
            return ["ourselves"];
        }

        var apostrophe = word.IndexOf('\'', StringComparison.Ordinal);
        return apostrophe switch
        {
            < 0 => [word],
            0 => [word[1..]],
            _ when word[(apostrophe + 1)..] == "ll" => [word[..apostrophe], "will"],

            // French: l'armée, d'Irak, qu'elle.
            <= 2 when word.Length - apostrophe > 2 => [word[..apostrophe], word[(apostrophe + 1)..]],
            _ => [word[..apostrophe]],
        };
    }

    private static int? EndOfAbbreviation(string text, int start)
    {
        var at = start;
        while (at + 1 < text.Length && char.IsUpper(text[at]) && text[at + 1] == '.')
        {
            at += 2;
        }

        return at >= start + 4 ? at : null;
    }

    private static int EndOfWord(string text, int start)
    {
        var at = start;
        while (at < text.Length && (char.IsLetter(text[at]) || char.GetUnicodeCategory(text[at]) == UnicodeCategory.NonSpacingMark
            || (text[at] == '\'' && at + 1 < text.Length && char.IsLetter(text[at + 1]))))
        {
            at++;
        }

        return at;
    }

    /// <summary>A word in lower case and without accents.</summary>
    public static string Folded(string word) => Ascii.IsValid(word)
        ? word.ToLowerInvariant()
        : string.Concat(word.Normalize(NormalizationForm.FormD).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
}
