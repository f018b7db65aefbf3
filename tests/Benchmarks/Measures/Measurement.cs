using ClaimCheck.Benchmarks.Load;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>What came out for one operation at one number of connections: medians over the turns.</summary>
/// <param name="Operation">What was measured.</param>
/// <param name="Connections">How many at a time.</param>
/// <param name="Limits">What pgbench reached, turn by turn.</param>
/// <param name="Turns">What the service reached, turn by turn.</param>
/// <param name="PeerTurns">What the peer reached, turn by turn; empty where it took no part.</param>
/// <param name="ProcessorMicroseconds">What a request cost the service's own process.</param>
internal sealed record Measurement(
    Operation Operation, int Connections, IReadOnlyList<double> Limits, IReadOnlyList<WrkResult> Turns, IReadOnlyList<WrkResult> PeerTurns,
    double ProcessorMicroseconds)
{
    public double Limit => Median(Limits);

    public double Rate => Median(Turns.Select(turn => turn.Rate));

    public double Share => Rate / Limit;

    public double? PeerRate => PeerTurns.Count == 0 ? null : Median(PeerTurns.Select(turn => turn.Rate));

    public double? OverPeer => Rate / PeerRate;

    public double P50 => Median(Turns.Select(turn => turn.P50));

    public double P90 => Median(Turns.Select(turn => turn.P90));

    public double P99 => Median(Turns.Select(turn => turn.P99));

    /// <summary>The highest of the turns' 99th percentiles: it swings, and the median hides that.</summary>
    public double WorstP99 => Turns.Max(turn => turn.P99);

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
