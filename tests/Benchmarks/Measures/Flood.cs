using ClaimCheck.Benchmarks.Load;
using ClaimCheck.Benchmarks.Servers;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>
/// What a key that never stops does to the others: many keys read claims, each well within its allowance, in turns without and with
/// one more key that asks as fast as it is answered.
/// </summary>
/// <param name="bench">What runs already.</param>
/// <param name="serviceConnectionString">The service's own way to the database.</param>
/// <param name="clock">The clock.</param>
internal sealed class Flood(Bench bench, string serviceConnectionString, TimeProvider clock)
{
    private const int Others = 400;
    private const int ConnectionsOfOthers = 16;
    private const int ConnectionsOfFlood = 64;
    private const int WarmUpSeconds = 15;

    // What a rested key may ask for at once is used up by then.
    private const int HeadStart = 3;

    /// <summary>Measures what a flood of some requests does.</summary>
    /// <param name="title">What the table calls it.</param>
    /// <param name="read">What the others ask for.</param>
    /// <param name="flood">What the flood asks for.</param>
    /// <param name="limits">Settings of the service.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<FloodMeasurement> MeasureAsync(
        string title, Operation read, Operation flood, IReadOnlyDictionary<string, string> limits, CancellationToken cancellation)
    {
        var keys = await MakeKeysAsync(Others, cancellation);
        var flooding = (await MakeKeysAsync(1, cancellation))[0];
        var settings = new Dictionary<string, string>(limits) { ["ConnectionStrings__ClaimCheck"] = serviceConnectionString };
        await using var api = await ApiServer.StartAsync(bench.Options.Assembly, settings, clock, cancellation);
        var reads = await WriteAsync("flood-reads.txt", read.Requests, cancellation);
        var floods = await WriteAsync("flood.txt", flood.Requests, cancellation);
        var keysFile = await WriteAsync("flood-keys.txt", keys, cancellation);
        await OthersAsync(WarmUpSeconds);

        List<WrkResult> quiet = [];
        List<WrkResult> flooded = [];
        List<WrkResult> floodItself = [];
        for (var turn = 0; turn < bench.Options.Turns; turn++)
        {
            quiet.Add(await OthersAsync(bench.Options.Seconds));
            var running = bench.Wrk.FloodAsync(
                api.Address, flooding, flood.Method, floods, ConnectionsOfFlood, HeadStart + bench.Options.Seconds, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(HeadStart), clock, cancellation);
            flooded.Add(await OthersAsync(bench.Options.Seconds));
            floodItself.Add(await running);
        }

        return new FloodMeasurement(title, quiet, flooded, floodItself);

        Task<WrkResult> OthersAsync(int seconds) =>
            bench.Wrk.RunAsync(api.Address, keys[0], read.Method, reads, ConnectionsOfOthers, seconds, cancellation, keysFile);
    }

    private async Task<List<string>> MakeKeysAsync(int count, CancellationToken cancellation)
    {
        await using var data = new DataServices(new DatabaseOptions(serviceConnectionString));
        var by = new Authorship(null, "benchmark", Role.Admin, clock.Now());
        List<string> made = [];
        for (var i = 0; i < count; i++)
        {
            var (_, token) = await data.ApiKeyStore.AddAsync(NewId.At(by.At), "benchmark", Role.Editor, null, by, cancellation);
            made.Add(token.Reveal());
        }

        return made;
    }

    private async Task<string> WriteAsync(string name, IEnumerable<string> lines, CancellationToken cancellation)
    {
        var file = Path.Combine(bench.Folder, name);
        await File.WriteAllLinesAsync(file, lines, cancellation);
        return file;
    }
}

/// <summary>What came out: medians over the turns.</summary>
/// <param name="Title">What flooded.</param>
/// <param name="Quiet">The others by themselves, turn by turn.</param>
/// <param name="Flooded">The others beside the flood, turn by turn.</param>
/// <param name="Flood">The flood itself, turn by turn.</param>
internal sealed record FloodMeasurement(
    string Title, IReadOnlyList<WrkResult> Quiet, IReadOnlyList<WrkResult> Flooded, IReadOnlyList<WrkResult> Flood)
{
    /// <summary>By how much the 99th percentile of the others grows.</summary>
    public double Ratio => Measurement.Median(Flooded.Select(turn => turn.P99)) / Measurement.Median(Quiet.Select(turn => turn.P99));
}
