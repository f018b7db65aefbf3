using ClaimCheck.Api.Hosting;
using ClaimCheck.Data;
using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Changes;

/// <summary>Tells, a moment after what caused it, that other evidence stands behind a claim. One instance at a time does.</summary>
/// <param name="data">The database.</param>
/// <param name="readiness">Nothing is done before the database is up to date.</param>
/// <param name="clock">The service's clock.</param>
/// <param name="log">Where failures are told.</param>
internal sealed class EvidenceWorker(DataServices data, Readiness readiness, TimeProvider clock, ILogger<EvidenceWorker> log) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(readiness.IsOpen ? await TakeAsync(stoppingToken) : Rhythm, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was taken and not committed is taken again.
        }
    }

    /// <summary>Takes the next changes and says how long to wait then: where many follow as long as they took, so that half of a processor is left to others.</summary>
    private async Task<TimeSpan> TakeAsync(CancellationToken stoppingToken)
    {
        var began = clock.GetTimestamp();
        try
        {
            return await data.EvidenceFollower.TakeAsync(clock.Now(), stoppingToken) == EvidenceFollower.MostAtOnce
                ? clock.GetElapsedTime(began)
                : Rhythm;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is: it is no reason to stop serving.
            log.LogWarning(
                e, "Changes of evidence could not be told and will be later: {Kind} {What}", DatabaseFailure.Classify(e), DatabaseFailure.Describe(e));
            return AfterFailure;
        }
    }
}
