using System.Collections.Concurrent;
using ClaimCheck.Api.Importing.Formats;
using ClaimCheck.Data;
using ClaimCheck.Data.Importing;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>
/// Does one import: kind after kind, what others refer to first, and within a kind part after part. Each batch is one transaction with
/// its results, so whoever goes on after a crash knows what is left.
/// </summary>
/// <param name="run">The import, taken up.</param>
/// <param name="data">The stores.</param>
/// <param name="pace">When a batch may be stored.</param>
/// <param name="clock">The service's clock.</param>
internal sealed class ImportRunner(ImportRun run, DataServices data, ImportPace pace, TimeProvider clock)
{
    // Two store nearly twice what one does; more would take the database from everybody else.
    private const int MostLanes = 2;

    private static readonly RecordKind?[] Steps = [null, .. Enum.GetValues<RecordKind>().Select(kind => (RecordKind?)kind)];

    private readonly PartStorer storer = new(run, data.Meters, pace, clock);

    private bool bringsReviews;

    private Import Import => run.Import;

    private bool IsOneTransaction => Import.Options.IsOneTransaction;

    /// <summary>Stores what is left to be stored, and ends the import.</summary>
    /// <param name="stopping">The process ends: what is not done by then another one does.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        var parts = await run.ListPartsAsync(stopping);
        bringsReviews = parts.Any(part => part.Holds(RecordKind.LinkReview));
        if (IsOneTransaction)
        {
            await RunInOneTransactionAsync(parts, stopping);
        }
        else
        {
            await RunStepsAsync(parts, null, stopping);
            await run.EndAsync(ImportState.Completed, null, clock.Now(), stopping);
        }

        await data.ImportStore.ForgetPartsAsync(Import.Id, stopping);
    }

    private async Task RunInOneTransactionAsync(IReadOnlyList<ImportPart> parts, CancellationToken stopping)
    {
        await run.StartOverAsync(stopping);
        await using var lane = await run.OpenLaneAsync(stopping);
        await lane.BeginAsync(stopping);
        var failed = await RunStepsAsync(parts, lane, stopping);
        var isGivenUp = Import.Options.OnError == OnError.Abort && failed > 0;
        var isKept = !isGivenUp && Import.Options.Mode != ImportMode.DryRun;
        if (isKept)
        {
            await run.EndAsync(lane, ImportState.Completed, null, clock.Now(), stopping);
        }

        await lane.EndAsync(isKept, stopping);
        if (isKept)
        {
            storer.CountCommitted();
        }

        if (isGivenUp)
        {
            await run.UndoAsync(stopping);
        }

        if (!isKept)
        {
            await (isGivenUp
                ? run.EndAsync(ImportState.Failed, "Rows failed, and with onError=abort nothing of the file is stored then.", clock.Now(), stopping)
                : run.EndAsync(ImportState.Completed, null, clock.Now(), stopping));
        }
    }

    /// <returns>How many rows failed.</returns>
    private async Task<int> RunStepsAsync(IReadOnlyList<ImportPart> parts, ImportLane? only, CancellationToken stopping)
    {
        var failed = 0;
        foreach (var kind in Steps)
        {
            var holding = parts.Where(part => part.Holds(kind)).ToList();
            if (holding.Count > 0)
            {
                failed += await RunStepAsync(holding, kind, only, stopping);
            }
        }

        return failed;
    }

    /// <summary>Rounds: a row that waits for another has its turn again, until a round brings nobody on.</summary>
    private async Task<int> RunStepAsync(List<ImportPart> parts, RecordKind? kind, ImportLane? only, CancellationToken stopping)
    {
        var mayWait = kind is RecordKind.Source or RecordKind.Claim;
        var failed = 0;
        var open = parts;
        var isAgain = false;
        while (open.Count > 0)
        {
            var round = await RunRoundAsync(open, kind, mayWait, isAgain, only, stopping);
            isAgain = true;
            failed += round.Failed;
            mayWait = mayWait && round.Done > 0;

            // The other way round than before: rows that name those after them come in from the end.
            open = [.. open.Intersect(round.Waiting).Reverse()];
        }

        return failed;
    }

    private async Task<Round> RunRoundAsync(
        List<ImportPart> parts, RecordKind? kind, bool mayWait, bool isAgain, ImportLane? only, CancellationToken stopping)
    {
        var queue = new ConcurrentQueue<ImportPart>(parts);
        var waiting = new ConcurrentBag<ImportPart>();
        var (failed, stored) = (0, 0);
        var lanes = only is null && !isAgain && kind is RecordKind.Claim or RecordKind.Article ? Math.Min(MostLanes, parts.Count) : 1;
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => Task.Run(WorkAsync, stopping)));
        return new Round(failed, stored, [.. waiting]);

        async Task WorkAsync()
        {
            await using var lane = await LaneAsync(only, stopping);
            var batches = new BatchStorer(Import, bringsReviews, BodyFormat.Of(Import.Options).ParserFor(Import.Options, run.Header, clock));
            while (queue.TryDequeue(out var part))
            {
                stopping.ThrowIfCancellationRequested();
                var outcomes = await storer.StoreAsync(lane, batches, part, kind, mayWait, stopping);
                Interlocked.Add(ref failed, outcomes.Results.Count(outcome => outcome.Result == RowResult.Failed));
                Interlocked.Add(ref stored, outcomes.Results.Count);
                if (outcomes.IsWaiting)
                {
                    waiting.Add(part);
                }
            }
        }
    }

    private async Task<Lanes> LaneAsync(ImportLane? only, CancellationToken stopping) => new(only, await run.OpenLaneAsync(stopping));

    /// <summary>What a round came to.</summary>
    private sealed record Round(int Failed, int Done, List<ImportPart> Waiting);
}
