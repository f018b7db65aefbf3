namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>What a token is, as far as it tells one writer's wording from another's.</summary>
internal enum TokenKind
{
    /// <summary>A word that is none of the following: a short one, or one with a capital, mostly a name, which the facts dictate.</summary>
    Word = 1,

    /// <summary>A word that everybody uses: one of <see cref="FrequentWords"/>, or of one or two letters.</summary>
    Frequent,

    /// <summary>A longer word in lower case, which two writers hardly choose alike.</summary>
    Uncommon,

    /// <summary>A number in digits, a year or a round one.</summary>
    Number,

    /// <summary>A number so precise that who has it has it from somewhere.</summary>
    PreciseNumber,

    /// <summary>Two Chinese characters or kana in a row.</summary>
    Ideographs,

    /// <summary>A few letters in a row of a script without spaces.</summary>
    UnspacedLetters,
}

/// <summary>A word, a number, or what stands for a word where none is marked.</summary>
/// <param name="Hash">The same for the same folded characters.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">The position after it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Quoted">Whether it stands in a quotation.</param>
internal readonly record struct Token(ulong Hash, int Start, int End, TokenKind Kind, bool Quoted)
{
    /// <summary>What a shingle of words weighs.</summary>
    public const int WordWeight = 12;

    /// <summary>The same for tokens between which no sign of copying makes a difference.</summary>
    public ulong Identity => Hashes.Combine(Hash, ((ulong)Kind << 1) | (Quoted ? 1UL : 0));

    /// <summary>
    /// What a shingle that begins here weighs. Where tokens overlap there are more of them for the same amount of text: two
    /// Chinese characters say about as much as a word and a third, four Thai letters as one word.
    /// </summary>
    public int Weight => Kind switch
    {
        TokenKind.Word or TokenKind.Frequent or TokenKind.Uncommon or TokenKind.Number or TokenKind.PreciseNumber => WordWeight,
        TokenKind.Ideographs => WordWeight * 2 / 3,
        TokenKind.UnspacedLetters => WordWeight / 4,
    };
}
