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
        var place = places.AttemptAcquire();
        if (!place.IsAcquired)
        {
            // Nobody waits in a queue for those who wait in vain.
            server.ThrowIfGivenUp();
            place = await places.AcquireAsync(1, cancellation);
        }

        if (!place.IsAcquired)
        {
            meters.QueueRefused(name);
            throw new DatabaseBusyException();
        }

        var trial = new Trial<T>(this, use);
        try
        {
            return await pipeline.ExecuteAsync(static (trial, token) => trial.MakeAsync(token), trial, cancellation);
        }
        finally
        {
            trial.WhenEnded(place.Dispose);
        }
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

    /// <summary>One use, tried until it succeeds or nobody waits for it any longer.</summary>
    /// <remarks>
    /// It is left rather than cancelled: to cancel, Npgsql calls Postgres on a second connection, blocks a thread until that is
    /// answered, and does so for as long as Postgres is frozen. What is left ends with the statement's time limit on the server.
    /// </remarks>
    private sealed class Trial<T>(Pool pool, Func<NpgsqlConnection, CancellationToken, Task<T>> use)
    {
        private Task<T>? last;

        public async ValueTask<T> MakeAsync(CancellationToken cancellation)
        {
            last = ConnectAndUseAsync(cancellation);
            return await last.WaitAsync(cancellation);
        }

        /// <summary>A use that was left keeps its connection, and so its place, until it has ended.</summary>
        public void WhenEnded(Action then)
        {
            if (last is not { IsCompleted: false })
            {
                then();
                return;
            }

            _ = last.ContinueWith(
                left =>
                {
                    // Looked at, so that nobody is told of a failure that nobody waited for.
                    _ = left.Exception;
                    then();
                },
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        private async Task<T> ConnectAndUseAsync(CancellationToken cancellation)
        {
            try
            {
                await using var connection = await pool.ConnectAsync(cancellation);
                return await use(connection, CancellationToken.None);
            }
            catch (Exception e) when (Failures.IsConnectionLost(e))
            {
                pool.server.ConnectionsLost();
                throw;
            }
        }
    }
}
