using ClaimCheck.Benchmarks.Load;
using ClaimCheck.Benchmarks.Servers;
using ClaimCheck.Benchmarks.Yardstick;
using Dapper;
using Npgsql;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>Everything a measurement needs, set up once: the database, what runs over it, and both load generators.</summary>
/// <param name="Api">The service.</param>
/// <param name="Peer">What it is compared with; null where that is left out.</param>
/// <param name="Key">Opens the service; the peer has no lock.</param>
/// <param name="Pgbench">The yardstick.</param>
/// <param name="Wrk">The load.</param>
/// <param name="AdminConnectionString">For what tidies up between turns.</param>
/// <param name="Folder">Where scripts are put.</param>
/// <param name="Options">What was asked for.</param>
internal sealed record Bench(
    ServerProcess Api, ServerProcess? Peer, string Key, Pgbench Pgbench, Wrk Wrk, string AdminConnectionString, string Folder,
    BenchmarkOptions Options)
{
    private const int WarmUpSeconds = 2;

    // By then the runtime has compiled what every request runs through for the second time.
    private const int FirstWarmUpSeconds = 25;
    private const int FirstPeerWarmUpSeconds = 5;

    /// <summary>Brings freshly started servers to their working speed.</summary>
    public async Task WarmUpAsync(Operation operation, CancellationToken cancellation)
    {
        var (_, requests) = await WriteFilesAsync(operation, cancellation);
        await LoadAsync(Api, operation, requests, Yardstick.Pgbench.MostClients, FirstWarmUpSeconds, cancellation);
        if (Peer is not null)
        {
            await LoadAsync(Peer, operation, requests, Yardstick.Pgbench.MostClients, FirstPeerWarmUpSeconds, cancellation);
        }
    }

    /// <summary>Lets all take turns, after a warm-up that counts for none.</summary>
    public async Task<Measurement> MeasureAsync(Operation operation, int connections, CancellationToken cancellation)
    {
        var (script, requests) = await WriteFilesAsync(operation, cancellation);
        var peer = operation.TargetOverPeer is null ? null : Peer;
        await LimitAsync(WarmUpSeconds);
        await TurnAsync(Api, WarmUpSeconds);
        if (peer is not null)
        {
            await TurnAsync(peer, WarmUpSeconds);
        }

        List<double> limits = [];
        List<WrkResult> turns = [];
        List<WrkResult> peerTurns = [];
        var processor = 0.0;
        for (var turn = 0; turn < Options.Turns; turn++)
        {
            await TidyAsync(operation, cancellation);
            limits.Add(await LimitAsync(Options.Seconds));
            await TidyAsync(operation, cancellation);
            var before = Api.ProcessorTime;
            turns.Add(await TurnAsync(Api, Options.Seconds));
            processor += (Api.ProcessorTime - before).TotalMicroseconds;
            if (peer is not null)
            {
                await TidyAsync(operation, cancellation);
                peerTurns.Add(await TurnAsync(peer, Options.Seconds));
            }
        }

        await TidyAsync(operation, cancellation);
        return new Measurement(operation, connections, limits, turns, peerTurns, processor / turns.Sum(turn => turn.Requests));

        Task<double> LimitAsync(int seconds) => Pgbench.RunAsync(script, operation.SessionOptions, connections, seconds, cancellation);

        Task<WrkResult> TurnAsync(ServerProcess server, int seconds) =>
            LoadAsync(server, operation, requests, connections, seconds, cancellation);
    }

    private Task<WrkResult> LoadAsync(
        ServerProcess server, Operation operation, string requests, int connections, int seconds, CancellationToken cancellation) =>
        Wrk.RunAsync(server.Address, Key, operation.Method, requests, connections, seconds, cancellation);

    private async Task<(string Script, string Requests)> WriteFilesAsync(Operation operation, CancellationToken cancellation)
    {
        var script = Path.Combine(Folder, $"{operation.Key}.sql");
        var requests = Path.Combine(Folder, $"{operation.Key}.txt");
        await File.WriteAllTextAsync(script, operation.Script, cancellation);
        await File.WriteAllLinesAsync(requests, operation.Requests, cancellation);
        return (script, requests);
    }

    /// <summary>What one turn wrote must not be paid for by the next, be it read or written.</summary>
    private async Task TidyAsync(Operation operation, CancellationToken cancellation)
    {
        if (operation.Writes)
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(AdminConnectionString) { CommandTimeout = 0 }.ConnectionString);
            await connection.ExecuteAsync(new CommandDefinition("select flush_search_index()", cancellationToken: cancellation));
            await connection.ExecuteAsync(new CommandDefinition("checkpoint;", cancellationToken: cancellation));
        }
    }
}
