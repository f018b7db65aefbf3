namespace ClaimCheck.Data.Matching;

/// <summary>What the ledger makes of words.</summary>
/// <param name="rows">How its languages read each word.</param>
/// <param name="languages">Those that claims are in.</param>
/// <param name="claims">About how many claims there are.</param>
/// <param name="shares">Which share of them holds each common lexeme, as far as that was counted.</param>
internal sealed class MatchLexicon(
    ILookup<string, LexemeRow> rows, short[] languages, double claims, IReadOnlyDictionary<string, float> shares)
{
    /// <summary>The share of claims that a word is thought to be in of which nothing is known.</summary>
    public const double UnknownShare = 0.02;

    // A word of which Postgres keeps no count is rarer than those of which it does. With no counts at all, in a ledger that has just
    // been filled, a word is thought to be in one claim in fifty.
    private const double UncountedShare = 0.5;

    private readonly double uncounted = shares.Count > 0 ? shares.Values.Min() * UncountedShare : UnknownShare;

    /// <summary>How the ledger's languages read each word.</summary>
    public ILookup<string, LexemeRow> Rows => rows;

    /// <summary>The places, in Postgres's list of them, of the languages that claims are in.</summary>
    public short[] Languages => languages;

    /// <summary>About how many claims there are.</summary>
    public double Claims => claims;

    /// <summary>The share of claims that hold any of the lexemes, as far as it is known.</summary>
    public double ShareOf(IReadOnlyCollection<string> lexemes) =>
        lexemes.Sum(lexeme => (double)shares.GetValueOrDefault(lexeme)) + (lexemes.All(shares.ContainsKey) ? 0 : uncounted);
}

/// <summary>A word as one language reads it.</summary>
internal sealed class LexemeRow
{
    public int Word { get; init; }
    public short Ordinal { get; init; }
    public string? Lexeme { get; init; }
}
