using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;

namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>A hop of a made-up claim.</summary>
internal sealed record CorpusHop(int? Source, string? Descriptor, string Relation, string OnRecord, long? UpstreamClaim);

/// <summary>A made-up claim; sources, claims and articles are known by their numbers.</summary>
internal sealed record CorpusClaim(
    int Number, int Source, bool HasArticle, string? ExternalId, string Text, string Language, string Modality, string Basis,
    string[] Topics, IReadOnlyList<CorpusHop> Hops);

/// <summary>Makes claims up, the same ones every time.</summary>
/// <param name="size">How many, of how many sources.</param>
/// <param name="vocabulary">Their words.</param>
internal sealed class CorpusClaims(CorpusSize size, Vocabulary vocabulary)
{
    private const int Seed = 2014;
    private const int TopicCount = 300;
    private const int MostTopics = 3;

    // Shares in percent: about 1.3 hops per claim.
    private static readonly int[] HopsByPercent =
        [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 45), .. Enumerable.Repeat(2, 22), .. Enumerable.Repeat(3, 13)];

    private static readonly string[] LanguageByPercent =
    [
        .. Enumerable.Repeat("en", 82), .. Enumerable.Repeat("de", 5), .. Enumerable.Repeat("fr", 4), .. Enumerable.Repeat("es", 4),
        .. Enumerable.Repeat("ru", 3), .. Enumerable.Repeat("fa", 2),
    ];

    private static readonly string[] Descriptors =
        ["a senior official", "sources close to the talks", "a diplomat", "witnesses", "a person familiar with the matter"];

    private static readonly string[] Relations = ["derived_from", "quoted_from", "primary_source"];
    private static readonly string[] Terms = ["on_record", "on_record", "background", "unknown"];

    private readonly Zipf sources = new(size.Sources);
    private readonly Zipf topics = new(TopicCount);

    /// <summary>Every claim, oldest first.</summary>
    public IEnumerable<CorpusClaim> All()
    {
        var random = new Random(Seed);
        var newestOf = new Dictionary<int, int>();
        for (var number = 0; number < size.Claims; number++)
        {
            var claim = Make(number, random, newestOf);
            newestOf[claim.Source] = number;
            yield return claim;
        }
    }

    private CorpusClaim Make(int number, Random random, Dictionary<int, int> newestOf)
    {
        var source = sources.Draw(random);
        return new CorpusClaim(
            number,
            source,
            HasArticle: random.Next(100) < 40,
            random.Next(2) == 0 ? $"story-{number}" : null,
            vocabulary.Sentence(random),
            LanguageByPercent[random.Next(LanguageByPercent.Length)],
            Words<Modality>.All[random.Next(Words<Modality>.All.Count)],
            Words<Basis>.All[random.Next(Words<Basis>.All.Count)],
            [.. Enumerable.Range(0, random.Next(MostTopics + 1)).Select(_ => vocabulary[topics.Draw(random)]).Distinct()],
            [.. Enumerable.Range(0, HopsByPercent[random.Next(HopsByPercent.Length)]).Select(_ => MakeHop(source, random, newestOf))]);
    }

    private CorpusHop MakeHop(int claimant, Random random, Dictionary<int, int> newestOf)
    {
        var relation = Relations[random.Next(Relations.Length)];
        var terms = Terms[random.Next(Terms.Length)];
        if (random.Next(100) < 20)
        {
            return new CorpusHop(null, Descriptors[random.Next(Descriptors.Length)], relation, terms, null);
        }

        var source = sources.Draw(random);
        source = source == claimant ? (source + 1) % size.Sources : source;
        var upstream = random.Next(100) < 5 && newestOf.TryGetValue(source, out var newest) ? newest : (long?)null;
        return new CorpusHop(source, null, relation, terms, upstream);
    }
}
