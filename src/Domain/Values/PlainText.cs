using System.Globalization;
using System.Text;

namespace ClaimCheck.Domain.Values;

/// <summary>
/// What text may hold. Text is stored as it was sent; what could deceive a reader or break a reader's tools is refused.
/// Zero-width joiners and tag characters stay allowed: Persian and emoji need them.
/// </summary>
public static class PlainText
{
    /// <summary>The number of code points, which is what every length limit counts (and what Postgres' <c>char_length</c> gives).</summary>
    public static int Length(string text)
    {
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
        for (var i = 0; i < text.Length; i++)
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
