using System.Globalization;
using ClaimCheck.Domain.Evidence.Copying;

namespace ClaimCheck.Domain.Matching;

/// <summary>Takes what a word is compared as.</summary>
/// <param name="word">The word.</param>
/// <param name="form">Its folded letters, valid for this call.</param>
internal delegate void TakeWord(in TextWord word, ReadOnlySpan<char> form);

/// <summary>
/// Cuts a text in normal form into words. Case, accents, apostrophes, a possessive 's, the dots of abbreviations and the way in which
/// a number is written do not tell words apart.
/// </summary>
internal static class WordReader
{
    /// <summary>The longest word that is looked at; of a longer one, its beginning.</summary>
    public const int LongestWord = 64;

    private const string Country = "usa";

    /// <summary>Reads a part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">Which part.</param>
    /// <param name="place">Where that stands.</param>
    /// <param name="take">Takes each word.</param>
    public static void Read(string text, Range part, WordPlace place, TakeWord take)
    {
        Span<char> form = stackalloc char[LongestWord];
        var (at, end) = (part.Start.GetOffset(text.Length), part.End.GetOffset(text.Length));
        while (at < end)
        {
            var kind = char.IsSurrogate(text[at]) ? KindOfPair(text, at, end) : Characters.KindOf(text[at]);
            at = kind switch
            {
                CharacterKind.Separator or CharacterKind.Ignored => at + 1,
                CharacterKind.Letter => ReadWord(text, at, end, place, form, take),
                CharacterKind.Digit => ReadNumber(text, at, end, place, form, take),
                CharacterKind.Ideograph or CharacterKind.UnspacedLetter => ReadRun(text, at, end, place, form, take),
            };
        }
    }

    // Chinese characters beyond the first 65,536 are words; emoji are not, and NFKC has made plain letters of ornate ones.
    private static CharacterKind KindOfPair(string text, int at, int end) =>
        char.IsHighSurrogate(text[at]) && at + 1 < end && char.IsLowSurrogate(text[at + 1])
            && CharUnicodeInfo.GetUnicodeCategory(text, at) == UnicodeCategory.OtherLetter
            ? CharacterKind.Ideograph
            : CharacterKind.Separator;

    private static int ReadWord(string text, int start, int end, WordPlace place, Span<char> form, TakeWord take)
    {
        var (length, at) = (0, start);
        for (; at < end; at++)
        {
            var c = text[at];
            var kind = char.IsSurrogate(c) ? CharacterKind.Separator : Characters.KindOf(c);
            if (kind is CharacterKind.Letter or CharacterKind.Digit)
            {
                Add(form, ref length, Characters.Folded(c));
            }
            else if (kind != CharacterKind.Ignored && !IsInside(text, start, at, end))
            {
                break;
            }
        }

        // What belongs to somebody is named like him.
        var letters = at;
        if (length > 2 && form[length - 1] == 's' && IsApostrophe(text[at - 2]))
        {
            length--;
            letters -= 2;
        }

        // The country, and not the pronoun.
        if (form[..length] is "us" && char.IsUpper(text[start]) && char.IsUpper(text[letters - 1]))
        {
            Country.CopyTo(form);
            length = Country.Length;
        }

        take(new TextWord(start, letters, WordKind.Word, place, char.IsUpper(text[start])), form[..length]);
        return at;
    }

    /// <summary>Whether a mark does not end the word: an apostrophe between letters, or the dot of an abbreviation such as U.S.</summary>
    private static bool IsInside(string text, int start, int at, int end)
    {
        if (at + 1 >= end || Characters.KindOf(text[at + 1]) != CharacterKind.Letter || char.IsSurrogate(text[at + 1]))
        {
            return false;
        }

        var isInitial = at == start + 1 || (at >= 2 && text[at - 2] == '.');
        return IsApostrophe(text[at]) || (text[at] == '.' && isInitial && (at + 2 >= end || text[at + 2] == '.'));
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ';

    private static int ReadNumber(string text, int start, int end, WordPlace place, Span<char> form, TakeWord take)
    {
        var at = Math.Min(NumberReader.Read(text, start, form[..NumberReader.MaxDigits], out var number), end);
        var length = number.Digits;
        if (number.Fraction > 0 && number.Fraction < length)
        {
            form[(length - number.Fraction)..length].CopyTo(form[(length - number.Fraction + 1)..]);
            form[length - number.Fraction] = '.';
            length++;
        }

        // What follows at once is a rank (118th), a magnitude (70k), or a word of its own.
        var after = at;
        while (after < end && !char.IsSurrogate(text[after]) && Characters.KindOf(text[after]) == CharacterKind.Letter)
        {
            after++;
        }

        var suffix = text.AsSpan(at, after - at);
        var magnitude = Numerals.ZerosOfSuffix(suffix);
        if (magnitude > 0 || Numerals.IsRank(suffix))
        {
            at = after;
        }
        else if (magnitude == 0)
        {
            at = Numerals.SkipMagnitude(text, at, end, out magnitude);
        }

        length = Numerals.Multiply(form, length, magnitude);
        take(new TextWord(start, at, WordKind.Number, place, false), form[..length]);
        return at;
    }

    // Where words are not marked, every two characters in a row are a word, and words overlap.
    private static int ReadRun(string text, int start, int end, WordPlace place, Span<char> form, TakeWord take)
    {
        var (previous, at, count) = (-1, start, 0);
        while (at < end)
        {
            var isPair = char.IsSurrogate(text[at]);
            var kind = isPair ? KindOfPair(text, at, end) : Characters.KindOf(text[at]);
            if (kind == CharacterKind.Ignored)
            {
                at++;
                continue;
            }

            if (kind is not (CharacterKind.Ideograph or CharacterKind.UnspacedLetter))
            {
                break;
            }

            var next = at + (isPair ? 2 : 1);
            if (previous >= 0)
            {
                Emit(previous, next, form);
            }

            (previous, at) = (at, next);
            count++;
        }

        if (count == 1)
        {
            Emit(previous, at, form);
        }

        return at;

        void Emit(int from, int to, Span<char> buffer)
        {
            var length = 0;
            foreach (var c in text.AsSpan(from, to - from))
            {
                if (char.IsSurrogate(c) || Characters.KindOf(c) != CharacterKind.Ignored)
                {
                    Add(buffer, ref length, char.IsSurrogate(c) ? c : Characters.Folded(c));
                }
            }

            take(new TextWord(from, to, WordKind.Characters, place, false), buffer[..length]);
        }
    }

    private static void Add(Span<char> form, ref int length, char c)
    {
        if (length < form.Length)
        {
            form[length++] = c;
        }
    }
}
