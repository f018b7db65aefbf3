using System.Globalization;
using ClaimCheck.Benchmarks.Corpus;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>What <c>make bench-growth</c> prints: each operation and each table at every size, against the first, as Markdown.</summary>
/// <param name="sizes">The sizes, smallest first.</param>
internal sealed class GrowthReport(IReadOnlyList<CorpusSize> sizes)
{
    private const double Mebibyte = 1 << 20;
    private const double SmallestListed = Mebibyte;

    // The least share of the first size's rate, from the table of targets; what is not in it has no target.
    private static readonly Dictionary<string, double> Targets = new() { ["get"] = 0.85, ["links"] = 0.85, ["list"] = 0.85, ["search"] = 0.70 };

    private readonly List<(CorpusSize Size, Measurement Measured)> measurements = [];
    private readonly Dictionary<CorpusSize, Dictionary<string, StorageSize>> storage = [];

    public static string Describe(CorpusSize size, Measurement measured) => Text(
        $"{size.Claims:N0} claims, {measured.Operation.Title}: {measured.Rate:N0} a second, of {measured.Limit:N0}; p99 {measured.P99:0.0} ms");

    public void Add(CorpusSize size, Measurement measured) => measurements.Add((size, measured));

    public void Add(CorpusSize size, IEnumerable<StorageSize> relations) =>
        storage[size] = relations.ToDictionary(relation => relation.Name);

    public void Print(BenchmarkOptions options)
    {
        Line($"### Growth from {sizes[0].Claims:N0} to {sizes[^1].Claims:N0} claims");
        Line($"");
        Line($"One corpus in one folder, and at each size the service and `pgbench -M prepared` in {options.Turns} turns each of {options.Seconds} s at 16 connections;");
        Line($"medians. The rates are also given as shares of those at the first size. Claims that were created in between stay.");
        Line($"");
        Line($"| operation | claims | limit req/s | of first | service req/s | of first | target | share of limit | p50 ms | p99 (worst) ms |");
        Line($"|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var operation in measurements.GroupBy(measurement => measurement.Measured.Operation.Key))
        {
            PrintOperation([.. operation]);
        }

        Line($"");
        PrintStorage();
    }

    private static void PrintOperation(List<(CorpusSize Size, Measurement Measured)> rows)
    {
        var first = rows[0].Measured;
        foreach (var (size, m) in rows)
        {
            var ofFirst = m.Rate / first.Rate;
            var hasTarget = Targets.TryGetValue(m.Operation.Key, out var least);
            var target = hasTarget ? Text($">= {least:0.00}") : "";
            var mark = hasTarget && ofFirst < least ? " **below**" : "";
            Line($"| {m.Operation.Title} | {size.Claims:N0} | {m.Limit:N0} | {m.Limit / first.Limit:0.00} | {m.Rate:N0} | {ofFirst:0.00}{mark} | {target} | {m.Share:0.00} | {m.P50:0.0} | {m.P99:0.0} ({m.WorstP99:0.0}) |");
        }
    }

    private void PrintStorage()
    {
        Line($"| MiB on disk at | {Columns(size => Text($"{size.Claims:N0}"))} | of first |");
        Line($"|---|{string.Concat(sizes.Select(_ => "--:|"))}--:|");
        var listed = storage[sizes[^1]].Values.Where(relation => relation.Bytes >= SmallestListed).OrderByDescending(relation => relation.Bytes);
        foreach (var name in listed.Select(relation => relation.Name))
        {
            PrintMebibytes($"`{name}`", relations => relations[name].Bytes);
        }

        PrintMebibytes("everything", Everything);
        Line($"| claims, with those created in between | {Columns(size => Text($"{Claims(storage[size]):N0}"))} | |");
        Line($"| bytes a claim | {Columns(size => Text($"{Everything(storage[size]) / Claims(storage[size]):N0}"))} | |");

        static double Everything(Dictionary<string, StorageSize> relations) => relations.Values.Sum(relation => relation.Bytes);

        static long Claims(Dictionary<string, StorageSize> relations) => relations["claims"].Rows;
    }

    private void PrintMebibytes(string name, Func<Dictionary<string, StorageSize>, double> bytes) => Line(
        $"| {name} | {Columns(size => Text($"{bytes(storage[size]) / Mebibyte:N0}"))} | {bytes(storage[sizes[^1]]) / bytes(storage[sizes[0]]):0.0} |");

    private string Columns(Func<CorpusSize, string> cell) => string.Join(" | ", sizes.Select(cell));

    private static void Line(FormattableString text) => Console.WriteLine(Text(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
