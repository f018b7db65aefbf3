namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>A made-up link between two claims, known by their numbers.</summary>
internal sealed record CorpusLink(int Number, int From, int To, string Relation, string Status);

/// <summary>Makes links up, the same ones every time: every even claim points to another at least once.</summary>
internal static class CorpusLinks
{
    private const int Seed = 2015;

    private static readonly string[] Relations = ["corroborates", "contradicts", "restates", "derived_from", "qualifies", "context"];

    private static readonly string[] StatusByTwentieth =
        [.. Enumerable.Repeat("confirmed", 12), .. Enumerable.Repeat("suggested", 7), "rejected"];

    /// <summary>The links of a part, each between two of its own claims: so those of the part before it stay as they are.</summary>
    public static IEnumerable<CorpusLink> All(CorpusPart part)
    {
        var (first, count) = (part.Before.LinkedClaims, part.After.LinkedClaims - part.Before.LinkedClaims);
        var random = new Random(Seed + part.Before.Claims);
        var taken = new HashSet<(int, int)>();
        for (var number = part.Before.Links; number < part.After.Links; number++)
        {
            var from = 2 * (first + ((number - part.Before.Links) % count));
            var to = from;
            while (to == from || !taken.Add((Math.Min(from, to), Math.Max(from, to))))
            {
                to = 2 * (first + random.Next(count));
            }

            var relation = Relations[random.Next(Relations.Length)];

            // Symmetric relations are stored with the older claim first, and a claim derives from an older one.
            var swap = relation is "derived_from" ? from < to : from > to;
            yield return new CorpusLink(
                number, swap ? to : from, swap ? from : to, relation, StatusByTwentieth[random.Next(StatusByTwentieth.Length)]);
        }
    }
}
