using System.Threading.RateLimiting;
using ClaimCheck.Data.Telemetry;
using Npgsql;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ClaimCheck.Data.Pools;

/// <summary>
/// Connections for one kind of use. Whoever finds them all in use waits in a queue; whoever finds the queue full is told so at
/// once. A use that fails because the server went away is tried again where that is known to double nothing.
/// </summary>
internal sealed class Pool : IAsyncDisposable
{
    private const int MostRetries = 3;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(30);

    private readonly string name;
    private readonly NpgsqlDataSource hosts;
    private readonly NpgsqlDataSource source;
    private readonly Server server;
    private readonly DataMeters meters;
    private readonly ConcurrencyLimiter places;
    private readonly ResiliencePipeline again;
    private readonly ResiliencePipeline onlyIfNothingWasWritten;

    /// <summary>Makes the pool; connects to nothing yet.</summary>
    /// <param name="settings">Which connections, and how many: their application name is also that of the pool.</param>
    /// <param name="waiting">How many may wait for one.</param>
    /// <param name="patience">How long one try may take.</param>
    /// <param name="server">The server behind it.</param>
    /// <param name="meters">Where retries and queues are told.</param>
    public Pool(NpgsqlConnectionStringBuilder settings, int waiting, TimeSpan patience, Server server, DataMeters meters)
    {
        name = settings.ApplicationName!;
        this.server = server;
        this.meters = meters;
        hosts = DataSources.Create(name, settings.ConnectionString);
        source = DataSources.Of(hosts, server.State);
        server.Add(source);
        places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.MaxPoolSize,
            QueueLimit = waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        meters.ObserveQueue(name, () => (int)(places.GetStatistics()?.CurrentQueuedCount ?? 0));
        again = Build(Failures.MayReadAgain, patience);
        onlyIfNothingWasWritten = Build(Failures.WroteNothing, patience);
    }

    /// <summary>Uses a connection for what may be done twice: a read, or a write that finds out that it was done before.</summary>
    public ValueTask<T> UseRepeatablyAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> use, CancellationToken cancellation) =>
        UseAsync(again, use, cancellation);

    /// <summary>Uses a connection for what may be done once.</summary>
    public ValueTask<T> UseOnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> use, CancellationToken cancellation) =>
        UseAsync(onlyIfNothingWasWritten, use, cancellation);

    /// <summary>A connection past queue, circuit and retries: for looking whether the server is there, and for work in the background.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => source.OpenConnectionAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await hosts.DisposeAsync();
        await places.DisposeAsync();
    }

    private async ValueTask<T> UseAsync<T>(
        ResiliencePipeline pipeline, Func<NpgsqlConnection, CancellationToken, Task<T>> use, CancellationToken cancellation)
    {
        using var place = places.AttemptAcquire() is { IsAcquired: true } free ? free : await places.AcquireAsync(1, cancellation);
        if (!place.IsAcquired)
        {
            meters.QueueRefused(name);
            throw new DatabaseBusyException();
        }

        return await pipeline.ExecuteAsync(
            static async (state, token) =>
            {
                try
                {
                    await using var connection = await state.Pool.ConnectAsync(token);
                    return await state.Use(connection, token);
                }
                catch (Exception e) when (Failures.IsConnectionLost(e))
                {
                    state.Pool.server.ConnectionsLost();
                    throw;
                }
            },
            (Pool: this, Use: use),
            cancellation);
    }

    private async ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellation);
        }
        catch (Exception e) when (Failures.IsConnectionLost(e))
        {
            throw new NotReachedException($"The database cannot be reached: {e.Message}", e);
        }
    }

    private ResiliencePipeline Build(Func<Exception, bool> mayTryAgain, TimeSpan patience) => new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } e && mayTryAgain(e)),
            MaxRetryAttempts = MostRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = RetryDelay,
            OnRetry = _ =>
            {
                meters.Retried(name);
                return ValueTask.CompletedTask;
            },
        })
        .AddPipeline(server.Circuit)
        .AddTimeout(new TimeoutStrategyOptions { Timeout = patience })
        .Build();
}
