using System.Text;

namespace ClaimCheck.Domain.Values;

/// <summary>The form in which texts are compared: compatibility forms, such as ligatures and full-width letters, are one with the plain ones.</summary>
internal static class CompatibleText
{
    /// <summary>A text in Unicode NFKC; what is no character, and what ICU therefore refuses to normalise, is a space.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var isWhole = true;
        foreach (var rune in text.EnumerateRunes())
        {
            isWhole &= !IsNone(rune) && rune != Rune.ReplacementChar;
        }

        return (isWhole ? text : Spaced(text)).Normalize(NormalizationForm.FormKC);
    }

    private static string Spaced(string text)
    {
        var spaced = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            spaced.Append(IsNone(rune) ? " " : rune.ToString());
        }

        return spaced.ToString();
    }

    private static bool IsNone(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
