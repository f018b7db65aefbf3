using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClaimCheck.Domain.Sources;

/// <summary>A source's address in words: lower-case ASCII letters and digits in groups joined by single hyphens.</summary>
public static partial class Slug
{
    /// <summary>The shape, for validators and the OpenAPI document.</summary>
    public const string Pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    /// <summary>The longest slug, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Whether the text has the shape of a slug. A text in the shape of a UUID does not: it would hide behind ids.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length <= MaxLength && Shape().IsMatch(text) && !text.EndsWith('\n') && !Guid.TryParseExact(text, "D", out _);

    /// <summary>A slug made of a name: accents folded, everything else but letters and digits a hyphen. Null where nothing is left.</summary>
    public static string? FromName(string name)
    {
        var letters = new StringBuilder();

        // U+FFFE is no character, and the one code point that cannot be normalised.
        foreach (var c in name.Replace('\ufffe', '-').Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                letters.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                letters.Append('-');
            }
        }

        var slug = string.Join('-', letters.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries));
        slug = slug.Length > MaxLength ? slug[..MaxLength].TrimEnd('-') : slug;
        return IsWellFormed(slug) ? slug : null;
    }

    [GeneratedRegex(Pattern)]
    private static partial Regex Shape();
}
