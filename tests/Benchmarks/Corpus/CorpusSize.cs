using System.Globalization;

namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>How much there is of everything.</summary>
/// <param name="Claims">Claims.</param>
/// <param name="Links">Links between them.</param>
/// <param name="Sources">Sources; the claims are spread over them as words over texts.</param>
internal sealed record CorpusSize(int Claims, int Links, int Sources)
{
    private const int SafelyAPage = 60;

    /// <summary>How many of the most frequent sources have a full page of claims.</summary>
    public int FullSources => Math.Max(1, new Zipf(Sources).RankOf((double)SafelyAPage / Claims) + 1);

    /// <summary>Links join claims with even numbers only, so that each of these has one at least.</summary>
    public int LinkedClaims => Claims / 2;

    /// <summary>Why there can be no such corpus; null where there can.</summary>
    public string? Refusal => this switch
    {
        { Claims: < 1_000 or > 4_000_000 } => "--claims takes a number from 1,000 to 4,000,000.",
        { Sources: < 2 } => "--sources takes 2 or more.",
        _ when Links < LinkedClaims || Links > 4 * Claims => "--links takes a number from half to four times the number of claims.",
        _ => null,
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Claims:N0} claims, {Links:N0} links, {Sources:N0} sources");
}
