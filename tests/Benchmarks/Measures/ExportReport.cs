using System.Globalization;
using ClaimCheck.Benchmarks.Corpus;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>What <c>make bench ARGS="--export"</c> prints, as Markdown.</summary>
internal static class ExportReport
{
    private const double RatioTarget = 0.7;
    private const int Million = 1_000_000;

    /// <param name="corpus">What is there.</param>
    /// <param name="turns">What was measured.</param>
    /// <param name="ready">The service's memory before the first export, in MiB.</param>
    /// <param name="highest">And at its highest.</param>
    public static void Print(CorpusSize corpus, IReadOnlyList<ExportTurn> turns, double ready, double highest)
    {
        Line($"### Exports of {corpus}");
        Line($"");
        Line($"Medians. `copy` sends the same statement's rows to psql, which throws them away.");
        Line($"Memory of the service: {ready:0} MiB when ready, {highest:0} MiB at its highest.");
        Line($"");
        Line($"| export | lines | MB | copy, lines/s | service, lines/s | beside copy (>= {RatioTarget:0.0}) |");
        Line($"|---|--:|--:|--:|--:|--:|");
        foreach (var export in turns.GroupBy(turn => (turn.Name, turn.Format)))
        {
            var one = export.First();
            var limit = one.Lines / Measurement.Median(export.Select(turn => turn.Limit.TotalSeconds));
            var rate = one.Lines / Measurement.Median(export.Select(turn => turn.Took.TotalSeconds));
            Line($"| {one.Name}, {one.Format} | {one.Lines:N0} | {(double)one.Bytes / Million:0} | {limit:N0} | {rate:N0} | {rate / limit:0.00}{(rate / limit < RatioTarget ? " **missed**" : "")} |");
        }
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
