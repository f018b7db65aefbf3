using Microsoft.Extensions.Logging;

namespace ClaimCheck.Data.Embedded;

/// <summary>Ends what a kill -9 left of an earlier server, so that a fresh one can start on the same cluster.</summary>
internal sealed class Leftovers(DataLayout layout, PostgresBinaries binaries, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(5);

    /// <summary>Only with the lock held: whatever runs here then has no service any more.</summary>
    public async Task ClearAsync(TimeSpan stopTimeout, CancellationToken ct)
    {
        var file = PostmasterFile.Read(layout.Cluster);
        if (file is not null && ProcessesIn.Serves(file.Process, layout.Cluster))
        {
            logger.LogWarning(
                "Postgres (process {Process}) in {Folder} was left running by a service that did not end in order; stopping it",
                file.Process, layout.Root);
            await StopAsync(file.Process, stopTimeout, ct);
        }

        await EndOrphansAsync(ct);
        PostmasterFile.Disown(layout.Cluster);
        SocketPlace.Remove(file?.SocketFolder, layout);
    }

    private async Task StopAsync(int process, TimeSpan stopTimeout, CancellationToken ct)
    {
        foreach (var (signal, patience) in new[]
        {
            (PostgresSignal.FastShutdown, stopTimeout),
            (PostgresSignal.ImmediateShutdown, OrphanPatience),
            (PostgresSignal.Kill, OrphanPatience),
        })
        {
            SignalDelivery.Send(process, signal, binaries);
            if (await Patience.WithinAsync(patience, () => !ProcessesIn.Serves(process, layout.Cluster), clock, ct))
            {
                return;
            }
        }
    }

    /// <summary>
    /// Backends notice the death of their postmaster only when they next wait for something, and one that is computing does
    /// not wait. Until the last has gone Postgres rightly refuses to start.
    /// </summary>
    private async Task EndOrphansAsync(CancellationToken ct)
    {
        foreach (var signal in new[] { PostgresSignal.ImmediateShutdown, PostgresSignal.Kill })
        {
            var orphans = ProcessesIn.Folder(layout.Cluster);
            if (orphans.Count == 0)
            {
                return;
            }

            logger.LogInformation("Ending {Count} processes of a Postgres that was killed", orphans.Count);
            foreach (var orphan in orphans)
            {
                SignalDelivery.Send(orphan, signal, binaries);
            }

            await Patience.WithinAsync(OrphanPatience, () => ProcessesIn.Folder(layout.Cluster).Count == 0, clock, ct);
        }
    }
}
