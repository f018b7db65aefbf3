using ClaimCheck.Data.Telemetry;
using Npgsql;
using Polly;
using Polly.CircuitBreaker;

namespace ClaimCheck.Data.Pools;

/// <summary>
/// The server behind all pools, as far as it can be told from how they fare: while it keeps failing the circuit is open and
/// everybody is told so at once; when connections are lost, all pools drop those that lie idle.
/// </summary>
/// <param name="name">Which server, for the meters.</param>
/// <param name="state">Which of several hosts is meant: the one that has this state at the time.</param>
/// <param name="meters">Where the state of the circuit is told.</param>
internal sealed class Server(string name, TargetSessionAttributes state, DataMeters meters)
{
    private const int FewestUses = 8;

    // Short, so that the first success comes soon after the server is back: one use in this time tries it.
    private static readonly TimeSpan OpenFor = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Sampled = TimeSpan.FromSeconds(1);
    private static readonly long BetweenClears = (long)TimeSpan.FromMilliseconds(200).TotalMilliseconds;

    private readonly List<NpgsqlDataSource> sources = [];
    private readonly CircuitBreakerStateProvider observed = new();
    private ResiliencePipeline? circuit;
    private long clearedAt;

    /// <summary>Which of several hosts is meant.</summary>
    public TargetSessionAttributes State => state;

    /// <summary>The one circuit that all pools share.</summary>
    public ResiliencePipeline Circuit => circuit ??= BuildCircuit();

    /// <summary>Adds the connections of a pool to those that are dropped together.</summary>
    public void Add(NpgsqlDataSource source) => sources.Add(source);

    /// <summary>
    /// Connections were lost. Those that lie idle in any pool were most likely lost with them, and each would cost somebody a
    /// failure. Not at every failure: the connections made since then are good.
    /// </summary>
    public void ConnectionsLost()
    {
        var now = Environment.TickCount64;
        var before = Interlocked.Read(ref clearedAt);
        if (now - before < BetweenClears || Interlocked.CompareExchange(ref clearedAt, now, before) != before)
        {
            return;
        }

        foreach (var source in sources)
        {
            source.Clear();
        }
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
