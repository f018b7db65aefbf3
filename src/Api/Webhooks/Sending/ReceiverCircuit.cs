using ClaimCheck.Domain.Webhooks;
using Polly;
using Polly.CircuitBreaker;

namespace ClaimCheck.Api.Webhooks.Sending;

/// <summary>
/// Leaves a receiver alone that keeps failing: its messages wait, none of their attempts is used up on it, and now and then one of them
/// is sent to see whether it is back.
/// </summary>
internal sealed class ReceiverCircuit
{
    /// <summary>How long a receiver is left alone.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private const int FewestAttempts = 5;
    private const double ShareOfFailures = 0.8;
    private static readonly TimeSpan Sampled = TimeSpan.FromSeconds(30);

    // Longer than any sending takes.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly CircuitBreakerStateProvider state = new();
    private readonly ResiliencePipeline<DeliveryAttempt> pipeline;
    private readonly TimeProvider clock;
    private long triedFrom;
    private long usedAt;

    /// <param name="clock">The service's clock.</param>
    /// <param name="opened">Told whenever the receiver is given a rest.</param>
    public ReceiverCircuit(TimeProvider clock, Action opened)
    {
        this.clock = clock;
        usedAt = clock.GetUtcNow().UtcTicks;
        pipeline = new ResiliencePipelineBuilder<DeliveryAttempt> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<DeliveryAttempt>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result?.IsOutage is true),
                FailureRatio = ShareOfFailures,
                MinimumThroughput = FewestAttempts,
                SamplingDuration = Sampled,
                BreakDuration = Rest,
                StateProvider = state,
                OnOpened = _ =>
                {
                    Interlocked.Exchange(ref triedFrom, (clock.GetUtcNow() + Rest).UtcTicks);
                    opened();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>When the receiver is tried again.</summary>
    public DateTimeOffset TriedFrom => new(Interlocked.Read(ref triedFrom), TimeSpan.Zero);

    /// <summary>Whether it is left alone.</summary>
    public bool IsResting(DateTimeOffset now) => state.CircuitState == CircuitState.Open && now < TriedFrom;

    /// <summary>Whether it is tried with one message at a time.</summary>
    public bool IsTried(DateTimeOffset now) => state.CircuitState == CircuitState.HalfOpen || (state.CircuitState == CircuitState.Open && now >= TriedFrom);

    /// <summary>Whether nothing was sent for so long that what it knows is worth nothing, as with a webhook that is deleted.</summary>
    public bool IsForgotten(DateTimeOffset now) => now.UtcTicks - Interlocked.Read(ref usedAt) >= Remembered.Ticks;

    /// <summary>Sends, unless the receiver was given a rest meanwhile.</summary>
    /// <exception cref="BrokenCircuitException">It was.</exception>
    public ValueTask<DeliveryAttempt> SendAsync(Func<CancellationToken, Task<DeliveryAttempt>> send, CancellationToken stopping)
    {
        Interlocked.Exchange(ref usedAt, clock.GetUtcNow().UtcTicks);
        return pipeline.ExecuteAsync(async token => await send(token), stopping);
    }
}
