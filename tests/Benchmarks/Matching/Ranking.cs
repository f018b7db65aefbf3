namespace ClaimCheck.Benchmarks.Matching;

/// <summary>How well claims were ranked, averaged over the queries that have an answer.</summary>
/// <param name="MeanPrecision">Mean average precision of the first five.</param>
/// <param name="Recall">The share of the answers among the first twenty.</param>
/// <param name="ReciprocalRank">One over the place of the first answer.</param>
internal sealed record Ranking(double MeanPrecision, double Recall, double ReciprocalRank)
{
    private const int Precise = 5;
    private const int Far = 20;

    public static Ranking Of(
        IReadOnlyDictionary<string, List<(string Claim, double Score)>> found, IReadOnlyDictionary<string, HashSet<string>> relevant)
    {
        double precision = 0, recall = 0, reciprocal = 0;
        foreach (var (query, answers) in relevant)
        {
            var hits = found.GetValueOrDefault(query) ?? [];
            var seen = 0;
            for (var i = 0; i < hits.Count; i++)
            {
                if (!answers.Contains(hits[i].Claim))
                {
                    continue;
                }

                seen++;
                precision += i < Precise ? (double)seen / (i + 1) / answers.Count : 0;
                recall += i < Far ? 1.0 / answers.Count : 0;
                reciprocal += seen == 1 ? 1.0 / (i + 1) : 0;
            }
        }

        return new Ranking(precision / relevant.Count, recall / relevant.Count, reciprocal / relevant.Count);
    }
}

/// <summary>The first hits with a score or a better one.</summary>
/// <param name="Least">The score.</param>
/// <param name="Covered">The share of queries that have such a hit.</param>
/// <param name="Right">The share of these whose first hit is an answer.</param>
internal sealed record FirstHits(double Least, double Covered, double Right)
{
    public static FirstHits Of(
        IReadOnlyDictionary<string, List<(string Claim, double Score)>> found, IReadOnlyDictionary<string, HashSet<string>> relevant, double least)
    {
        var firsts = relevant.Keys
            .Where(query => found.GetValueOrDefault(query) is [var first, ..] && first.Score >= least)
            .Select(query => relevant[query].Contains(found[query][0].Claim))
            .ToList();
        return new FirstHits(least, (double)firsts.Count / relevant.Count, (double)firsts.Count(isRight => isRight) / Math.Max(firsts.Count, 1));
    }
}
