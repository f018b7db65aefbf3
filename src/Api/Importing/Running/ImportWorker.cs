using ClaimCheck.Api.Hosting;
using ClaimCheck.Data;
using ClaimCheck.Data.Importing;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using Npgsql;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>Does what was sent for import, as many at a time as may run, and goes on with what another process left.</summary>
/// <param name="data">The stores.</param>
/// <param name="readiness">Nothing is done before the database is up to date.</param>
/// <param name="pace">When a batch may be stored.</param>
/// <param name="clock">The service's clock.</param>
/// <param name="log">Where failures are told.</param>
internal sealed class ImportWorker(
    DataServices data, Readiness readiness, ImportPace pace, TimeProvider clock, ILogger<ImportWorker> log) : BackgroundService
{
    /// <summary>How many imports of one key run at a time; others wait.</summary>
    public const int MostOfKey = 2;

    // Each takes up to two cores' worth of the database.
    private const int MostAtOnce = 4;
    private const int MostStumbles = 5;
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UntilThereMayBeRoom = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim woken = new(0, 1);
    private readonly HashSet<Task> running = [];
    private Task closing = Task.CompletedTask;

    /// <summary>Something may be waiting: it need not wait for the next look.</summary>
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
        while (!stoppingToken.IsCancellationRequested)
        {
            running.RemoveWhere(task => task.IsCompleted);
            if (readiness.IsOpen && closing.IsCompleted)
            {
                closing = CloseAsync(stoppingToken);
            }

            if (!readiness.IsOpen || running.Count >= MostAtOnce || !await TakeAsync(stoppingToken))
            {
                Task waiting = woken.WaitAsync(Rhythm, stoppingToken);
                await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(running.Append(closing));
    }

    /// <returns>Whether there was something to take up.</returns>
    private async Task<bool> TakeAsync(CancellationToken stopping)
    {
        try
        {
            if (await ImportTurns.TakeAsync(data.Database, MostOfKey, clock.Now(), stopping) is not { } run)
            {
                return false;
            }

            running.Add(Task.Run(() => RunAsync(run, stopping), CancellationToken.None));
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning(e, "Imports cannot be taken up and will be tried again: {Kind} {What}", DatabaseFailure.Classify(e), DatabaseFailure.Describe(e));
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunAsync(ImportRun run, CancellationToken stopping)
    {
        await using var taken = run;
        try
        {
            if (run.Stumbles > MostStumbles)
            {
                await run.EndAsync(
                    ImportState.Failed, "It was taken up several times and came no further: see the service's log, then send the file again.", clock.Now(), stopping);
                return;
            }

            await RunWhenThereIsRoomAsync(run, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Whoever starts next goes on.
        }
        catch (ImportStoppedException)
        {
            // It is closed by whoever looks next.
        }
        catch (Exception e)
        {
            // Whatever it is: the import is taken up again.
            log.LogWarning(
                e, "The import {Import} was interrupted and will be taken up again: {Kind} {What}",
                run.Import.Id, DatabaseFailure.Classify(e), DatabaseFailure.Describe(e));

            // Held so long: what interrupted it may pass, and is not to use up its turns at once.
            await Task.Delay(Rhythm * run.Stumbles, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (IsAway(e))
            {
                await ForgiveAsync(run, stopping);
            }
        }
        finally
        {
            Wake();
        }
    }

    /// <summary>
    /// Whether the database was not there. What took too long, or was in the way of others, is not meant: that may be the import's own
    /// doing, and smaller batches help.
    /// </summary>
    private static bool IsAway(Exception e) =>
        DatabaseFailure.Classify(e) == DatabaseFailureKind.Unavailable
        && e is not PostgresException { SqlState: PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }
        && e is not TimeoutException && e.InnerException is not TimeoutException;

    /// <summary>As soon as the database is there again.</summary>
    private async Task ForgiveAsync(ImportRun run, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await run.ForgiveAsync(stopping);
                return;
            }
            catch (Exception e) when (DatabaseFailure.Classify(e) == DatabaseFailureKind.Unavailable)
            {
                await Task.Delay(Rhythm, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                log.LogWarning(e, "That the import {Import} was interrupted by no fault of its own cannot be noted: {Kind}", run.Import.Id, DatabaseFailure.Classify(e));
                return;
            }
            catch (OperationCanceledException)
            {
                // Whoever starts next counts it as a stumble.
            }
        }
    }

    /// <summary>A full disk is no fault of the file's: it is not taken for one that comes no further, however long that lasts.</summary>
    private async Task RunWhenThereIsRoomAsync(ImportRun run, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await new ImportRunner(run, data, pace, clock).RunAsync(stopping);
                return;
            }
            catch (Exception e) when (DatabaseFailure.Classify(e) == DatabaseFailureKind.StorageFull)
            {
                log.LogWarning(e, "The import {Import} waits, because the database has no room to write.", run.Import.Id);
                await Task.Delay(UntilThereMayBeRoom, clock, stopping);
            }
        }
    }

    /// <summary>Closes what has ended: what was stopped, and what was left over where a process ended.</summary>
    private async Task CloseAsync(CancellationToken stopping)
    {
        foreach (var ended in await TryAsync(() => data.EndedImports.ListAsync(stopping), stopping) ?? [])
        {
            await TryAsync<object>(
                async () =>
                {
                    await data.EndedImports.CloseAsync(ended, row => SentKey.Of(row.Span), stopping);
                    return ended;
                },
                stopping);
        }
    }

    private async Task<T?> TryAsync<T>(Func<Task<T>> work, CancellationToken stopping)
        where T : class
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning(e, "An import cannot be closed and will be tried again: {Kind} {What}", DatabaseFailure.Classify(e), DatabaseFailure.Describe(e));
        }
        catch (OperationCanceledException)
        {
            // Whoever starts next goes on.
        }

        return null;
    }
}
