namespace ClaimCheck.Benchmarks.Copying;

/// <summary>Clusters that are hard for a search, the same at every run.</summary>
internal static class MadeUpTexts
{
    private const int Seed = 4;
    private const int Words = 25;
    private const int Vocabulary = 20_000;

    /// <summary>Texts of words that follow Zipf's law.</summary>
    public static IEnumerable<string> Zipf(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, Words).Select(_ => Word(random))))];
    }

    /// <summary>The same text again and again.</summary>
    public static IEnumerable<string> Equal(int count) => Enumerable.Repeat(Zipf(1).First(), count);

    /// <summary>One text in which each time another word is replaced by one of its own.</summary>
    public static IEnumerable<string> Alike(int count)
    {
        var words = Zipf(1).First().Split(' ');
        return Enumerable.Range(0, count).Select(number => string.Join(' ', words.Select((word, at) => at == number % Words ? $"own{Letters(number)}" : word)));
    }

    /// <summary>Texts of which a third is the same passage.</summary>
    public static IEnumerable<string> WithCommonPassage(int count)
    {
        var passage = Zipf(1).First().Split(' ')[..(Words / 3)];
        return Zipf(count).Select(text => string.Join(' ', [.. passage, .. text.Split(' ')[(Words / 3)..]]));
    }

    private static string Word(Random random) => $"word{Letters((int)Math.Pow(Vocabulary, random.NextDouble()))}";

    private static string Letters(int number) => number == 0 ? "" : Letters(number / 26) + (char)('a' + (number % 26));
}
