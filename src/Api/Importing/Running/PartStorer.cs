using ClaimCheck.Api.Http;
using ClaimCheck.Data.Importing;
using ClaimCheck.Data.Telemetry;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using Npgsql;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>Stores a part of an import in batches, each of which is one transaction with its results, as large as the moment allows.</summary>
/// <param name="run">The import, taken up.</param>
/// <param name="meters">Counts what was committed.</param>
/// <param name="pace">When a batch may be stored.</param>
/// <param name="clock">The service's clock.</param>
internal sealed class PartStorer(ImportRun run, DataMeters meters, ImportPace pace, TimeProvider clock)
{
    private const int MostAttempts = 5;
    private const int FirstRows = 10;
    private const int MostDoublings = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private int batches;
    private int claimsCreated;
    private int claimsChanged;

    private bool IsOneTransaction => run.Import.Options.IsOneTransaction;

    /// <summary>What became of the rows of a kind in a part, and whether some of them wait for others.</summary>
    /// <param name="lane">Where they are stored, and where their results are.</param>
    /// <param name="storer">Stores a batch.</param>
    /// <param name="part">The part.</param>
    /// <param name="kind">The kind; null for rows whose kind cannot be read.</param>
    /// <param name="mayWait">Whether a row may wait for what it refers to.</param>
    /// <param name="stopping">The process ends.</param>
    public async Task<(IReadOnlyList<RowOutcome> Results, bool IsWaiting)> StoreAsync(
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

    /// <summary>Tells of the claims that are committed and have not been told of.</summary>
    public void CountCommitted()
    {
        meters.ClaimsWritten("created", Interlocked.Exchange(ref claimsCreated, 0));
        meters.ClaimsWritten("changed", Interlocked.Exchange(ref claimsChanged, 0));
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
}
