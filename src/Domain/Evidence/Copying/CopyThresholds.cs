namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>From where on likeness counts as copying. The measured table behind the numbers is in docs/probable-copying.md.</summary>
/// <param name="ShingleLength">How many words in a row are compared as one.</param>
/// <param name="Containment">The share of the shorter wording that has to stand in the other one.</param>
/// <param name="MinShared">
/// How many shingles have to be shared at the least, so that short and formulaic sentences, which two writers may well put
/// alike, are not called copies. In scripts without spaces, what is worth as many words.
/// </param>
public sealed record CopyThresholds(int ShingleLength, double Containment, int MinShared)
{
    /// <summary>What the service uses.</summary>
    public static readonly CopyThresholds Standard = new(2, 0.65, 7);

    /// <summary>How many words in a row have to be the same to be a passage that two writers hardly choose alike.</summary>
    public const int PassageLength = 8;

    /// <summary>How many of those words have to be uncommon ones: neither frequent, nor short, nor names, nor numbers.</summary>
    public const int UncommonInPassage = 4;

    /// <summary>How much of the shorter wording has to stand in the other one where both state a precise number that is in dispute.</summary>
    public const double ContainmentWithNumber = 0.3;

    /// <summary>How many shingles have to be shared then, those with the number included.</summary>
    public const int MinSharedWithNumber = 4;

    /// <summary>How many comparisons of two texts are made before the findings are grouped.</summary>
    public const int MaxComparisons = 1_000_000;

    /// <summary>How many pairs are told of before the findings are grouped.</summary>
    public const int MaxPairs = 20_000;

    /// <summary>With how many representatives of groups a text is compared once the findings are grouped.</summary>
    public const int MaxComparisonsGrouped = 1_000;
}
