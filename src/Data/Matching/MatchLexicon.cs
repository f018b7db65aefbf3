namespace ClaimCheck.Data.Matching;

/// <summary>What the ledger makes of words.</summary>
internal sealed record MatchLexicon(ILookup<string, LexemeRow> Rows, short[] Languages, double Claims, double? LeastCommon)
{
    // A word of which Postgres keeps no count is rarer than those of which it does. With no counts at all, in a ledger that has just
    // been filled, a word is thought to be in one claim in fifty.
    private const double UncountedShare = 0.5;

    /// <summary>The share of claims that a word is thought to be in of which nothing is known.</summary>
    public const double UnknownShare = 0.02;

    /// <summary>The share of claims that hold a word, as far as it is known.</summary>
    public double ShareOf(IEnumerable<LexemeRow> rows)
    {
        var counted = 0.0;
        var isUncounted = false;
        foreach (var share in rows.Where(row => row.Lexeme is not null).DistinctBy(row => row.Lexeme).Select(lexeme => lexeme.Share))
        {
            counted += share ?? 0;
            isUncounted |= share is null;
        }

        var uncounted = LeastCommon is { } least ? least * UncountedShare : UnknownShare;
        return counted + (isUncounted ? uncounted : 0);
    }
}

/// <summary>A word as one language reads it.</summary>
internal sealed class LexemeRow
{
    public int Word { get; init; }
    public short Ordinal { get; init; }
    public string? Lexeme { get; init; }
    public float? Share { get; init; }
}
