using ClaimCheck.Data.Telemetry;
using Npgsql;
using Polly;
using Polly.CircuitBreaker;

namespace ClaimCheck.Data.Pools;

/// <summary>
/// The server behind several pools, as far as it can be told from how they fare: while it keeps failing the circuit is open and
/// everybody is told so at once; when connections are lost, all pools drop those that lie idle.
/// </summary>
/// <param name="name">Which server, for the meters.</param>
/// <param name="hosts">Where it is.</param>
/// <param name="meters">Where the state of the circuit is told.</param>
internal sealed class Server(string name, HostSearch hosts, DataMeters meters) : IAsyncDisposable
{
    private const int FewestUses = 8;
    private const int MillisecondsBetweenClears = 200;

    // Short, so that the first success comes soon after the server is back: one use in this time tries it.
    private static readonly TimeSpan OpenFor = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Sampled = TimeSpan.FromSeconds(1);

    private readonly List<IReadOnlyList<NpgsqlDataSource>> pools = [];
    private readonly CircuitBreakerStateProvider observed = new();
    private ResiliencePipeline? circuit;
    private long clearedAt;

    /// <summary>Connections were lost: what another server has taken over may not know must not be relied on.</summary>
    public event Action? Lost;

    /// <summary>Where it is at the time.</summary>
    public HostSearch Hosts => hosts;

    /// <summary>The one circuit that all pools share.</summary>
    public ResiliencePipeline Circuit => circuit ??= BuildCircuit();

    /// <summary>Adds the connections of a pool, by host, to those that are dropped together.</summary>
    public void Add(IReadOnlyList<NpgsqlDataSource> pool) => pools.Add(pool);

    /// <summary>
    /// Connections to a host were lost. Those that lie idle in any pool were most likely lost with them, and each would cost
    /// somebody a failure. Not at every failure: the connections made since then are good.
    /// </summary>
    public void ConnectionsLost(int host)
    {
        hosts.Doubt(host);
        var now = Environment.TickCount64;
        var before = Interlocked.Read(ref clearedAt);
        if (now - before < MillisecondsBetweenClears || Interlocked.CompareExchange(ref clearedAt, now, before) != before)
        {
            return;
        }

        foreach (var pool in pools)
        {
            pool[host].Clear();
        }

        Lost?.Invoke();
    }

    /// <summary>Says at once what a use of the database would be told.</summary>
    /// <exception cref="BrokenCircuitException">The circuit is open.</exception>
    public void ThrowIfGivenUp()
    {
        if (observed.CircuitState == CircuitState.Open)
        {
            throw new BrokenCircuitException();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => hosts.DisposeAsync();

    private ResiliencePipeline BuildCircuit()
    {
        meters.ObserveCircuit(name, () => observed.CircuitState);
        return new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Exception is { } e && Failures.IsServerAway(e)),
                FailureRatio = 0.5,
                MinimumThroughput = FewestUses,
                SamplingDuration = Sampled,
                BreakDurationGenerator = static _ => ValueTask.FromResult(OpenFor),
                StateProvider = observed,
                OnOpened = _ =>
                {
                    meters.CircuitOpened(name);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }
}
