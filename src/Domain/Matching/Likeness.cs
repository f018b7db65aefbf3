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
/// <param name="OfUtterance">The share of the utterance, by rarity, that the claim has.</param>
public readonly record struct Likeness(
    double Words, double AlikeWords, double TitleWords, double TitlePairs, double Sequence, double Characters, double Rarest,
    double Signature, double Compounds, double Synonyms, double OfClaim, double OfUtterance)
{
    // The logistic curve that tells best, on the same data, which first hits are right.
    private const double Steepness = 0.3365;
    private const double Middle = 11.37;

    /// <summary>The score from which the first hit is right nine times in ten, on the data in docs/matching.md.</summary>
    public const double UsualLeast = 0.7;

    /// <summary>How likely it is that the claim says the same: from 0 to 1, comparable between utterances.</summary>
    public double Score => 1 / (1 + Math.Exp(-Steepness * (Sum - Middle)));

    /// <summary>The weighed sum, by which claims are ranked for one utterance.</summary>
    public double Sum =>
        (0.09 * Words) + (0.145 * AlikeWords) + (0.115 * TitleWords) + (0.165 * TitlePairs) + (0.075 * Sequence) + (2.8 * Characters)
        + (2.7 * Rarest) + (0.24 * Signature) + (0.18 * Compounds) + (0.73 * Synonyms) + (5.4 * OfClaim);
}
