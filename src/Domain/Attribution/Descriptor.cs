using System.Globalization;
using System.Text;

namespace ClaimCheck.Domain.Attribution;

/// <summary>How a source that is not named is described.</summary>
public static class Descriptor
{
    /// <summary>
    /// The form in which two descriptors read alike: compatibility forms (Unicode NFKC), case, punctuation at the ends and the
    /// width of white space do not tell one unnamed source from another. Empty where there is nothing but punctuation.
    /// </summary>
    /// <param name="descriptor">As it was recorded.</param>
    public static string KeyOf(string descriptor)
    {
        var key = new StringBuilder(descriptor.Length);
        var gap = false;

        // U+FFFE stands for nothing, may be stored all the same, and cannot be normalised.
        var spelt = descriptor.Replace("\ufffe", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormKC);
        foreach (var rune in spelt.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                gap = key.Length > 0;
                continue;
            }

            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            {
                continue;
            }

            if (gap)
            {
                key.Append(' ');
                gap = false;
            }

            key.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        return key.ToString().Trim(Punctuation);
    }

    private static readonly char[] Punctuation = [' ', '.', ',', ';', ':', '!', '?', '"', '\'', '“', '”', '‘', '’', '«', '»', '(', ')'];
}
