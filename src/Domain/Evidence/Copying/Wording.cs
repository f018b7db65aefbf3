namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>One wording, and the claims that have it: of all that the signs of copying ask for, these have the same.</summary>
/// <param name="text">The text the tokens point into: as the first of the claims has it.</param>
/// <param name="tokens">The text cut up.</param>
/// <param name="shingleLength">How many tokens in a row are compared as one.</param>
internal sealed class Wording(string text, Token[] tokens, int shingleLength)
{
    /// <summary>The text the tokens point into.</summary>
    public string Text { get; } = text;

    /// <summary>The text cut up.</summary>
    public Token[] Tokens { get; } = tokens;

    /// <summary>How many tokens in a row are compared as one.</summary>
    public int ShingleLength { get; } = shingleLength;

    /// <summary>The claims that have it, the one said first at the front.</summary>
    public List<CopyText> Members { get; } = [];

    /// <summary>The source of all its claims; null if they are of several.</summary>
    public Guid? OnlySource { get; private set; }

    /// <summary>By position the shingle that begins there, if other wordings have it too, or <see cref="Vocabulary.None"/>.</summary>
    public int[] ShingleAt { get; set; } = [];

    /// <summary>What all its shingles weigh, each counted once.</summary>
    public int Weight { get; set; }

    /// <summary>The shingles that other wordings have too, each once, the rarest first.</summary>
    public int[] Shingles { get; set; } = [];

    /// <summary>The uncommon passages that other wordings have too.</summary>
    public int[] Passages { get; set; } = [];

    /// <summary>The precise numbers that other wordings have too, each with what it is a number of.</summary>
    public int[] Numbers { get; set; } = [];

    /// <summary>Whether it is long or telling enough for two sources that have it to be copies of each other. No other wording is in a pair.</summary>
    public bool ShowsSign { get; set; }

    /// <summary>How many positions a shingle can begin at.</summary>
    public int Positions => Math.Max(0, Tokens.Length - ShingleLength + 1);

    /// <summary>Whether all claims of both wordings are one source's, which copies nobody by repeating itself.</summary>
    public static bool AreOfOneSource(Wording one, Wording other) => one.OnlySource is { } source && source == other.OnlySource;

    /// <summary>Another claim has this wording.</summary>
    public void Add(CopyText member)
    {
        OnlySource = Members.Count == 0 || OnlySource == member.Source ? member.Source : null;
        Members.Add(member);
    }

    /// <summary>Whether no token of a shingle at the position stands in a quotation: that would be the speaker's wording.</summary>
    public bool IsUnquoted(int position)
    {
        foreach (var token in Tokens.AsSpan(position, ShingleLength))
        {
            if (token.Quoted)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a shingle that counts begins at the position: words that everybody uses are nobody's.</summary>
    public bool IsShingle(int position)
    {
        var telling = false;
        foreach (var token in Tokens.AsSpan(position, ShingleLength))
        {
            telling |= token.Kind != TokenKind.Frequent;
        }

        return telling && IsUnquoted(position);
    }

    /// <summary>The hash of the shingle that begins at the position.</summary>
    public ulong HashAt(int position)
    {
        var hash = Hashes.Empty;
        foreach (var token in Tokens.AsSpan(position, ShingleLength))
        {
            hash = Hashes.Combine(hash, token.Hash);
        }

        return Hashes.Finish(hash);
    }
}
