using System.Globalization;
using ClaimCheck.Benchmarks.Load;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>What <c>make bench</c> prints: the table of targets, filled in, as Markdown.</summary>
internal static class Report
{
    // The connections at which the table of targets has its shares.
    private const int TargetConnections = 16;

    public static void Begin(BenchmarkOptions options, bool withPeer)
    {
        Line($"### {options.Size}");
        Line($"");
        Line($"The service{(withPeer ? ", the peer" : "")} and `pgbench -M prepared` took {options.Turns} turns each of {options.Seconds} s; medians. The limit is pgbench");
        Line($"at as many clients, at most {Yardstick.Pgbench.MostClients}. Targets are for {TargetConnections} connections; (worst) is the highest p99 of a turn.");
        if (withPeer)
        {
            DescribePeer();
        }

        Line($"");
        Line($"| operation | c | limit req/s | service req/s | share | target | peer req/s | service / peer | p50 ms | p90 ms | p99 (worst) ms | service CPU us/req |");
        Line($"|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    public static void Row(Measurement m)
    {
        var (share, p99, overPeer) = m.Connections == TargetConnections
            ? (m.Operation.TargetShare, m.Operation.TargetP99, m.Operation.TargetOverPeer)
            : (0, null, null);
        var target = (share, p99) switch
        {
            (0, _) => "",
            (_, null) => Text($">= {share:0.00}"),
            _ => Text($">= {share:0.00}, p99 <= {p99:0} ms"),
        };
        var shareMark = m.Share < share ? " **below**" : "";
        var peerMark = m.OverPeer < overPeer ? " **below**" : "";
        var peerTarget = overPeer is null ? "" : Text($" (>= {overPeer:0.##})");
        var peer = m.PeerRate is null ? "| | |" : Text($"| {m.PeerRate:N0} | {m.OverPeer:0.00}{peerTarget}{peerMark} |");
        var tailMark = m.P99 > p99 ? " **above**" : "";
        Line($"| {m.Operation.Title} | {m.Connections} | {m.Limit:N0} | {m.Rate:N0} | {m.Share:0.00}{shareMark} | {target} {peer} {m.P50:0.0} | {m.P90:0.0} | {m.P99:0.0} ({m.WorstP99:0.0}){tailMark} | {m.ProcessorMicroseconds:0} |");
    }

    public static void SlowestSearch(SlowestSearch slowest)
    {
        Line($"");
        Line($"Slowest searches, one at a time: {string.Join(", ", slowest.Ranking)}");
    }

    public static void Memory(double idle, double now, double highest) => Line(
        $"- memory of the service: {idle:0} MiB when ready, {now:0} MiB after load, {highest:0} MiB at its highest (target: <= 200 MiB under load)");

    public static void Start(string what, TimeSpan time, double target) =>
        Line($"- ready after start, {what}: {time.TotalSeconds:0.00} s (target: <= {target:0.0} s)");

    public static void BeginFloods()
    {
        Line($"");
        Line($"Many keys read by id over 16 connections; one more floods over 64 and has used up what it may ask for at once. Target: p99 <= 1.2 x.");
        Line($"");
        Line($"| a flood of | others req/s | beside it | p50 ms | beside it | p99 ms | beside it (worst) | p99 ratio | flood answers/s | refused |");
        Line($"|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    public static void Flood(FloodMeasurement m)
    {
        const double Target = 1.2;
        var (rate, besides) = (Median(m.Quiet, turn => turn.Rate), Median(m.Flooded, turn => turn.Rate));
        var mark = m.Ratio > Target ? " **above**" : "";
        var refused = (double)m.Flood.Sum(turn => turn.Refused) / m.Flood.Sum(turn => turn.Requests);
        Line($"| {m.Title} | {rate:N0} | {besides:N0} | {Median(m.Quiet, turn => turn.P50):0.0} | {Median(m.Flooded, turn => turn.P50):0.0} | {Median(m.Quiet, turn => turn.P99):0.0} | {Median(m.Flooded, turn => turn.P99):0.0} ({m.Flooded.Max(turn => turn.P99):0.0}) | {m.Ratio:0.00}{mark} | {Median(m.Flood, turn => turn.Rate):N0} | {refused:P0} |");
    }

    public static void BeginEvidence()
    {
        Line($"");
        Line($"| asked for | c | req/s | p50 ms | p99 ms | kB | target |");
        Line($"|---|--:|--:|--:|--:|--:|---|");
    }

    public static void Evidence(EvidenceReads.Row row) => Line(
        $"| {row.Title} | {row.Connections} | {row.Rate:N0} | {row.P50:0.0} | {row.P99:0.0} | {row.Kilobytes:N0} | {row.Target}{(row.IsMissed ? " **missed**" : "")} |");

    public static void Gap() => Line($"");

    private static void DescribePeer()
    {
        Line($"The peer is `tests/Benchmarks/peers/fastify`: one process of Fastify and pg, written by hand, that runs the same statements over the");
        Line($"same tables and has no keys, limits or idempotency. Its targets were set for the best program that could be used instead of the service.");
    }

    private static double Median(IEnumerable<WrkResult> turns, Func<WrkResult, double> of) => Measurement.Median(turns.Select(of));

    private static void Line(FormattableString text) => Console.WriteLine(Text(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
