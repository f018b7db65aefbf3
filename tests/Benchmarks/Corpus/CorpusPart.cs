namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>What a corpus has more than a smaller one: the smaller one is its beginning.</summary>
/// <param name="Before">What is there; without claims, nothing is.</param>
/// <param name="After">What is to be there.</param>
internal sealed record CorpusPart(CorpusSize Before, CorpusSize After)
{
    /// <summary>A whole corpus.</summary>
    public static CorpusPart Whole(CorpusSize size) => new(size with { Claims = 0, Links = 0 }, size);

    /// <summary>Whether the sources are to be written too.</summary>
    public bool IsFirst => Before.Claims == 0;
}
