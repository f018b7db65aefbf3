using System.Globalization;
using ClaimCheck.Benchmarks.Corpus;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>Counting origins, and drawing the graph, beside reading the same claim with its links.</summary>
/// <param name="bench">What measures.</param>
internal sealed class EvidenceReads(Bench bench)
{
    private const int Seconds = 5;
    private const int SmallCluster = 10;
    private const int TargetConnections = 16;

    /// <summary>What one kind of request came to.</summary>
    /// <param name="Title">What is asked for.</param>
    /// <param name="Connections">How many at a time.</param>
    /// <param name="Rate">How many a second.</param>
    /// <param name="P50">In milliseconds.</param>
    /// <param name="P99">In milliseconds.</param>
    /// <param name="Kilobytes">The size of an answer.</param>
    /// <param name="Target">What it is to reach.</param>
    /// <param name="IsMissed">Whether it does not.</param>
    public sealed record Row(string Title, int Connections, double Rate, double P50, double P99, double Kilobytes, string Target, bool IsMissed);

    /// <summary>The rows of the table.</summary>
    public async IAsyncEnumerable<Row> MeasureAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Clusters.MakeAsync(bench.AdminConnectionString, cancellation);
        var links = await MeasureAsync($"claim with its links, {SmallCluster} around it", PathOf(SmallCluster, "?expand=links"), TargetConnections, _ => ("", false), cancellation);
        yield return links;
        yield return await MeasureAsync(
            $"evidence, {SmallCluster} around it", PathOf(SmallCluster, "/evidence"), TargetConnections,
            row => ("at least half the rate of the row above", row.Rate < links.Rate / 2), cancellation);
        yield return await MeasureAsync("evidence, 1,000 around it", PathOf(1_000, "/evidence"), 1, row => ("p50 <= 15 ms", row.P50 > 15), cancellation);
        yield return await MeasureAsync("evidence, 10,000 around it", PathOf(10_000, "/evidence"), 1, row => ("p50 <= 150 ms", row.P50 > 150), cancellation);
        yield return await MeasureAsync($"graph, {SmallCluster} around it", PathOf(SmallCluster, "/graph?depth=1"), TargetConnections, _ => ("", false), cancellation);
        yield return await MeasureAsync("graph, 10,000 around it, bounded", PathOf(10_000, "/graph?depth=4"), 1, _ => ("", false), cancellation);
    }

    private async Task<Row> MeasureAsync(
        string title, string path, int connections, Func<Row, (string Target, bool IsMissed)> judge, CancellationToken cancellation)
    {
        var requests = Path.Combine(bench.Folder, "evidence.txt");
        await File.WriteAllTextAsync(requests, path + "\n", cancellation);
        await bench.Wrk.RunAsync(bench.Api.Address, bench.Key, "GET", requests, connections, Seconds, cancellation);
        var result = await bench.Wrk.RunAsync(bench.Api.Address, bench.Key, "GET", requests, connections, Seconds, cancellation);
        var row = new Row(title, connections, result.Rate, result.P50, result.P99, result.BytesEach / 1024, "", false);
        var (target, isMissed) = judge(row);
        return row with { Target = target, IsMissed = isMissed };
    }

    private static string PathOf(int size, string rest) => string.Create(CultureInfo.InvariantCulture, $"/v1/claims/{Clusters.MiddleOf(size)}{rest}");
}
