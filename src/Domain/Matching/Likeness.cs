namespace ClaimCheck.Domain.Matching;

/// <summary>
/// What speaks for a claim saying the same as an utterance, each as one number. The sums are of rarities (<see cref="WordRarity"/>).
/// How each is weighed, and the measurements that chose it, are in docs/matching.md.
/// </summary>
/// <param name="Words">Words of the utterance that the claim has, stop words too, by BM25 over its text.</param>
/// <param name="AlikeWords">Words of the claim by how much they are spelt like words of the utterance.</param>
/// <param name="TitleWords">Words of the utterance that its headlines have, by BM25.</param>
/// <param name="TitlePairs">Two words in a row that a headline has too.</param>
/// <param name="Sequence">The words that both have in the same order, with others between them or not.</param>
/// <param name="Characters">The cosine of both as vectors of four characters in a row.</param>
/// <param name="Rarest">How rare the rarest word is that both have, against the rarest of the utterance.</param>
/// <param name="Signature">Words in the name under a post that the claim has.</param>
/// <param name="Compounds">Letters of words that one writes as one and the other apart.</param>
/// <param name="Synonyms">Groups of synonyms of which both have a word.</param>
/// <param name="OfClaim">The share of the claim's words that the utterance has.</param>
/// <param name="Names">Words of the utterance that it writes as names and the claim has.</param>
/// <param name="Length">How much the claim says: the natural logarithm of one more than its telling words.</param>
/// <param name="IsWhole">Whether each has all the telling words of the other, two at least, and neither says no where the other does not.</param>
/// <param name="IsInOrder">Whether they stand there in the same order, too.</param>
/// <param name="Background">What claims that say something else come to for the same utterance.</param>
public readonly record struct Likeness(
    double Words, double AlikeWords, double TitleWords, double TitlePairs, double Sequence, double Characters, double Rarest,
    double Signature, double Compounds, double Synonyms, double OfClaim, double Names, double Length, bool IsWhole,
    bool IsInOrder, double Background = Likeness.UsualBackground)
{
    /// <summary>The score from which the first hit is right about nine times in ten, on the data in docs/matching.md.</summary>
    public const double UsualLeast = 0.8;

    /// <summary>What claims that say something else mostly come to.</summary>
    public const double UsualBackground = 3.5;

    // The logistic curve that tells best, on the same data, which first hits are right.
    private const double Steepness = 0.428;
    private const double Middle = 6.06;

    // Who says all that a claim says and nothing else says the same, however common the words are in a ledger that tells of little else;
    // in another order mostly, for it may be another who has done it to another.
    private const double LeastOfWhole = 0.95;

    // The claim in this place of the ranking is taken to say something else, unless it comes to nearly as much as the best: then many
    // claims say the same, and the last of them is not what the first is measured by.
    private const int PlaceOfOthers = 50;
    private const double NearlyTheBest = 0.67;
    private const double LeastBackground = 2;
    private const double MostBackground = 7;

    /// <summary>How likely it is that the claim says the same: from 0 to 1, comparable between utterances.</summary>
    public double Score => Math.Max(1 / (1 + Math.Exp(-Steepness * (Sum - Background - Middle))), this switch
    {
        { IsWhole: true, IsInOrder: true } => LeastOfWhole,
        { IsWhole: true } => UsualLeast,
        _ => 0,
    });

    /// <summary>The weighed sum, by which claims are ranked for one utterance.</summary>
    public double Sum =>
        (0.0775 * Words) + (0.163 * AlikeWords) + (0.104 * TitleWords) + (0.16 * TitlePairs) + (0.076 * Sequence) + (2.84 * Characters)
        + (2.43 * Rarest) + (0.246 * Signature) + (0.172 * Compounds) + (0.773 * Synonyms) + (3.44 * OfClaim) + (0.09 * Names)
        - (0.85 * Length);

    /// <summary>What claims that say something else come to, judging by all that were compared with an utterance.</summary>
    /// <param name="sums">What each came to, in any order.</param>
    public static double BackgroundOf(IEnumerable<double> sums)
    {
        var best = sums.OrderDescending().Take(PlaceOfOthers).ToList();
        if (best.Count < PlaceOfOthers)
        {
            // Hardly any share a word with it, so what others come to is next to nothing.
            return LeastBackground;
        }

        return best[^1] > best[0] * NearlyTheBest ? UsualBackground : Math.Clamp(best[^1], LeastBackground, MostBackground);
    }
}
