namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>From where on likeness counts as copying. The measured table behind the numbers is in docs/probable-copying.md.</summary>
/// <param name="ShingleLength">How many words in a row are compared as one.</param>
/// <param name="Containment">The share of the shorter wording that has to stand in the other one.</param>
/// <param name="MinShared">
/// How many shingles have to be shared at the least, so that short and formulaic sentences, which two writers may well put
/// alike, are not called copies. In scripts without spaces, what is worth as many words.
/// </param>
/// <param name="ContainmentWithNumber">The same share where both state the same precise number of the same thing.</param>
/// <param name="MinSharedWithNumber">How many shingles have to be shared then, those with the number included.</param>
public sealed record CopyThresholds(
    int ShingleLength, double Containment, int MinShared, double ContainmentWithNumber, int MinSharedWithNumber)
{
    /// <summary>What the service uses.</summary>
    public static readonly CopyThresholds Standard = new(3, 0.5, 6, 0.2, 4);

    /// <summary>How many words in a row have to be the same to be a passage that two writers hardly choose alike.</summary>
    public const int PassageLength = 8;

    /// <summary>How many of those words have to be uncommon ones: neither frequent, nor short, nor names, nor numbers.</summary>
    public const int UncommonInPassage = 4;

    /// <summary>How many comparisons of two texts are made before the findings are grouped.</summary>
    public const int MaxComparisons = 1_000_000;

    /// <summary>How many pairs are told of before the findings are grouped.</summary>
    public const int MaxPairs = 20_000;

    /// <summary>With how many representatives of groups a text is compared once the findings are grouped.</summary>
    public const int MaxComparisonsGrouped = 1_000;
}
