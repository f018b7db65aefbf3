using ClaimCheck.Data;
using ClaimCheck.Data.Changes;

namespace ClaimCheck.Api.Changes;

/// <summary>
/// Tells everybody who waits on this instance when the feed has grown, whichever instance wrote: one look at the database a tenth of a
/// second for all of them together, and none while nobody waits.
/// </summary>
/// <param name="data">Where the feed is.</param>
/// <param name="lifetime">When the service is told to stop, nobody waits any longer: it would have to wait for them.</param>
/// <param name="clock">The service's clock.</param>
/// <param name="log">Told when the database does not answer.</param>
public sealed class ChangeWatch(DataServices data, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ChangeWatch> log)
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private int waiting;
    private Task looking = Task.CompletedTask;
    private ChangePosition end = ChangePosition.Zero;
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until something can be read behind a place; false if nothing came in time.</summary>
    public async Task<bool> WaitAsync(ChangePosition place, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(place);
        using var enough = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, lifetime.ApplicationStopping, cancellation);
        var next = Begin(place);
        try
        {
            while (next is not null)
            {
                await next.WaitAsync(either.Token);
                next = Next(place);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            lock (gate)
            {
                waiting--;
            }
        }
    }

    private Task? Begin(ChangePosition place)
    {
        lock (gate)
        {
            waiting++;
            if (looking.IsCompleted)
            {
                looking = LookAsync();
            }

            return IsBehind(place) ? null : grown.Task;
        }
    }

    private Task? Next(ChangePosition place)
    {
        lock (gate)
        {
            return IsBehind(place) ? null : grown.Task;
        }
    }

    private bool IsBehind(ChangePosition place) => (end.Transaction, end.Sequence).CompareTo((place.Transaction, place.Sequence)) > 0;

    private async Task LookAsync()
    {
        while (true)
        {
            await Task.Delay(Rhythm, clock);
            lock (gate)
            {
                if (waiting == 0)
                {
                    looking = Task.CompletedTask;
                    return;
                }
            }

            try
            {
                if (await data.ChangeReader.GetEndAsync(CancellationToken.None) is { } found)
                {
                    Tell(found);
                }
            }
            catch (Exception e) when (DatabaseFailure.Classify(e) is not null)
            {
                // Whoever waits learns of it when his time is up and he reads again.
                log.LogDebug(e, "The feed of changes cannot be looked at: {What}", DatabaseFailure.Describe(e));
            }
        }
    }

    private void Tell(ChangePosition found)
    {
        TaskCompletionSource told;
        lock (gate)
        {
            if (found == end)
            {
                return;
            }

            (end, told, grown) = (found, grown, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        told.SetResult();
    }
}
