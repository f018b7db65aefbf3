namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>From where on likeness counts as copying. The measured table behind the numbers is in docs/probable-copying.md.</summary>
/// <param name="ShingleLength">How many words in a row are compared as one.</param>
/// <param name="Containment">The share of the shorter wording that has to stand in the other one.</param>
/// <param name="MinShared">
/// The fewest shingles that have to be shared, so that short and formulaic sentences, which two writers may well put alike,
/// are not called copies.
/// </param>
public sealed record CopyThresholds(int ShingleLength, double Containment, int MinShared)
{
    /// <summary>What the service uses.</summary>
    public static readonly CopyThresholds Standard = new(3, 0.5, 8);

    /// <summary>How many pairs of texts are compared before the findings are grouped.</summary>
    public const int MaxComparisons = 2_000_000;
}
