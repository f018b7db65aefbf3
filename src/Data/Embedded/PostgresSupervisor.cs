using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ClaimCheck.Data.Embedded;

/// <summary>Keeps a postmaster running: starts it again when it dies, until told to stop.</summary>
internal sealed class PostgresSupervisor : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // Ctrl+C in a terminal reaches Postgres as well as the service. Waiting this long before starting it again keeps an
    // ordinary end of the service quiet.
    private static readonly TimeSpan PauseAfterOrderlyEnd = TimeSpan.FromSeconds(2);

    // A server that lived this long did not fail because of how it was started.
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    private readonly ServerPlan plan;
    private readonly TimeSpan stopTimeout;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task watching;
    private Postmaster current;

    private PostgresSupervisor(ServerPlan plan, Postmaster first, TimeSpan stopTimeout, TimeProvider clock, ILogger logger)
    {
        this.plan = plan;
        this.stopTimeout = stopTimeout;
        this.clock = clock;
        this.logger = logger;
        current = first;
        watching = Task.Run(WatchAsync, CancellationToken.None);
    }

    public int ProcessId => current.Id;

    public ServerPlan Plan => plan;

    /// <summary>Starts the server, on another port if a free one was asked for and lost.</summary>
    public static async Task<PostgresSupervisor> StartAsync(
        ServerPlan plan, bool anyPort, TimeSpan stopTimeout, TimeProvider clock, ILogger logger, CancellationToken ct)
    {
        var attempt = plan;
        var retry = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 60,
                Delay = FirstPause,
                ShouldHandle = new PredicateBuilder().Handle<PostmasterFailedException>(
                    failure => failure.StillInUse || (anyPort && failure.PortTaken)),
            })
            .Build();
        try
        {
            var first = await retry.ExecuteAsync(
                async cancel =>
                {
                    attempt = anyPort ? plan with { Port = FreePort.Next() } : plan;
                    return await Postmaster.StartAsync(attempt, stopTimeout, clock, cancel);
                },
                ct);
            return new PostgresSupervisor(attempt, first, stopTimeout, clock, logger);
        }
        catch (PostmasterFailedException failure)
        {
            throw failure.InWords(attempt);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        await current.StopAsync(stopTimeout, clock);
        current.Dispose();
        stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            var quickDeaths = 0;
            while (true)
            {
                var since = clock.GetTimestamp();
                await current.Exited.WaitAsync(stopping.Token);
                quickDeaths = clock.GetElapsedTime(since) < Healthy ? quickDeaths + 1 : 0;
                await PauseAsync(current.ExitCode, quickDeaths);
                var next = await RestartAsync();
                var ended = current;
                current = next;
                ended.Dispose();
                logger.LogInformation("Postgres in {Folder} is running again (process {Process})", plan.Layout.Root, next.Id);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Being stopped is how watching ends.
        }
    }

    private async Task PauseAsync(int exitCode, int quickDeaths)
    {
        if (exitCode == 0)
        {
            logger.LogInformation("Postgres in {Folder} was asked to stop by somebody else", plan.Layout.Root);
            await Task.Delay(PauseAfterOrderlyEnd, clock, stopping.Token);
            return;
        }

        logger.LogError("Postgres in {Folder} ended unexpectedly (exit code {ExitCode}); starting it again", plan.Layout.Root, exitCode);
        if (quickDeaths > 1)
        {
            var pause = FirstPause * Math.Pow(2, Math.Min(quickDeaths, 10));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, stopping.Token);
        }
    }

    /// <summary>On the same port and socket, so that everyone who knew the way still does; for as long as it takes.</summary>
    private async Task<Postmaster> RestartAsync()
    {
        var retry = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                ShouldHandle = new PredicateBuilder().Handle<Exception>(failure => failure is not OperationCanceledException),
                OnRetry = failed =>
                {
                    logger.LogError(
                        "Postgres in {Folder} did not start again: {Reason}. Next try in {Pause}",
                        plan.Layout.Root, failed.Outcome.Exception?.Message, failed.RetryDelay);
                    return default;
                },
            })
            .Build();
        return await retry.ExecuteAsync(
            async cancel =>
            {
                await new Leftovers(plan.Layout, plan.Binaries, clock, logger).ClearAsync(stopTimeout, cancel);
                if (plan.SocketFolder is not null)
                {
                    DataLayout.MakeForPostgres(plan.SocketFolder, plan.User);
                }

                return await Postmaster.StartAsync(plan, stopTimeout, clock, cancel);
            },
            stopping.Token);
    }
}
