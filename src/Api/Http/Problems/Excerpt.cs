using System.Text;

namespace ClaimCheck.Api.Http;

/// <summary>Input that is quoted back: never more than eighty characters, never a control or formatting character.</summary>
internal static class Excerpt
{
    private const int Most = 80;

    internal static string Of(ReadOnlySpan<char> text)
    {
        var excerpt = new StringBuilder(Math.Min(text.Length, Most) + 3);
        var taken = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (taken++ == Most)
            {
                return excerpt.Append("...").ToString();
            }

            excerpt.Append(IsVisible(rune) ? rune.ToString() : "?");
        }

        return excerpt.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        System.Globalization.UnicodeCategory.Control or
        System.Globalization.UnicodeCategory.Format or
        System.Globalization.UnicodeCategory.LineSeparator or
        System.Globalization.UnicodeCategory.ParagraphSeparator or
        System.Globalization.UnicodeCategory.PrivateUse or
        System.Globalization.UnicodeCategory.OtherNotAssigned);
}
