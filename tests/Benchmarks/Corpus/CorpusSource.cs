using System.Globalization;

namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>The sources of the corpus, known by their numbers: the first has the most claims.</summary>
internal static class CorpusSource
{
    public static string SlugOf(int number) => string.Create(CultureInfo.InvariantCulture, $"source-{number:0000}");
}
