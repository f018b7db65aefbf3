namespace ClaimCheck.Domain.Matching;

/// <summary>
/// Takes English endings off a word, by the rules that M. F. Porter published in 1980. Words of other languages in Latin letters come
/// out shortened too, which does no harm where both sides of a comparison are.
/// </summary>
internal static class EnglishStem
{
    private const int Shortest = 3;

    private static readonly (string Ending, string Instead)[] Doubles =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Ending, string Instead)[] Singles =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    // The longest first: of several that fit, only that one counts.
    private static readonly string[] Last =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "sion", "tion", "al", "er",
        "ic", "ou",
    ];

    /// <summary>Writes the stem of a word into a buffer that is at least as long.</summary>
    /// <param name="word">Folded letters.</param>
    /// <param name="stem">Where it goes.</param>
    /// <returns>How long it is.</returns>
    public static int Write(ReadOnlySpan<char> word, Span<char> stem)
    {
        word.CopyTo(stem);
        if (word.Length < Shortest || word.ContainsAnyExceptInRange('a', 'z'))
        {
            return word.Length;
        }

        var length = Plural(stem, word.Length);
        length = PastAndParticiple(stem, length);
        if (stem[length - 1] == 'y' && HasVowel(stem[..(length - 1)]))
        {
            stem[length - 1] = 'i';
        }

        length = Replace(stem, length, Doubles);
        length = Replace(stem, length, Singles);
        length = DropLast(stem, length);
        return Tidy(stem, length);
    }

    /// <summary>The stem of a word.</summary>
    public static string Of(string word)
    {
        var stem = new char[word.Length];
        return new string(stem, 0, Write(word, stem));
    }

    private static int Plural(ReadOnlySpan<char> word, int length) => word[..length] switch
    {
        [.., 's', 's', 'e', 's'] or [.., 'i', 'e', 's'] => length - 2,
        [.., 's', 's'] => length,
        [.., 's'] => length - 1,
        _ => length,
    };

    private static int PastAndParticiple(Span<char> word, int length)
    {
        if (Ends(word, length, "eed"))
        {
            return Measure(word[..(length - 3)]) > 0 ? length - 1 : length;
        }

        var kept = length - (Ends(word, length, "ed") ? "ed".Length : 0);
        kept -= Ends(word, length, "ing") ? "ing".Length : 0;
        if (kept == length || !HasVowel(word[..kept]))
        {
            return length;
        }

        if (Ends(word, kept, "at") || Ends(word, kept, "bl") || Ends(word, kept, "iz") || (Measure(word[..kept]) == 1 && EndsShort(word[..kept])))
        {
            word[kept] = 'e';
            return kept + 1;
        }

        return EndsTwice(word[..kept]) && word[kept - 1] is not ('l' or 's' or 'z') ? kept - 1 : kept;
    }

    private static int Replace(Span<char> word, int length, (string Ending, string Instead)[] rules)
    {
        foreach (var (ending, instead) in rules)
        {
            if (Ends(word, length, ending))
            {
                var kept = length - ending.Length;
                if (Measure(word[..kept]) == 0)
                {
                    return length;
                }

                instead.CopyTo(word[kept..]);
                return kept + instead.Length;
            }
        }

        return length;
    }

    private static int DropLast(ReadOnlySpan<char> word, int length)
    {
        foreach (var ending in Last)
        {
            if (Ends(word, length, ending))
            {
                // Of -sion and -tion the first letter stays.
                var kept = length - (ending is "sion" or "tion" ? 3 : ending.Length);
                return Measure(word[..kept]) > 1 ? kept : length;
            }
        }

        return length;
    }

    private static int Tidy(ReadOnlySpan<char> word, int length)
    {
        if (word[length - 1] == 'e')
        {
            var measure = Measure(word[..(length - 1)]);
            length -= measure > 1 || (measure == 1 && !EndsShort(word[..(length - 1)])) ? 1 : 0;
        }

        return word[length - 1] == 'l' && EndsTwice(word[..length]) && Measure(word[..length]) > 1 ? length - 1 : length;
    }

    private static bool Ends(ReadOnlySpan<char> word, int length, string ending) =>
        length > ending.Length && word[..length].EndsWith(ending, StringComparison.Ordinal);

    private static bool IsConsonant(ReadOnlySpan<char> word, int at) => word[at] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => at == 0 || !IsConsonant(word, at - 1),
        _ => true,
    };

    /// <summary>How often a consonant follows a vowel.</summary>
    private static int Measure(ReadOnlySpan<char> word)
    {
        var (count, afterVowel) = (0, false);
        for (var i = 0; i < word.Length; i++)
        {
            var isConsonant = IsConsonant(word, i);
            count += isConsonant && afterVowel ? 1 : 0;
            afterVowel = !isConsonant;
        }

        return count;
    }

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!IsConsonant(word, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsTwice(ReadOnlySpan<char> word) =>
        word.Length > 1 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    /// <summary>Whether it ends like "hop": consonant, vowel, consonant, of which the last is not w, x or y.</summary>
    private static bool EndsShort(ReadOnlySpan<char> word) =>
        word.Length > 2 && IsConsonant(word, word.Length - 1) && !IsConsonant(word, word.Length - 2) && IsConsonant(word, word.Length - 3)
        && word[^1] is not ('w' or 'x' or 'y');
}
