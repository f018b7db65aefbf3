using System.Collections.Frozen;

namespace ClaimCheck.Domain.Matching;

/// <summary>What stands for a number, or multiplies one, in words.</summary>
internal static class Numerals
{
    private const int MostDigits = 18;

    private static readonly FrozenDictionary<string, int> Small = new Dictionary<string, int>
    {
        ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10, ["eleven"] = 11,
        ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17, ["eighteen"] = 18,
        ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70,
        ["eighty"] = 80, ["ninety"] = 90,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> SmallBySpan =
        Small.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The digits of a number in words; of one and two none, for they mostly do not count anything.</summary>
    public static int? ValueOf(ReadOnlySpan<char> form) => SmallBySpan.TryGetValue(form, out var value) ? value : null;

    /// <summary>How many zeros a suffix such as the k of 70k adds; 0 where it is none.</summary>
    public static int ZerosOfSuffix(ReadOnlySpan<char> suffix) => suffix switch
    {
        "k" or "K" => 3,
        "m" or "M" or "mn" or "mln" or "million" or "millions" => 6,
        "b" or "B" or "bn" or "billion" or "billions" => 9,
        "t" or "T" or "tn" or "trillion" => 12,
        _ => 0,
    };

    /// <summary>Whether a suffix makes a rank of a number, or years of one.</summary>
    public static bool IsRank(ReadOnlySpan<char> suffix) => suffix is "st" or "nd" or "rd" or "th" or "s" or "er" or "e";

    /// <summary>Passes over a word such as "million" after a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The position after the number.</param>
    /// <param name="end">Where the text ends.</param>
    /// <param name="zeros">How many zeros the word adds.</param>
    /// <returns>The position after the word, or the same where there is none.</returns>
    public static int SkipMagnitude(string text, int at, int end, out int zeros)
    {
        zeros = 0;
        if (at >= end || text[at] is not (' ' or '-' or '\u00A0'))
        {
            return at;
        }

        var after = at + 1;
        while (after < end && char.IsAsciiLetter(text[after]))
        {
            after++;
        }

        Span<char> word = stackalloc char[8];
        var length = after - at - 1;
        if (length is 0 or > 8)
        {
            return at;
        }

        text.AsSpan(at + 1, length).ToLowerInvariant(word);
        zeros = word[..length] switch
        {
            "hundred" => 2,
            "thousand" => 3,
            "million" => 6,
            "billion" or "bn" => 9,
            "trillion" => 12,
            _ => 0,
        };
        return zeros > 0 ? after : at;
    }

    /// <summary>Adds zeros to a number in digits, through its decimal point if it has one; none are left before it.</summary>
    /// <param name="form">The digits, with room behind them.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="zeros">How many to add.</param>
    /// <returns>How many there are now.</returns>
    public static int Multiply(Span<char> form, int length, int zeros)
    {
        for (; zeros > 0 && length < MostDigits; zeros--)
        {
            var point = form[..length].IndexOf('.');
            if (point < 0)
            {
                form[length++] = '0';
                continue;
            }

            form[point] = form[point + 1];
            form[point + 1] = '.';
            length -= point + 2 == length ? 1 : 0;
        }

        // Half a million is not written with a nought before it.
        var noughts = 0;
        while (noughts + 1 < length && form[noughts] == '0' && form[noughts + 1] != '.')
        {
            noughts++;
        }

        form[noughts..length].CopyTo(form);
        return length - noughts;
    }
}
