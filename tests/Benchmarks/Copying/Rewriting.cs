namespace ClaimCheck.Benchmarks.Copying;

/// <summary>Makes copies of texts as a hurried writer does: some words replaced, and the second half put first.</summary>
internal static class Rewriting
{
    private const int Seed = 4;
    private const int ShortestClaim = 10;
    private const int LongestClaim = 40;

    /// <summary>The sets made of these claims: for each share of words replaced, one with and one without the halves exchanged.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="most">How many pairs a set has at the most.</param>
    public static IReadOnlyList<PairSet> Of(IReadOnlyList<string> claims, int most)
    {
        // A quotation is left out of every comparison, so a claim that consists of one shows nothing about the thresholds.
        List<string[]> split = [.. claims
            .Where(claim => claim.IndexOfAny(['"', '“', '‘', '\'']) < 0)
            .Select(claim => claim.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length is >= ShortestClaim and <= LongestClaim)];
        if (split.Count == 0)
        {
            return [];
        }

        split = [.. split.Where((_, number) => number % Math.Max(1, split.Count / most) == 0).Take(most)];
        string[] replacements = [.. split.SelectMany(words => words)];
        return
        [
            Made("10 % of the words replaced", split, replacements, 0.1, turned: false),
            Made("10 %, halves exchanged", split, replacements, 0.1, turned: true),
            Made("20 % of the words replaced", split, replacements, 0.2, turned: false),
            Made("30 % of the words replaced", split, replacements, 0.3, turned: false),
        ];
    }

    private static PairSet Made(string name, List<string[]> claims, string[] replacements, double share, bool turned)
    {
        // The same at every run, so that a table can be made again.
        var random = new Random(Seed);
        return new(name, [.. claims.Select(words => new LabelledPair(true, string.Join(' ', words), Rewritten(words, replacements, share, turned, random)))]);
    }

    private static string Rewritten(string[] words, string[] replacements, double share, bool turned, Random random)
    {
        string[] copy = [.. words];
        foreach (var at in random.GetItems(Enumerable.Range(0, words.Length).ToArray(), (int)Math.Ceiling(words.Length * share)))
        {
            copy[at] = replacements[random.Next(replacements.Length)];
        }

        var half = copy.Length / 2;
        return string.Join(' ', turned ? [.. copy[half..], .. copy[..half]] : copy);
    }
}
