using System.Buffers;
using System.Globalization;
using System.Text;

namespace ClaimCheck.Domain.Values;

/// <summary>
/// What text may hold. Text is stored as it was sent; what could deceive a reader or break a reader's tools is refused.
/// Zero-width joiners and tag characters stay allowed: Persian and emoji need them.
/// </summary>
public static class PlainText
{
    /// <summary>The characters that may be refused, depending, of surrogates, on what stands beside them.</summary>
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => char.IsSurrogate(c) || Refusal($"{c}", 0) is not null)]);

    /// <summary>The number of code points, which is what every length limit counts (and what Postgres' <c>char_length</c> gives).</summary>
    public static int Length(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return text.Length;
        }

        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    /// <summary>Whether nothing is left once white space and invisible format characters are taken away.</summary>
    public static bool IsBlank(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first character that text may not hold, by its code point (such as <c>U+202E</c>) with what it is; null if there is none.</summary>
    public static string? FirstRefused(string text)
    {
        // Nearly every text is made of characters that need no second look.
        var begin = text.AsSpan().IndexOfAny(Suspicious);
        for (var i = begin < 0 ? text.Length : begin; i < text.Length; i++)
        {
            if (Refusal(text, i) is { } what)
            {
                return $"U+{(int)text[i]:X4} ({what}) at position {i}";
            }
        }

        return null;
    }

    private static string? Refusal(string text, int i) => text[i] switch
    {
        '\t' or '\n' or '\r' => null,
        '\0' => "NUL",
        < ' ' or (>= '\u007f' and <= '\u009f') => "control character",
        (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => "bidirectional override or isolate",
        _ when char.IsHighSurrogate(text[i]) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) => "unpaired surrogate",
        _ when char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1])) => "unpaired surrogate",
        _ => null,
    };
}
