using ClaimCheck.Data.Sources;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;
using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>Merges judgements on sources into what is stored. One that says the same of the same source is the same judgement.</summary>
public static class ReliabilityMerge
{
    private static readonly Sql Statements = Sql.Load("sources");

    /// <summary>Merges a batch of judgements.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The judgements, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<SourceOutcome, ReliabilityJudgement>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<ReliabilityRecord>> rows)
    {
        var sources = await SourceDirectory.FindAllAsync(
            context.Lane.Connection, [.. rows.Select(row => row.Record.Source).Distinct(StringComparer.Ordinal)], context.Cancellation);
        await context.Lane.Connection.ExecuteAsync(context.Command(
            Statements["SourcesHold"], new { Ids = sources.Values.Select(source => source.Id).Distinct().ToArray() }));
        var results = new List<Merged<SourceOutcome, ReliabilityJudgement>>(rows.Count);
        foreach (var row in rows)
        {
            results.Add(sources.TryGetValue(row.Record.Source, out var source)
                ? await MergeAsync(context, row, source)
                : Merged<SourceOutcome, ReliabilityJudgement>.Refused(new(SourceOutcome.Missing, Path: [row.Record.Source])));
        }

        return results;
    }

    private static async Task<Merged<SourceOutcome, ReliabilityJudgement>> MergeAsync(
        MergeContext context, RowToMerge<ReliabilityRecord> row, SourceRef source)
    {
        var (record, by, connection) = (row.Record, context.By, context.Lane.Connection);
        var isRestored = context.Restores && record.Kept.CreatedAt is not null;
        var judgement = new ReliabilityJudgement(
            record.Kept.Id ?? context.NewId(row.Line, RecordKind.Reliability),
            record.Grade,
            record.Rationale,
            record.ValidFrom ?? DateOnly.FromDateTime(by.At.UtcDateTime),
            isRestored ? record.Kept.CreatedAt!.Value : by.At,
            (isRestored ? record.RecordedBy : null) ?? by.Actor);
        if (await ReliabilityStore.FindAsync(connection, source.Id, judgement, context.Cancellation) is var (known, rated)
            && (known.Id == judgement.Id || record.Kept.Id is null))
        {
            var isSame = judgement with { Id = known.Id, RecordedAt = known.RecordedAt, RecordedBy = known.RecordedBy } == known;
            return rated == source.Id
                ? Merged<SourceOutcome, ReliabilityJudgement>.Compared(context, known.Id, isSame)
                : Merged<SourceOutcome, ReliabilityJudgement>.IdTaken(known.Id);
        }

        await ReliabilityStore.RateAsync(connection, source.Id, judgement, isNew: !isRestored, by, context.Cancellation);
        return new(RowResult.Created, judgement.Id);
    }
}
