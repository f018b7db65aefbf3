using ClaimCheck.Api.Hosting;
using ClaimCheck.Api.Importing.Running;
using ClaimCheck.Data;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Suggestions;

/// <summary>
/// Fills the review queue behind the feed of changes, and gives way: while others ask, and while an import stores, a few claims at a time.
/// </summary>
/// <param name="data">The stores.</param>
/// <param name="readiness">Nothing is done before the database is up to date.</param>
/// <param name="pace">Whether others ask, or an import stores.</param>
/// <param name="settings">How much may wait.</param>
/// <param name="clock">The service's clock.</param>
/// <param name="log">Where failures are told.</param>
internal sealed class SuggestionWorker(
    DataServices data, Readiness readiness, ImportPace pace, SuggestionSettings settings, TimeProvider clock, ILogger<SuggestionWorker> log)
    : BackgroundService
{
    private const int Many = 25;
    private const int Few = 3;
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);

    private bool GivesWay => pace.OthersAsk || pace.IsStoring;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (settings.MostOpen > 0 && !stoppingToken.IsCancellationRequested)
        {
            var pause = Rhythm;
            if (await FillAsync(stoppingToken))
            {
                pause = GivesWay ? Breath : TimeSpan.Zero;
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether there may be more to look at.</returns>
    private async Task<bool> FillAsync(CancellationToken stopping)
    {
        if (!readiness.IsOpen)
        {
            return false;
        }

        try
        {
            return await data.QueuedSuggestions.FillAsync(GivesWay ? Few : Many, settings.MostOpen, clock.Now(), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            // Whatever it is: it is no reason to stop serving.
            log.LogWarning(
                e, "Suggesting links failed and will be tried again: {Kind} {What}", DatabaseFailure.Classify(e), DatabaseFailure.Describe(e));
            return false;
        }
    }
}
