namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>A precise number that a text states of something.</summary>
/// <param name="Hash">The same for the same number of the same thing, which is told by the word nearest to it.</param>
/// <param name="First">The first of the two tokens, number and word.</param>
/// <param name="Last">The second of them.</param>
internal readonly record struct StatedNumber(ulong Hash, int First, int Last)
{
    private const int WordsAhead = 4;
    private const int WordsBehind = 2;

    /// <summary>The precise numbers outside quotations, as far as it can be told what they count.</summary>
    public static IEnumerable<StatedNumber> In(Wording wording)
    {
        var tokens = wording.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] is { Kind: TokenKind.PreciseNumber, Quoted: false } && ThingOf(tokens, i) is { } thing)
            {
                yield return new(Hashes.Finish(Hashes.Combine(tokens[thing].Hash, tokens[i].Hash)), Math.Min(i, thing), Math.Max(i, thing));
            }
        }
    }

    private static int? ThingOf(Token[] tokens, int number)
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

    private static bool IsName(Token token) =>
        !token.Quoted && token.Kind is not (TokenKind.Number or TokenKind.PreciseNumber or TokenKind.Frequent);
}
