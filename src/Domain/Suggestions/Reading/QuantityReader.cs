namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>
/// Reads numbers, in digits and in words, with what is said of their exactness: <c>at least 5</c> allows 9, <c>about 500</c>
/// allows 487, <c>dozens</c> allow 34. What is written round is taken to be rounded.
/// </summary>
internal static class QuantityReader
{
    private const double About = 0.2;
    private const double MostRounded = 0.1;
    private const int FirstRounded = 100;

    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal)
    {
        ["zero"] = 0, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9,
        ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16,
        ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50,
        ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90,
    };

    private static readonly Dictionary<string, double> Scales = new(StringComparer.Ordinal)
    {
        ["hundred"] = 100, ["thousand"] = 1e3, ["million"] = 1e6, ["billion"] = 1e9, ["trillion"] = 1e12, ["dozen"] = 12, ["bn"] = 1e9, ["m"] = 1e6, ["mn"] = 1e6, ["k"] = 1e3,
    };

    private static readonly Dictionary<string, (double Low, double High)> Vague = new(StringComparer.Ordinal)
    {
        ["dozens"] = (20, 200), ["scores"] = (35, 300), ["hundreds"] = (120, 2500), ["thousands"] = (1000, 30_000), ["millions"] = (1e6, 1e8),
        ["several"] = (3, 15), ["handful"] = (2, 9), ["few"] = (2, 12), ["couple"] = (2, 3), ["pair"] = (2, 2), ["both"] = (2, 2),
    };

    private static readonly HashSet<string> Around =
        ["about", "around", "some", "roughly", "approximately", "approx", "circa", "estimated", "close", "perhaps", "nearly", "almost", "just"];

    private static readonly Dictionary<string, string> Measures = new(StringComparer.Ordinal)
    {
        ["percent"] = "percent", ["per"] = "percent", ["pct"] = "percent", ["am"] = "am", ["pm"] = "pm", ["clock"] = "clock",
    };

    /// <summary>Reads the number that begins at a token.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="at">Which.</param>
    /// <returns>What was read, but for the place of the next term, and after which token; null where none begins.</returns>
    public static (Quantity Quantity, int End)? Read(IReadOnlyList<Token> tokens, int at)
    {
        if (Vague.TryGetValue(tokens[at].Word, out var vague) && tokens[at].Value is null)
        {
            // Tens of thousands, hundreds of thousands.
            return (new(vague.Low, vague.High, tokens[at].Text, null, 0), at + 1);
        }

        if (tokens[at].Word.Contains(':', StringComparison.Ordinal))
        {
            return (new(tokens[at].Value!.Value, tokens[at].Value!.Value, tokens[at].Text, "clock", 0), at + 1);
        }

        if (ValueAt(tokens, at) is not var (value, end))
        {
            return null;
        }

        var high = value;
        if (end + 1 < tokens.Count && tokens[end].Word is "to" or "and" && at > 0 && (tokens[end].Word == "to" || tokens[at - 1].Word == "between")
            && ValueAt(tokens, end + 1) is var (second, after) && second > value)
        {
            (high, end) = (second, after);
        }

        string? unit = null;
        if (end < tokens.Count && Measures.TryGetValue(tokens[end].Word, out var measure) && (tokens[end].Word != "per" || (end + 1 < tokens.Count && tokens[end + 1].Word == "cent")))
        {
            unit = measure;
            end += tokens[end].Word == "per" ? 2 : 1;
        }

        var text = string.Join(' ', tokens.Skip(at).Take(end - at).Select(token => token.Text));
        var (low, top) = high > value ? (value, high) : Bounds(tokens, at, end, value);
        return (new(low, top, text, unit, 0), end);
    }

    private static (double Low, double High) Bounds(IReadOnlyList<Token> tokens, int at, int end, double value)
    {
        var one = at > 0 ? tokens[at - 1].Word : "";
        var two = at > 1 ? $"{tokens[at - 2].Word} {one}" : one;
        var three = at > 2 ? $"{tokens[at - 3].Word} {two}" : two;
        if (two is "up to" or "at most" or "less than" or "fewer than" && three is not ("no less than" or "no fewer than" or "not less than" or "not fewer than")
            || one is "under" or "below" || three is "no more than" or "not more than" or "as many as" or "as much as")
        {
            return (0, value);
        }

        if (two is "at least" or "more than" or "upwards of" or "excess of" or "less than" or "fewer than" || one is "over" or "above" or "exceeding" or "minimum"
            || (end + 1 < tokens.Count && tokens[end].Word == "or" && tokens[end + 1].Word == "more"))
        {
            return (value, double.MaxValue);
        }

        if (Around.Contains(one) || two is "close to" or "the order")
        {
            return (value * (1 - About), value * (1 + About));
        }

        return (value - Rounding(value), value + Rounding(value));
    }

    // Half of the last place that is not zero, for a number that may have been rounded at all.
    private static double Rounding(double value)
    {
        if (value < FirstRounded || !double.IsInteger(value))
        {
            return 0;
        }

        var place = 1.0;
        while (double.IsInteger(value / (place * 10)))
        {
            place *= 10;
        }

        return place < 2 ? 0 : Math.Min(place / 2, value * MostRounded);
    }

    private static (double Value, int End)? ValueAt(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count)
        {
            return null;
        }

        var token = tokens[at];
        double value;
        var end = at + 1;
        if (token.Value is { } digits)
        {
            value = digits;
        }
        else if (Units.TryGetValue(token.Word, out var word) && !(token.Word == "one" && IsPronoun(tokens, at)))
        {
            value = word;
            if (word is >= 20 and < 100 && end < tokens.Count && Units.TryGetValue(tokens[end].Word, out var ones) && ones is > 0 and < 10)
            {
                value += ones;
                end++;
            }
        }
        else if (token.Word is "a" or "an" && end < tokens.Count && Scales.ContainsKey(tokens[end].Word) && tokens[end].Word.Length > 2)
        {
            value = 1;
        }
        else if (token.Word == "half" && end + 1 < tokens.Count && tokens[end].Word == "a" && tokens[end + 1].Word is "million" or "billion")
        {
            (value, end) = (0.5, end + 1);
        }
        else
        {
            return null;
        }

        // A hundred and twenty, two thousand five hundred, eight hundred and twenty thousand.
        var isScaled = false;
        while (end < tokens.Count && tokens[end].Value is null)
        {
            var next = isScaled && token.Value is null && tokens[end].Word == "and" ? end + 1 : end;
            if (Scales.TryGetValue(tokens[end].Word, out var scale))
            {
                (value, end, isScaled) = (value * scale, end + 1, true);
            }
            else if (isScaled && token.Value is null && next < tokens.Count && SmallAt(tokens, next) is var (rest, after) && rest < value)
            {
                (value, end) = (value + rest, after);
            }
            else
            {
                break;
            }
        }

        return (value, end);
    }

    private static (double Value, int End)? SmallAt(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Value is not null || !Units.TryGetValue(tokens[at].Word, out var value))
        {
            return null;
        }

        var hasOnes = value is >= 20 and < 100 && at + 1 < tokens.Count && Units.TryGetValue(tokens[at + 1].Word, out var ones) && ones is > 0 and < 10;
        return hasOnes ? (value + Units[tokens[at + 1].Word], at + 2) : (value, at + 1);
    }

    // "One of the groups", "one man": a count; "the one", "one another": not.
    private static bool IsPronoun(IReadOnlyList<Token> tokens, int at) =>
        (at + 1 < tokens.Count && tokens[at + 1].Word is "of" or "another") || (at > 0 && tokens[at - 1].Word is "the" or "this" or "that" or "no");
}
