using ClaimCheck.Api.Access;
using ClaimCheck.Api.Telemetry;
using ClaimCheck.Api.Webhooks;
using ClaimCheck.Data;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Hosting;

/// <summary>
/// What is done now and then: noting key uses, merging new search entries into the index, having Postgres look at what has grown,
/// forgetting kept answers, imports and deliveries, measuring how far behind those are who follow the feed of changes.
/// </summary>
/// <param name="data">The database.</param>
/// <param name="keys">Who was seen.</param>
/// <param name="webhooks">How long deliveries are kept.</param>
/// <param name="meters">Where it is told who is behind.</param>
/// <param name="readiness">Nothing is done before the database is up to date.</param>
/// <param name="clock">The service's clock.</param>
/// <param name="log">Where failures are told.</param>
internal sealed class Housekeeping(
    DataServices data, KeyRing keys, WebhookSettings webhooks, ApiMeters meters, Readiness readiness, TimeProvider clock, ILogger<Housekeeping> log)
    : BackgroundService
{
    // Search reads every entry that is not merged yet, one by one: some thousands of them halve its speed.
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(keys.SaveUsesAsync, stoppingToken);
            await TryAsync(data.ClaimStore.FlushSearchIndexAsync, stoppingToken);
            await TryAsync(data.Statistics.RefreshAsync, stoppingToken);
            await TryAsync(cancellation => data.IdempotencyStore.ForgetAsync(clock.Now(), cancellation), stoppingToken);
            await TryAsync(cancellation => data.ImportStore.ForgetAsync(clock.Now(), cancellation), stoppingToken);
            await TryAsync(
                cancellation => data.DeliveryStore.ForgetAsync(clock.Now() - TimeSpan.FromDays(webhooks.RetentionDays), clock.Now(), cancellation),
                stoppingToken);
            await TryAsync(NoteLagsAsync, stoppingToken);
        }
    }

    /// <summary>What would be lost is saved; the rest another instance does, or this one when it is back.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(keys.SaveUsesAsync, cancellationToken);
    }

    private async Task NoteLagsAsync(CancellationToken cancellation)
    {
        foreach (var follower in await data.ChangeReader.ListFollowersAsync(cancellation))
        {
            meters.NoteLag(follower.Name, follower.BehindSince is { } since ? clock.Now() - since : TimeSpan.Zero);
        }
    }

    /// <summary>Each by itself: what fails every time must not keep the others from being done.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        if (!readiness.IsOpen)
        {
            return;
        }

        try
        {
            await work(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Being stopped is no failure.
        }
        catch (Exception e)
        {
            // Whatever it is: it is no reason to stop serving.
            log.LogWarning(
                e, "Housekeeping failed and will be tried again: {Kind} {What}", DatabaseFailure.Classify(e), DatabaseFailure.Describe(e));
        }
    }
}
