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
    private readonly NpgsqlDataSource[] hosts;
    private readonly Server server;
    private readonly DataMeters meters;
    private readonly ConcurrencyLimiter places;
    private readonly ResiliencePipeline again;
    private readonly ResiliencePipeline onlyIfNothingWasWritten;
    private readonly ResiliencePipeline judged;

    /// <summary>Makes the pool; connects to nothing yet.</summary>
    /// <param name="settings">Which connections, how many, and how long each is used.</param>
    /// <param name="server">The server behind it.</param>
    /// <param name="meters">Where retries and queues are told.</param>
    public Pool(PoolSettings settings, Server server, DataMeters meters)
    {
        name = settings.Name;
        this.server = server;
        this.meters = meters;
        hosts = [.. DataSources.HostsOf(settings.Connection).Select(host =>
        {
            host.MaxPoolSize = settings.MostConnections;
            return DataSources.Create(name, host);
        })];
        server.Add(hosts);
        places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.Places,
            QueueLimit = settings.Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        meters.ObserveQueue(name, () => (int)(places.GetStatistics()?.CurrentQueuedCount ?? 0));
        again = Repeating(Failures.MayRepeat);
        onlyIfNothingWasWritten = Repeating(Failures.WroteNothing);
        judged = new ResiliencePipelineBuilder()
            .AddPipeline(server.Circuit)
            .AddTimeout(new TimeoutStrategyOptions { Timeout = settings.Patience })
            .Build();
    }

    /// <summary>Whether the server is known to be there. If not, it is being looked for.</summary>
    public bool IsThere => server.Hosts.Peek() is not null;

    /// <summary>Uses a connection for what may be done twice: a read, or a write that finds out that it was done before.</summary>
    public ValueTask<T> UseRepeatablyAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> use, CancellationToken cancellation) =>
        UseAsync(again, use, cancellation);

    /// <summary>Uses a connection for what may be done once.</summary>
    public ValueTask<T> UseOnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> use, CancellationToken cancellation) =>
        UseAsync(onlyIfNothingWasWritten, use, cancellation);

    /// <summary>Uses a connection for what is done elsewhere if it fails here.</summary>
    public ValueTask<T> TryOnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> use, CancellationToken cancellation) =>
        UseAsync(ResiliencePipeline.Empty, use, cancellation);

    /// <summary>A connection past queue, circuit and retries: for looking whether the server is there, and for work in the background.</summary>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) =>
        await hosts[await server.Hosts.FindAsync(cancellation)].OpenConnectionAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

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
            return (T)(await pipeline.ExecuteAsync(static (trial, token) => trial.MakeAsync(token), trial, cancellation))!;
        }
        finally
        {
            _ = trial.GiveBackAsync(place);
        }
    }

    private async ValueTask<NpgsqlConnection> ConnectAsync(int host, CancellationToken cancellation)
    {
        try
        {
            return await hosts[host].OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException e)
        {
            throw new NotReachedException($"The database cannot be reached: {e.Message}", e);
        }
    }

    private ResiliencePipeline Repeating(Func<Exception, bool> mayTryAgain) => new ResiliencePipelineBuilder()
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
        .Build();

    /// <summary>One use, tried until it succeeds or nobody waits for it any longer.</summary>
    /// <remarks>
    /// It is left rather than cancelled: to cancel, Npgsql calls Postgres on a second connection, blocks a thread until that is
    /// answered, and does so for as long as Postgres is frozen. What is left ends with the statement's time limit on the server.
    /// Its results are objects because Polly's pipelines are made for those, and translate every other type at every strategy.
    /// </remarks>
    private sealed class Trial<T>(Pool pool, Func<NpgsqlConnection, CancellationToken, Task<T>> use)
    {
        private Task judgement = Task.CompletedTask;
        private Task last = Task.CompletedTask;

        /// <summary>
        /// Tries once. The server is judged by what it did within the time it has, whether or not the caller waits as long:
        /// one who gave up early has learnt nothing about it.
        /// </summary>
        public async ValueTask<object?> MakeAsync(CancellationToken caller)
        {
            var outcome = pool.judged.ExecuteAsync(static (trial, patience) => trial.UseAsync(patience), this, CancellationToken.None).AsTask();
            judgement = outcome;
            return await outcome.WaitAsync(caller);
        }

        /// <summary>A use that was left keeps its connection, and so its place, until it has ended.</summary>
        public async Task GiveBackAsync(RateLimitLease place)
        {
            await judgement.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!last.IsCompleted)
            {
                using var spare = SpareThreads.ForOneMore();
                await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            place.Dispose();
        }

        private async ValueTask<object?> UseAsync(CancellationToken patience)
        {
            var host = await pool.server.Hosts.FindAsync(patience);
            var outcome = ConnectAndUseAsync(host, patience);
            last = outcome;
            try
            {
                return await outcome.WaitAsync(patience);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                pool.server.Hosts.Doubt(host);
                throw;
            }
        }

        private async Task<object?> ConnectAndUseAsync(int host, CancellationToken cancellation)
        {
            try
            {
                await using var connection = await pool.ConnectAsync(host, cancellation);
                return await use(connection, CancellationToken.None);
            }
            catch (Exception e) when (Failures.IsConnectionLost(e))
            {
                pool.server.ConnectionsLost(host);
                throw;
            }
        }
    }
}
