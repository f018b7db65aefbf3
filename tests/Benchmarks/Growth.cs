using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Benchmarks.Load;
using ClaimCheck.Benchmarks.Measures;
using ClaimCheck.Benchmarks.Servers;
using ClaimCheck.Benchmarks.Yardstick;
using ClaimCheck.Data.Embedded;
using ClaimCheck.Testing;

namespace ClaimCheck.Benchmarks;

/// <summary>One corpus that grows in one folder, and the same measures at each of its sizes.</summary>
/// <param name="options">What was asked for; its size is that of the first step.</param>
/// <param name="sizes">The sizes, smallest first.</param>
/// <param name="clock">The clock.</param>
internal sealed class Growth(BenchmarkOptions options, IReadOnlyList<CorpusSize> sizes, TimeProvider clock)
{
    private const int Connections = 16;

    private readonly Progress progress = new(clock);
    private readonly Vocabulary vocabulary = new();
    private readonly GrowthReport report = new(sizes);

    public async Task MakeAsync(CancellationToken cancellation)
    {
        var scratch = ThrowAwayFolder.MakeLasting();
        try
        {
            await using var server = await CorpusFolder.OpenAsync(
                options.DataFolder ?? Path.Combine(scratch, "data"), sizes[0], vocabulary, progress, clock, cancellation);
            var key = await BenchmarkKey.MakeAsync(server, clock, cancellation);
            await MeasureAsync(server, sizes[0], key, scratch, cancellation);
            foreach (var (before, after) in sizes.Zip(sizes.Skip(1)))
            {
                await CorpusFolder.GrowAsync(server, new CorpusPart(before, after), vocabulary, progress, cancellation);
                await MeasureAsync(server, after, key, scratch, cancellation);
            }

            report.Print(options);
        }
        finally
        {
            ThrowAwayFolder.Remove(scratch);
        }
    }

    private async Task MeasureAsync(EmbeddedPostgres server, CorpusSize size, string key, string scratch, CancellationToken cancellation)
    {
        // Before anything is created: what is counted is the corpus.
        report.Add(size, await StorageSize.ReadAsync(server.AdminConnectionString, cancellation));
        await using var api = await ApiServer.StartUnlimitedAsync(options.Assembly, server.ServiceConnectionString, clock, cancellation);
        using var client = Clients.Of(api, key);
        var bench = new Bench(
            api, null, key, await Pgbench.OfAsync(server, clock), await Wrk.InAsync(scratch, cancellation), server.AdminConnectionString, scratch, options);
        await bench.WarmUpAsync(new Reads(size).Get(), cancellation);
        foreach (var operation in OperationsAt(size).Where(operation => options.Only.Count == 0 || options.Only.Contains(operation.Key)))
        {
            await Probe.CheckAsync(client, operation, cancellation);
            var measured = await bench.MeasureAsync(operation, Connections, cancellation);
            report.Add(size, measured);
            progress.Say(GrowthReport.Describe(size, measured));
        }
    }

    private IEnumerable<Operation> OperationsAt(CorpusSize size)
    {
        var (reads, searches) = (new Reads(size), new Searches(size, vocabulary));
        yield return reads.Get();
        yield return reads.GetWithLinks();

        // Of the same sources at every size: those that fill a page from the first on.
        yield return new Reads(sizes[0]).List();
        yield return searches.EquallySelective();
        yield return searches.Commonest();

        // Last, because the tables grow by it.
        yield return new Writes(size, vocabulary).Create();
    }
}
