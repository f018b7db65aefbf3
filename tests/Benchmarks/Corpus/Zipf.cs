namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>Ranks drawn so that the second is half as frequent as the first, the third a third, and so on.</summary>
internal sealed class Zipf
{
    private readonly double[] cumulative;

    public Zipf(int ranks)
    {
        cumulative = new double[ranks];
        var sum = 0.0;
        for (var rank = 0; rank < ranks; rank++)
        {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
    }

    /// <summary>How many ranks there are.</summary>
    public int Ranks => cumulative.Length;

    private double Total => cumulative[^1];

    /// <summary>The share of all draws that fall on a rank; the first is 0.</summary>
    public double Share(int rank) => 1 / ((rank + 1) * Total);

    /// <summary>The rarest rank that gets at least this share of the draws.</summary>
    public int RankOf(double share) => Math.Clamp((int)(1 / (share * Total)) - 1, 0, Ranks - 1);

    public int Draw(Random random)
    {
        var found = Array.BinarySearch(cumulative, random.NextDouble() * Total);
        return Math.Min(found < 0 ? ~found : found, Ranks - 1);
    }
}
