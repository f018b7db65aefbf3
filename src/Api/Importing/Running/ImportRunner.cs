using System.Collections.Concurrent;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Formats;
using ClaimCheck.Data;
using ClaimCheck.Data.Importing;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using Npgsql;

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
    private const int MostAttempts = 5;
    private const int FirstRows = 10;
    private const int MostDoublings = 10;

    private static readonly RecordKind?[] Steps = [null, .. Enum.GetValues<RecordKind>().Select(kind => (RecordKind?)kind)];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private int batches;
    private int claimsCreated;
    private int claimsChanged;
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
            CountCommitted();
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
            var storer = new BatchStorer(Import, bringsReviews, BodyFormat.Of(Import.Options).ParserFor(Import.Options, run.Header, clock));
            while (queue.TryDequeue(out var part))
            {
                stopping.ThrowIfCancellationRequested();
                var outcomes = await StorePartAsync(lane, storer, part, kind, mayWait, stopping);
                Interlocked.Add(ref failed, outcomes.Results.Count(outcome => outcome.Result == RowResult.Failed));
                Interlocked.Add(ref stored, outcomes.Results.Count);
                if (outcomes.IsWaiting)
                {
                    waiting.Add(part);
                }
            }
        }
    }

    private async Task<(IReadOnlyList<RowOutcome> Results, bool IsWaiting)> StorePartAsync(
        Lanes lane, BatchStorer storer, ImportPart part, RecordKind? kind, bool mayWait, CancellationToken stopping)
    {
        var all = await run.ReadRowsAsync(lane.Recording, part.Number, stopping);
        var told = await run.ListDoneAsync(lane.Recording, part.Number, kind, stopping);
        var done = told.SelectMany(lines => lines).ToHashSet();
        var rows = all.Where(row => row.Kind == kind && !done.Contains(row.Line)).ToList();
        if (rows.Count == 0)
        {
            return ([], false);
        }

        var outcomes = new List<RowOutcome>(rows.Count);
        var key = new BatchKey(part.Number, kind, told.Count);
        for (var next = 0; next < rows.Count;)
        {
            await using var turn = await pace.TurnAsync(mayWait: !IsOneTransaction, stopping);
            var batch = rows.GetRange(next, Math.Min(rows.Count - next, MostRowsOf(rows.Count)));
            next += batch.Count;
            Interlocked.Increment(ref batches);
            var stored = await StoreBatchPatientlyAsync(lane, storer, key, batch, mayWait, stopping);
            outcomes.AddRange(stored);

            // Rounds are told from what was recorded, by whoever goes on as well.
            key = key with { Round = key.Round + (stored.Count > 0 ? 1 : 0) };
        }

        return (outcomes, outcomes.Count < rows.Count);
    }

    /// <summary>How many rows of a part are stored at once.</summary>
    private int MostRowsOf(int part)
    {
        // Whoever was interrupted before a batch was done takes smaller ones, so that it gets further than the last time.
        var most = Math.Max(1, part >> (run.Stumbles - 1));

        // The first ones are smaller still: their code is not compiled yet, and it is soon noticed if others ask.
        most = Math.Min(most, FirstRows << Math.Min(batches, MostDoublings));
        return pace.OthersAsk ? Math.Min(most, ImportPace.FewRows) : most;
    }

    private async Task<IReadOnlyList<RowOutcome>> StoreBatchPatientlyAsync(
        Lanes lane, BatchStorer storer, BatchKey key, List<SentRow> rows, bool mayWait, CancellationToken stopping)
    {
        var attempt = 0;
        while (true)
        {
            try
            {
                attempt++;
                return await StoreBatchAsync(lane, storer, key, rows, mayWait, stopping);
            }
            catch (PostgresException e) when (e.IsTransient && !IsOneTransaction && !lane.Recording.IsLost && attempt < MostAttempts)
            {
                // A deadlock with somebody else's writes: nothing of the batch was stored.
                await Task.Delay(Pause * attempt, clock, stopping);
            }
        }
    }

    private async Task<IReadOnlyList<RowOutcome>> StoreBatchAsync(
        Lanes lane, BatchStorer storer, BatchKey key, List<SentRow> rows, bool mayWait, CancellationToken stopping)
    {
        await lane.BeginAsync(stopping);
        try
        {
            var outcomes = await storer.StoreAsync(lane.Storing, rows, mayWait, stopping);
            if (outcomes.Count > 0)
            {
                // What was taken down by order of law is not kept by another door.
                var gone = outcomes.Where(outcome => outcome.Failure?.Code == ProblemType.Gone.Slug).Select(outcome => outcome.Line).ToHashSet();
                var sent = rows.Where(row => !gone.Contains(row.Line)).ToDictionary(row => row.Line, row => row.Bytes);
                await run.RecordAsync(lane.Recording, key, [.. outcomes.OrderBy(outcome => outcome.Line)], sent, stopping);
            }

            await lane.EndAsync(keep: true, stopping);
            if (key.Kind == RecordKind.Claim)
            {
                Interlocked.Add(ref claimsCreated, outcomes.Count(outcome => outcome.Result == RowResult.Created));
                Interlocked.Add(ref claimsChanged, outcomes.Count(outcome => outcome.Result == RowResult.Updated));
            }

            if (!IsOneTransaction)
            {
                CountCommitted();
            }

            return outcomes;
        }
        catch (PostgresException) when (!lane.Recording.IsLost)
        {
            await lane.EndAsync(keep: false, stopping);
            throw;
        }
    }

    /// <summary>Tells of the claims that are committed and have not been told of.</summary>
    private void CountCommitted()
    {
        data.Meters.ClaimsWritten("created", Interlocked.Exchange(ref claimsCreated, 0));
        data.Meters.ClaimsWritten("changed", Interlocked.Exchange(ref claimsChanged, 0));
    }

    private async Task<Lanes> LaneAsync(ImportLane? only, CancellationToken stopping) => new(only, await run.OpenLaneAsync(stopping));

    /// <summary>What a round came to.</summary>
    private sealed record Round(int Failed, int Done, List<ImportPart> Waiting);
}
