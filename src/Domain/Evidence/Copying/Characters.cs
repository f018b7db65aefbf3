using System.Globalization;
using System.Text;

namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>What a character is to a comparison of wordings.</summary>
internal enum CharacterKind
{
    /// <summary>Stands between words: white space, punctuation, symbols.</summary>
    Separator = 1,

    /// <summary>Part of a word in a script that puts spaces between words.</summary>
    Letter,

    /// <summary>A decimal digit of any script.</summary>
    Digit,

    /// <summary>Chinese characters and kana: a word is one or two of them.</summary>
    Ideograph,

    /// <summary>A letter of Thai, Lao, Khmer or Burmese, which write without spaces: a word is four or five of them.</summary>
    UnspacedLetter,

    /// <summary>Not seen at all: accents, vowel points, stretching and invisible characters.</summary>
    Ignored,
}

/// <summary>
/// One table for every UTF-16 unit: its kind, and what it is compared as. Accents and case do not tell words apart, nor do
/// spellings between which writers of one language choose freely, such as the forms of the Arabic alif.
/// </summary>
internal static class Characters
{
    // Beyond it no letter has an accent or another form that NFKC leaves: Hangul, Chinese characters.
    private const int LastComposed = 0x1FFF;

    private static readonly CharacterKind[] Kinds = new CharacterKind[char.MaxValue + 1];
    private static readonly char[] Forms = new char[char.MaxValue + 1];

    static Characters()
    {
        for (var i = 0; i <= char.MaxValue; i++)
        {
            var c = (char)i;
            Kinds[i] = Classify(c);
            Forms[i] = Kinds[i] == CharacterKind.Digit ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : Fold(c);
        }
    }

    public static CharacterKind KindOf(char c) => Kinds[c];

    public static char Folded(char c) => Forms[c];

    private static CharacterKind Classify(char c)
    {
        // Halves of a pair: nearly all are rare Chinese characters or emoji, and an emoji repeated is wording repeated.
        if (char.IsSurrogate(c))
        {
            return CharacterKind.Ideograph;
        }

        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.DecimalDigitNumber => CharacterKind.Digit,
            UnicodeCategory.Format => CharacterKind.Ignored,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark when IsAccentOrPoint(c) => CharacterKind.Ignored,
            UnicodeCategory.ModifierLetter when c == Tatweel => CharacterKind.Ignored,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => LetterKind(c),
            _ => CharacterKind.Separator,
        };
    }

    private const char Tatweel = '\u0640';

    private static bool IsAccentOrPoint(char c) => c is
        (>= '\u0300' and <= '\u036F') or (>= '\u0591' and <= '\u05C7') or (>= '\u0610' and <= '\u061A')
        or (>= '\u064B' and <= '\u065F') or '\u0670' or (>= '\u06D6' and <= '\u06ED');

    private static CharacterKind LetterKind(char c) => c switch
    {
        (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') => CharacterKind.UnspacedLetter,
        (>= '\u3005' and <= '\u3007') or (>= '\u3040' and <= '\u312F') or (>= '\u31F0' and <= '\u31FF')
            or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') => CharacterKind.Ideograph,
        _ => CharacterKind.Letter,
    };

    private static char Fold(char c)
    {
        var bare = c is > '\u007F' and <= (char)LastComposed ? c.ToString().Normalize(NormalizationForm.FormKD)[0] : c;
        return char.ToLowerInvariant(bare) switch
        {
            'ς' => 'σ',
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            'ى' or 'ی' => 'ي',
            'ک' => 'ك',
            'ة' => 'ه',
            var lower => lower,
        };
    }
}
