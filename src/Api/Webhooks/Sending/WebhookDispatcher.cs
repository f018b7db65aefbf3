using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using ClaimCheck.Api.Changes;
using ClaimCheck.Api.Hosting;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Telemetry;
using ClaimCheck.Data;
using ClaimCheck.Data.Webhooks;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;
using Polly.CircuitBreaker;

namespace ClaimCheck.Api.Webhooks.Sending;

/// <summary>
/// Puts down messages as changes happen, and sends what is due. Every instance does; none of them sends what another has on its way,
/// unless that one was given up for dead.
/// </summary>
/// <param name="data">The stores.</param>
/// <param name="sender">Sends.</param>
/// <param name="settings">How much may be under way.</param>
/// <param name="meters">Where outcomes are told.</param>
/// <param name="readiness">Nothing is done before the database is up to date.</param>
/// <param name="clock">The service's clock.</param>
/// <param name="log">Where failures are told.</param>
internal sealed class WebhookDispatcher(
    DataServices data,
    WebhookSender sender,
    WebhookSettings settings,
    ApiMeters meters,
    Readiness readiness,
    TimeProvider clock,
    ILogger<WebhookDispatcher> log) : BackgroundService
{
    private const int FinenessOfChance = 1_000;

    // What other instances write is noticed within this time, what this one writes at once; unless a transaction that has not ended
    // holds it up, so there are some looks more after it.
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RhythmAfterWriting = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RhythmWithoutReceivers = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RhythmOfLooking = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan UntilTheDatabaseIsBack = TimeSpan.FromSeconds(1);

    // After so long without a sign of life from whoever has messages on their way, others send them.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RhythmOfRenewal = TimeSpan.FromSeconds(3);

    // When the service is told to stop, receivers that have a message before them may answer for so long.
    private static readonly TimeSpan ToBeAnswered = TimeSpan.FromSeconds(1);

    // To note what came of a message, when the database is away.
    private static readonly TimeSpan ToSettle = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim woken = new(0, 1);
    private readonly ConcurrentDictionary<Guid, ReceiverCircuit> circuits = new();
    private readonly Dictionary<Task, Guid> underWay = [];
    private long looked;
    private long renewed;
    private TimeSpan hurry = Rhythm;
    private bool isAnybodyTold;
    private bool mayHaveMore;

    // What failed is left alone until then, each by itself: what was put down is sent whatever becomes of telling of further changes.
    private Task untilToldAgain = Task.CompletedTask;
    private Task untilSentAgain = Task.CompletedTask;

    /// <summary>Has what this instance writes looked at as soon as it is written.</summary>
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
            && context.Response.StatusCode < StatusCodes.Status400BadRequest)
        {
            context.RequestServices.GetRequiredService<WebhookDispatcher>().Wake();
        }
    });

    /// <summary>Something may be to be told or sent: it need not wait for the next look.</summary>
    public void Wake()
    {
        try
        {
            woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to look anyway.
        }
    }

    public override void Dispose()
    {
        woken.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var cutOff = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var stopped = stoppingToken.Register(() => cutOff.CancelAfter(ToBeAnswered));
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = readiness.IsOpen ? await WorkAsync(cutOff.Token, stoppingToken) : RhythmWithoutReceivers;
            if (pause > TimeSpan.Zero)
            {
                hurry = await IsWokenAsync(pause, stoppingToken) ? RhythmAfterWriting : Shorter(hurry * 2, Rhythm);
            }
        }

        await Task.WhenAll(underWay.Keys);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task<bool> IsWokenAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            return await woken.WaitAsync(pause, stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <returns>How long nothing more is to be expected, unless it is woken.</returns>
    private async Task<TimeSpan> WorkAsync(CancellationToken cutOff, CancellationToken stopping)
    {
        mayHaveMore = false;
        untilToldAgain = await TryAsync("Receivers cannot be told of changes", untilToldAgain, () => TellAsync(stopping), stopping);
        if (!isAnybodyTold)
        {
            return RhythmWithoutReceivers;
        }

        untilSentAgain = await TryAsync("Messages cannot be sent", untilSentAgain, () => TakeAsync(cutOff, stopping), stopping);
        return mayHaveMore ? TimeSpan.Zero : hurry;
    }

    /// <returns>When to do it again.</returns>
    private async Task<Task> TryAsync(string failure, Task before, Func<Task> work, CancellationToken stopping)
    {
        if (!before.IsCompleted)
        {
            return before;
        }

        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Being stopped is no failure.
        }
        catch (Exception e)
        {
            log.LogWarning(
                e, "{Failure}, which will be tried again: {Kind} {What}", failure, DatabaseFailure.Classify(e), DatabaseFailure.Describe(e));
            return Task.Delay(UntilTheDatabaseIsBack, clock, stopping);
        }

        return Task.CompletedTask;
    }

    private async Task TellAsync(CancellationToken stopping)
    {
        var isToLook = clock.GetElapsedTime(looked) >= RhythmOfLooking;
        if (isToLook || !isAnybodyTold)
        {
            isAnybodyTold = await data.WebhookFanOut.IsAnybodyToldAsync(stopping);
        }

        if (isToLook)
        {
            looked = clock.GetTimestamp();
            var now = clock.Now();
            foreach (var circuit in circuits.Where(circuit => circuit.Value.IsForgotten(now)))
            {
                circuits.TryRemove(circuit);
            }

            var backlog = await data.DeliveryReader.BacklogAsync(stopping);
            meters.NoteBacklog(backlog.Length, backlog.Oldest is { } oldest ? now - oldest : TimeSpan.Zero);
            await data.WebhookFanOut.SkipAsync(stopping);
        }

        mayHaveMore = isAnybodyTold && await data.WebhookFanOut.RunAsync(
            change => JsonSerializer.SerializeToUtf8Bytes(ChangeResponse.Of(change), WireJson.Options), clock.Now(), stopping);
    }

    private async Task TakeAsync(CancellationToken cutOff, CancellationToken stopping)
    {
        foreach (var done in underWay.Keys.Where(task => task.IsCompleted).ToList())
        {
            underWay.Remove(done);
        }

        var now = clock.Now();
        if (underWay.Count > 0 && clock.GetElapsedTime(renewed) >= RhythmOfRenewal)
        {
            renewed = clock.GetTimestamp();
            await data.DeliveryStore.RenewAsync(underWay.Values.Distinct(), Lease, stopping);
        }

        var room = new DeliveryRoom(
            settings.InFlightInAll - underWay.Count,
            settings.InFlight,
            [.. circuits.Where(circuit => circuit.Value.IsResting(now)).Select(circuit => circuit.Key)],
            [.. circuits.Where(circuit => circuit.Value.IsTried(now)).Select(circuit => circuit.Key)]);
        if (room.Take == 0)
        {
            return;
        }

        foreach (var delivery in await data.DeliveryStore.TakeAsync(room, now, Lease, stopping))
        {
            underWay.Add(Task.Run(() => DeliverAsync(delivery, cutOff), CancellationToken.None), delivery.Lease);
        }
    }

    private async Task DeliverAsync(TakenDelivery delivery, CancellationToken cutOff)
    {
        var givenUp = clock.Now() + settings.Timeout + ToSettle;
        var circuit = circuits.GetOrAdd(delivery.Webhook, _ => new ReceiverCircuit(clock, meters.ReceiverRested));
        try
        {
            var message = new OutgoingMessage(delivery.Url, delivery.MessageId.ToString(), delivery.Body, delivery.Secrets);
            var attempt = await circuit.SendAsync(token => sender.SendAsync(message, token), cutOff);
            meters.Attempted(attempt, delivery.Attempts == 0 ? attempt.At - delivery.ChangedAt : null);
            await NoteAsync(givenUp, () => SettleAsync(delivery, attempt), cutOff);
        }
        catch (BrokenCircuitException)
        {
            await NoteAsync(givenUp, () => data.DeliveryStore.ReturnAsync(delivery, circuit.TriedFrom, CancellationToken.None), cutOff);
        }
        catch (OperationCanceledException) when (cutOff.IsCancellationRequested)
        {
            // Nobody knows whether it arrived: others send it again, under the same id, and at once where that can still be said.
            await NoteAsync(givenUp, () => data.DeliveryStore.ReturnAsync(delivery, clock.Now(), CancellationToken.None), cutOff);
        }
        catch (Exception e)
        {
            // Whatever it is: it is due again when its lease has run out.
            log.LogError(e, "The message {Message} could not be sent: {What}", delivery.MessageId, DatabaseFailure.Describe(e));
        }
        finally
        {
            Wake();
        }
    }

    private async Task SettleAsync(TakenDelivery delivery, DeliveryAttempt attempt)
    {
        var now = clock.Now();
        var chance = RandomNumberGenerator.GetInt32(FinenessOfChance + 1) / (double)FinenessOfChance;
        var next = attempt.Failure is null || attempt.IsGone
            ? null
            : RetrySchedule.Next(delivery.AttemptsInRow + 1, now, chance, attempt.RetryAfter);
        if (await data.DeliveryStore.SettleAsync(delivery, attempt, next, now, CancellationToken.None) is { } reason)
        {
            meters.WebhookDisabled(reason);
            log.LogWarning("The webhook {Webhook} was disabled: {Reason}", delivery.Webhook, reason);
        }

        if (attempt.Failure is not null && next is null)
        {
            meters.DeadLetter();
        }
    }

    /// <summary>
    /// Notes what came of a message, which is not left off when the service ends. Where the database is away it is tried again, until
    /// others take the delivery over anyway.
    /// </summary>
    private async Task NoteAsync(DateTimeOffset end, Func<Task> note, CancellationToken cutOff)
    {
        do
        {
            try
            {
                await note();
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(
                    e, "What came of a message cannot be noted: {Kind} {What}", DatabaseFailure.Classify(e), DatabaseFailure.Describe(e));
            }

            await Task.Delay(UntilTheDatabaseIsBack, cutOff).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!cutOff.IsCancellationRequested && clock.Now() < end);
    }
}
