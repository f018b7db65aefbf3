using System.Globalization;
using ClaimCheck.Benchmarks.Corpus;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>What <c>make bench ARGS="--import ROWS"</c> prints, as Markdown.</summary>
internal static class ImportReport
{
    private const double RatioTarget = 1.2;
    private const double MemoryTarget = 64;
    private const double TailTarget = 2;

    /// <param name="corpus">What is there before.</param>
    /// <param name="rows">How many rows were imported.</param>
    /// <param name="copies">How long <c>\copy</c> took for the same rows, turn by turn.</param>
    /// <param name="turns">What the service took.</param>
    /// <param name="reads">Reads of others meanwhile.</param>
    public static void Print(
        CorpusSize corpus, int rows, IReadOnlyList<TimeSpan> copies, IReadOnlyList<ImportTurn> turns, IReadOnlyList<ReadsBesideImport> reads)
    {
        Line($"### Import of {rows:N0} claims into {corpus}");
        if (copies.Count > 0)
        {
            PrintTurns(rows, copies, turns);
        }

        if (reads.Count > 0)
        {
            PrintReads(reads);
        }
    }

    private static void PrintTurns(int rows, IReadOnlyList<TimeSpan> copies, IReadOnlyList<ImportTurn> turns)
    {
        var limit = rows / Measurement.Median(copies.Select(copy => copy.TotalSeconds));
        Line($"");
        Line($"Each turn begins with a copy of the same database. `psql \\copy` writes what the import has stored: claims, hops and audit entries, one stream.");
        Line($"Medians over {copies.Count} turns. `\\copy`: {limit:N0} rows/s.");
        Line($"");
        Line($"| format | rows/s | beside \\copy (>= {RatioTarget:0.0}) | arrived after s | all after s | service CPU us/row | MiB idle | above idle (<= {MemoryTarget:0}) |");
        Line($"|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var format in turns.GroupBy(turn => turn.Format))
        {
            var took = Median(format, turn => turn.Took.TotalSeconds);
            var rate = rows / took;
            var above = format.Max(turn => turn.Highest - turn.Idle);
            Line($"| {format.Key} | {rate:N0} | {rate / limit:0.00}{Mark(rate / limit < RatioTarget)} | {Median(format, turn => turn.Arrived.TotalSeconds):0.0} | {took:0.0} | {Median(format, turn => turn.Processor.TotalMicroseconds / rows):0} | {Median(format, turn => turn.Idle):0} | {above:0}{Mark(above > MemoryTarget)} |");
        }
    }

    private static void PrintReads(IReadOnlyList<ReadsBesideImport> reads)
    {
        Line($"");
        Line($"| others get by id | req/s | during | p50 ms | during | p99 ms | during | ratio (<= {TailTarget:0}) |");
        Line($"|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var read in reads)
        {
            Line($"| {read.Connections} at a time | {read.Before.Rate:N0} | {read.During.Rate:N0} | {read.Before.P50:0.0} | {read.During.P50:0.0} | {read.Before.P99:0.0} | {read.During.P99:0.0} | {read.Ratio:0.00}{Mark(read.Ratio > TailTarget)} |");
        }
    }

    private static string Mark(bool isMissed) => isMissed ? " **missed**" : "";

    private static double Median(IEnumerable<ImportTurn> turns, Func<ImportTurn, double> of) => Measurement.Median(turns.Select(of));

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
