namespace ClaimCheck.Domain.Matching;

/// <summary>How much it says that two texts share a word.</summary>
/// <param name="Value">The natural logarithm of one over the share of claims that hold it, within bounds.</param>
/// <param name="StopIn">The languages, by their places among the search configurations, in which it is a stop word: bit N for place N.</param>
public readonly record struct WordRarity(double Value, uint StopIn)
{
    /// <summary>The most that a word can be worth: beyond one claim in 22,000 rarity says no more.</summary>
    public const double Most = 10;

    /// <summary>What a stop word is worth.</summary>
    public const double OfStopWord = 1;

    // What is believed of a word before anything is counted: one claim in 10,000 holds it, on the word of 500 claims. In a ledger of
    // twenty claims no word is common or rare yet.
    private const double BelievedClaims = 500;
    private const double BelievedShare = 1e-4;

    /// <summary>The rarity of a word.</summary>
    /// <param name="held">How many claims hold it.</param>
    /// <param name="claims">How many there are.</param>
    /// <param name="stopIn">Where it is a stop word.</param>
    public static WordRarity Of(double held, double claims, uint stopIn)
    {
        var share = (held + (BelievedShare * BelievedClaims)) / (Math.Max(held, claims) + BelievedClaims);
        return new WordRarity(Math.Clamp(-Math.Log(share), 0, Most), stopIn);
    }

    /// <summary>What it is worth in a claim of a language.</summary>
    internal double In(int language) => (StopIn >> language & 1) == 1 ? Math.Min(Value, OfStopWord) : Value;

    internal bool IsStopIn(int language) => (StopIn >> language & 1) == 1;
}
