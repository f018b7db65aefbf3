using System.Globalization;

namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// Reads a number as it stands in a text, with the separators of any country: <c>1,000,000</c>, <c>1.000.000</c>,
/// <c>1 000 000</c>, <c>10,00,000</c>, <c>1,5</c>, <c>1.5</c>. Where a single separator has three digits after it
/// (<c>1.234</c>), it is taken for thousands, which is what it mostly is in news.
/// </summary>
internal static class NumberReader
{
    /// <summary>The most digits told apart; what is longer is no quantity.</summary>
    public const int MaxDigits = 18;

    private const int MaxGroups = 6;

    /// <summary>Reads the number that begins here.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where its first digit stands.</param>
    /// <param name="digits">Its digits in ASCII, without separators; as many as are returned.</param>
    /// <param name="number">What was read.</param>
    /// <returns>The position after it.</returns>
    public static int Read(string text, int start, Span<char> digits, out NumberShape number)
    {
        Span<int> ends = stackalloc int[MaxGroups];
        Span<char> separators = stackalloc char[MaxGroups];
        ends[0] = EndOfDigits(text, start);
        var groups = 1;
        while (groups < MaxGroups && Continues(text, ends[groups - 1]))
        {
            separators[groups] = text[ends[groups - 1]];
            ends[groups] = EndOfDigits(text, ends[groups - 1] + 1);
            groups++;
        }

        // A date or a version number is read as several numbers.
        if (groups > 1 && !IsNumber(text, start, ends[..groups], separators[..groups]))
        {
            groups = 1;
        }

        var hasFraction = groups > 1 && !IsThousands(text, start, ends[..groups], separators[..groups]);
        var (count, fraction) = (0, 0);
        for (var i = start; i < ends[groups - 1] && count < digits.Length; i++)
        {
            if (Characters.KindOf(text[i]) == CharacterKind.Digit)
            {
                digits[count++] = Characters.Folded(text[i]);
                fraction += hasFraction && i > ends[groups - 2] ? 1 : 0;
            }
        }

        while (fraction > 0 && digits[count - 1] == '0')
        {
            count--;
            fraction--;
        }

        number = new NumberShape(count, fraction, groups > 1);
        return ends[groups - 1];
    }

    private static bool Continues(string text, int at) =>
        at + 1 < text.Length && text[at] is ',' or '.' or ' ' or '\'' or '’' or '٬' or '٫' && Characters.KindOf(text[at + 1]) == CharacterKind.Digit;

    private static int EndOfDigits(string text, int at)
    {
        while (at < text.Length && Characters.KindOf(text[at]) == CharacterKind.Digit)
        {
            at++;
        }

        return at;
    }

    private static bool IsNumber(string text, int start, ReadOnlySpan<int> ends, ReadOnlySpan<char> separators)
    {
        if (IsThousands(text, start, ends, separators))
        {
            return true;
        }

        var last = separators[^1];
        return last is ',' or '.' or '٫'
            && (ends.Length == 2 || (separators[^2] != last && IsThousands(text, start, ends[..^1], separators[..^1])));
    }

    private static bool IsThousands(string text, int start, ReadOnlySpan<int> ends, ReadOnlySpan<char> separators)
    {
        if (ends[0] - start > 3 || text[start] == '0' || separators[^1] == '٫')
        {
            return false;
        }

        for (var i = 1; i < ends.Length; i++)
        {
            // In India the groups before the last have two digits.
            var length = ends[i] - ends[i - 1] - 1;
            var fits = length == 3 || (length == 2 && i < ends.Length - 1 && separators[i] == ',' && ends[0] - start <= 2);
            if (!fits || separators[i] != separators[1])
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>How a number was written.</summary>
/// <param name="Digits">How many digits it has.</param>
/// <param name="Fraction">How many of them stand after the decimal sign.</param>
/// <param name="Separated">Whether it was written with separators, which years never are.</param>
internal readonly record struct NumberShape(int Digits, int Fraction, bool Separated)
{
    private const int PreciseDigits = 3;
    private const int FirstYear = 1000;
    private const int LastYear = 2100;

    /// <summary>Whether it is so precise that two writers hardly guess or round to it alike.</summary>
    /// <param name="digits">Its digits.</param>
    public bool IsPrecise(ReadOnlySpan<char> digits)
    {
        // Zeros at the end are what rounding leaves, and 250 and 1,250 are round numbers too.
        var significant = digits[..Digits].Trim('0');
        var isRound = significant.Length < PreciseDigits || (significant.Length == PreciseDigits && significant[^1] == '5');
        return !isRound && !IsYear(digits[..Digits]);
    }

    private bool IsYear(ReadOnlySpan<char> digits) =>
        !Separated && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= FirstYear and <= LastYear;
}
