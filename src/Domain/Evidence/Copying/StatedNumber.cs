namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>A number that a text states of something.</summary>
/// <param name="Slot">What it is a number of: the word nearest to it, as a hash.</param>
/// <param name="Value">The number.</param>
/// <param name="IsPrecise">Whether it is so precise that two who do not know of each other would hardly both be wrong by it.</param>
/// <param name="First">The first of the two tokens, number and word.</param>
/// <param name="Last">The second of them.</param>
internal readonly record struct StatedNumber(ulong Slot, decimal Value, bool IsPrecise, int First, int Last)
{
    private const int WordsAhead = 4;
    private const int WordsBehind = 2;
    private const int PreciseDigits = 3;

    /// <summary>The same for the same number of the same thing.</summary>
    public ulong Hash => Hashes.Finish(Hashes.Combine(Slot, (ulong)Value.GetHashCode()));

    /// <summary>The numbers outside quotations, as far as it can be told what they count.</summary>
    public static IEnumerable<StatedNumber> In(Wording wording)
    {
        var tokens = wording.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] is { Kind: TokenKind.Number, Quoted: false } && SlotOf(tokens, i) is { } slot)
            {
                var value = ValueOf(wording.Text, tokens[i], out var isPrecise);
                yield return new(tokens[slot].Hash, value, isPrecise, Math.Min(i, slot), Math.Max(i, slot));
            }
        }
    }

    /// <summary>
    /// Whether a number speaks against a precise one of the same thing: it is of its size, but neither the same nor the same
    /// rounded to two digits or more, which would rather confirm it.
    /// </summary>
    /// <param name="other">The number stated elsewhere.</param>
    /// <param name="precise">The precise one.</param>
    public static bool SpeaksAgainst(decimal other, decimal precise)
    {
        if (other == precise || other < precise / 2 || other > precise * 2)
        {
            return false;
        }

        // The unit that leaves two digits of the precise one, or as many as the other one has.
        var unit = 1m;
        while (unit <= precise / 100)
        {
            unit *= 10;
        }

        while (unit > precise / 10 || other % unit != 0)
        {
            unit /= 10;
        }

        return Math.Floor(precise / unit) * unit != other && Math.Round(precise / unit, MidpointRounding.AwayFromZero) * unit != other;
    }

    private static int? SlotOf(Token[] tokens, int number)
    {
        for (var i = number + 1; i < Math.Min(tokens.Length, number + 1 + WordsAhead); i++)
        {
            if (IsName(tokens[i]))
            {
                return i;
            }
        }

        for (var i = number - 1; i >= Math.Max(0, number - WordsBehind); i--)
        {
            if (IsName(tokens[i]))
            {
                return i;
            }
        }

        return null;
    }

    private static bool IsName(Token token) => !token.Quoted && token.Kind is not (TokenKind.Number or TokenKind.Frequent);

    private static decimal ValueOf(string text, Token token, out bool isPrecise)
    {
        Span<char> digits = stackalloc char[NumberReader.MaxDigits];
        NumberReader.Read(text, token.Start, digits, out var shape);
        var (value, significant, last) = (0L, 0, 0);
        foreach (var digit in digits[..shape.Digits])
        {
            value = (value * 10) + digit - '0';
        }

        for (var rest = value; rest > 0; rest /= 10)
        {
            // Zeros at the end are what rounding leaves.
            last = significant == 0 ? (int)(rest % 10) : last;
            significant += significant > 0 || last > 0 ? 1 : 0;
        }

        // 250 and 1,250 are round numbers too, and four digits without a separator are mostly a year.
        var isRound = significant < PreciseDigits || (significant == PreciseDigits && last == 5);
        var isYear = shape is { Digits: 4, Separated: false } && value is >= 1000 and <= 2100;
        isPrecise = !isRound && !isYear;
        return value / Power(shape.Fraction);
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }
}
