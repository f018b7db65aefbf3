using ClaimCheck.Benchmarks.Api;
using ClaimCheck.Benchmarks.Load;
using ClaimCheck.Benchmarks.Yardstick;
using Dapper;
using Npgsql;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>Everything a measurement needs, set up once: the database, the service over it, and both load generators.</summary>
/// <param name="Api">The service.</param>
/// <param name="Key">Opens it.</param>
/// <param name="Pgbench">The yardstick.</param>
/// <param name="Wrk">The load.</param>
/// <param name="AdminConnectionString">For what tidies up between turns.</param>
/// <param name="Folder">Where scripts are put.</param>
/// <param name="Options">What was asked for.</param>
internal sealed record Bench(
    ApiProcess Api, string Key, Pgbench Pgbench, Wrk Wrk, string AdminConnectionString, string Folder, BenchmarkOptions Options)
{
    private const int WarmUpSeconds = 2;

    // By then the runtime has compiled what every request runs through for the second time.
    private const int FirstWarmUpSeconds = 25;

    /// <summary>Brings a freshly started service to its working speed.</summary>
    public async Task WarmUpAsync(Operation operation, CancellationToken cancellation)
    {
        var (_, requests) = await WriteFilesAsync(operation, cancellation);
        await Wrk.RunAsync(Api.Address, Key, operation.Method, requests, Yardstick.Pgbench.MostClients, FirstWarmUpSeconds, cancellation);
    }

    /// <summary>Lets both take turns, after a warm-up that counts for neither.</summary>
    public async Task<Measurement> MeasureAsync(Operation operation, int connections, CancellationToken cancellation)
    {
        var (script, requests) = await WriteFilesAsync(operation, cancellation);
        await LimitAsync(WarmUpSeconds);
        await ServiceAsync(WarmUpSeconds);
        List<double> limits = [];
        List<WrkResult> turns = [];
        var processor = 0.0;
        for (var turn = 0; turn < Options.Turns; turn++)
        {
            await TidyAsync(operation);
            limits.Add(await LimitAsync(Options.Seconds));
            await TidyAsync(operation);
            var before = Api.ProcessorTime;
            turns.Add(await ServiceAsync(Options.Seconds));
            processor += (Api.ProcessorTime - before).TotalMicroseconds;
        }

        await TidyAsync(operation);
        return new Measurement(operation, connections, limits, turns, processor / turns.Sum(turn => turn.Requests));

        Task<double> LimitAsync(int seconds) => Pgbench.RunAsync(script, operation.SessionOptions, connections, seconds, cancellation);

        Task<WrkResult> ServiceAsync(int seconds) =>
            Wrk.RunAsync(Api.Address, Key, operation.Method, requests, connections, seconds, cancellation);
    }

    private async Task<(string Script, string Requests)> WriteFilesAsync(Operation operation, CancellationToken cancellation)
    {
        var script = Path.Combine(Folder, $"{operation.Key}.sql");
        var requests = Path.Combine(Folder, $"{operation.Key}.txt");
        await File.WriteAllTextAsync(script, operation.Script, cancellation);
        await File.WriteAllLinesAsync(requests, operation.Requests, cancellation);
        return (script, requests);
    }

    /// <summary>What one turn wrote must not be paid for by the next, be it read or written.</summary>
    private async Task TidyAsync(Operation operation)
    {
        if (operation.Writes)
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(AdminConnectionString) { CommandTimeout = 0 }.ConnectionString);
            await connection.ExecuteAsync("select flush_search_index()");
            await connection.ExecuteAsync("checkpoint;");
        }
    }
}
