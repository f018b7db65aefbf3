using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Benchmarks.Load;
using ClaimCheck.Benchmarks.Measures;
using ClaimCheck.Benchmarks.Servers;
using ClaimCheck.Benchmarks.Yardstick;
using ClaimCheck.Data.Embedded;
using ClaimCheck.Testing;

namespace ClaimCheck.Benchmarks;

/// <summary>One run from an empty folder, or a kept one, to the report.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="clock">The clock.</param>
internal sealed class Run(BenchmarkOptions options, TimeProvider clock)
{
    private const double StartTarget = 1.5;
    private const double FirstStartTarget = 6;

    private readonly Progress progress = new(clock);
    private readonly Vocabulary vocabulary = new();

    public async Task MakeAsync(CancellationToken cancellation)
    {
        var scratch = ThrowAwayFolder.MakeLasting();
        try
        {
            await using var server = await CorpusFolder.OpenAsync(
                options.DataFolder ?? Path.Combine(scratch, "data"), options.Size, vocabulary, progress, clock, cancellation);
            var key = await BenchmarkKey.MakeAsync(server, clock, cancellation);
            await using var api = await ApiServer.StartUnlimitedAsync(options.Assembly, server.ServiceConnectionString, clock, cancellation);
            progress.Say("the service is ready");
            await using var peer = options.WithPeer
                ? await PeerServer.StartAsync(server.ServiceConnectionString, progress, clock, cancellation)
                : null;
            var pgbench = await Pgbench.OfAsync(server, clock);
            var wrk = await Wrk.InAsync(scratch, cancellation);
            var bench = new Bench(api, peer, key, pgbench, wrk, server.AdminConnectionString, scratch, options);
            await MeasureAsync(bench, cancellation);
            await MeasureEvidenceAsync(bench, cancellation);
            await MeasureFloodsAsync(new Flood(bench, server.ServiceConnectionString, clock), cancellation);
            await MeasureStartsAsync(Path.Combine(scratch, "first"), cancellation);
        }
        finally
        {
            ThrowAwayFolder.Remove(scratch);
        }
    }

    private async Task MeasureAsync(Bench bench, CancellationToken cancellation)
    {
        using var client = Clients.Of(bench.Api, bench.Key);
        using var peerClient = bench.Peer is null ? null : new HttpClient { BaseAddress = bench.Peer.Address };
        var idle = bench.Api.Memory("VmRSS");
        var (reads, searches) = (new Reads(options.Size), new Searches(options.Size, vocabulary));
        await bench.WarmUpAsync(reads.Get(), cancellation);
        Report.Begin(options, bench.Peer is not null);
        SlowestSearch? slowest = null;
        await foreach (var operation in OperationsAsync())
        {
            var answered = await Probe.CheckAsync(client, operation, cancellation);
            if (peerClient is not null && operation.TargetOverPeer is not null
                && !answered.SequenceEqual(await Probe.CheckAsync(peerClient, operation, cancellation)))
            {
                throw new BenchmarkFailedException($"The peer answers something else than the service: {operation.Requests[0]}");
            }

            foreach (var connections in options.Concurrency.Where(c => c <= operation.MostConnections))
            {
                progress.Say($"{operation.Title}, {connections} at a time");
                Report.Row(await bench.MeasureAsync(operation, connections, cancellation));
            }
        }

        if (slowest is not null)
        {
            Report.SlowestSearch(slowest);
        }

        Report.Gap();
        Report.Memory(idle, bench.Api.Memory("VmRSS"), bench.Api.Memory("VmHWM"));
        Report.Start("existing data, external Postgres", bench.Api.ReadyAfter, StartTarget);

        async IAsyncEnumerable<Operation> OperationsAsync()
        {
            foreach (var operation in new[] { reads.Get(), reads.GetWithLinks(), reads.List(), reads.ListLargest() }.Where(IsWanted))
            {
                yield return operation;
            }

            if (IsWanted("list-deep"))
            {
                yield return reads.ListDeep(await DeepPages.WalkAsync(client, cancellation));
            }

            foreach (var operation in new[] { searches.Selective(), searches.Medium(), searches.TwoWords(), searches.Commonest() }.Where(IsWanted))
            {
                yield return operation;
            }

            if (IsWanted("search-slowest"))
            {
                slowest = await SlowestSearch.FindAsync(client, vocabulary, clock, cancellation);
                yield return searches.Slowest(slowest.Query);
            }

            // Last, because the tables grow by it.
            if (IsWanted("create"))
            {
                yield return new Writes(options.Size, vocabulary).Create();
            }
        }
    }

    private async Task MeasureEvidenceAsync(Bench bench, CancellationToken cancellation)
    {
        if (!IsWanted("evidence"))
        {
            return;
        }

        Report.BeginEvidence();
        await foreach (var row in new EvidenceReads(bench).MeasureAsync(cancellation))
        {
            Report.Evidence(row);
        }
    }

    /// <summary>Floods of reads and of searches, and as a control one of reads without a limit.</summary>
    private async Task MeasureFloodsAsync(Flood flood, CancellationToken cancellation)
    {
        if (!IsWanted("flood"))
        {
            return;
        }

        var (reads, searches) = (new Reads(options.Size), new Searches(options.Size, vocabulary));
        var unlimited = new Dictionary<string, string> { ["Limits__UnitsPerSecond"] = "0" };
        Report.BeginFloods();
        Report.Flood(await flood.MeasureAsync("reads", reads.Get(), reads.Get(), new Dictionary<string, string>(), cancellation));
        Report.Flood(await flood.MeasureAsync("searches", reads.Get(), searches.Commonest(), new Dictionary<string, string>(), cancellation));
        Report.Flood(await flood.MeasureAsync("reads, without a limit", reads.Get(), reads.Get(), unlimited, cancellation));
    }

    /// <summary>With the service's own Postgres: once from nothing, sample included, and once more on what that made.</summary>
    private async Task MeasureStartsAsync(string folder, CancellationToken cancellation)
    {
        if (!IsWanted("start"))
        {
            return;
        }

        var settings = new Dictionary<string, string> { ["Embedded__DataDirectory"] = folder, ["Sample__Load"] = "true" };
        foreach (var (what, target) in new[] { ("first start with initdb and sample", FirstStartTarget), ("existing data, own Postgres", StartTarget) })
        {
            await using var api = await ApiServer.StartAsync(options.Assembly, settings, clock, cancellation);
            Report.Start(what, api.ReadyAfter, target);
        }
    }

    private bool IsWanted(Operation operation) => IsWanted(operation.Key);

    private bool IsWanted(string key) => options.Only.Count == 0 || options.Only.Contains(key);
}
