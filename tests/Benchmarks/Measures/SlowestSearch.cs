using System.Globalization;
using ClaimCheck.Benchmarks.Corpus;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>
/// Looks for the query that takes the longest: words of every frequency, alone and in pairs, phrases, alternatives and
/// exclusions. The commonest word need not be it: of that the newest claims are enough.
/// </summary>
/// <param name="Query">The query.</param>
/// <param name="Milliseconds">The best of several tries, one at a time.</param>
/// <param name="Ranking">The slowest ones, slowest first.</param>
internal sealed record SlowestSearch(string Query, double Milliseconds, IReadOnlyList<string> Ranking)
{
    private const int Tries = 3;
    private const int Shown = 5;
    private const double Spacing = 1.7;

    public static async Task<SlowestSearch> FindAsync(
        HttpClient client, Vocabulary vocabulary, TimeProvider clock, CancellationToken cancellation)
    {
        List<(string Query, double Milliseconds)> timed = [];
        foreach (var query in Queries(vocabulary))
        {
            var best = double.MaxValue;
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                var begun = clock.GetTimestamp();
                using var answer = await client.GetAsync(new Uri(Searches.PathOf(query), UriKind.Relative), cancellation);
                best = Math.Min(best, clock.GetElapsedTime(begun).TotalMilliseconds);
                if (!answer.IsSuccessStatusCode)
                {
                    throw new BenchmarkFailedException($"Searching for {query} was answered with {answer.StatusCode}.");
                }
            }

            timed.Add((query, best));
        }

        var ranking = timed.OrderByDescending(t => t.Milliseconds).ToList();
        return new SlowestSearch(
            ranking[0].Query, ranking[0].Milliseconds, [.. ranking.Take(Shown).Select(t => string.Create(CultureInfo.InvariantCulture, $"`{t.Query}` {t.Milliseconds:0.0} ms"))]);
    }

    private static IEnumerable<string> Queries(Vocabulary vocabulary)
    {
        for (var rank = 1.0; rank < Vocabulary.Size / 2.0; rank *= Spacing)
        {
            var (word, next) = (vocabulary[(int)rank - 1], vocabulary[(int)rank]);
            yield return word;
            yield return $"{word} {next}";
            yield return $"\"{word} {next}\"";
            yield return $"{word} or {next}";
            if (word != vocabulary[0])
            {
                yield return $"{word} -{vocabulary[0]}";
                yield return $"{word} {vocabulary[0]}";
            }
        }
    }
}
