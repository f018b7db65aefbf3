namespace ClaimCheck.Benchmarks.Matching;

/// <summary>How well claims were ranked, averaged over the queries that have an answer.</summary>
/// <param name="MeanPrecision">Mean average precision of the first five.</param>
/// <param name="Recall">The share of the answers among the first twenty.</param>
/// <param name="ReciprocalRank">One over the place of the first answer.</param>
/// <param name="FirstRight">Of the queries with a hit at the usual least score, how many have an answer first.</param>
/// <param name="Covered">How many queries have such a hit.</param>
internal sealed record Ranking(double MeanPrecision, double Recall, double ReciprocalRank, double FirstRight, double Covered)
{
    private const int Precise = 5;
    private const int Far = 20;

    public static Ranking Of(
        IReadOnlyDictionary<string, List<(string Claim, double Score)>> found, IReadOnlyDictionary<string, HashSet<string>> relevant, double least)
    {
        double precision = 0, recall = 0, reciprocal = 0, right = 0, covered = 0;
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

            if (hits.Count > 0 && hits[0].Score >= least)
            {
                covered++;
                right += answers.Contains(hits[0].Claim) ? 1 : 0;
            }
        }

        return new Ranking(
            precision / relevant.Count, recall / relevant.Count, reciprocal / relevant.Count, right / Math.Max(covered, 1), covered / relevant.Count);
    }
}
