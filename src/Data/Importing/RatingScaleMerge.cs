using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Importing;

/// <summary>Merges rating scales into what is stored, one after the other: a newsroom has a handful.</summary>
public static class RatingScaleMerge
{
    /// <summary>Merges a batch of scales.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The scales, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<RatingScaleOutcome, RatingScale>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<RatingScaleRecord>> rows)
    {
        var results = new List<Merged<RatingScaleOutcome, RatingScale>>(rows.Count);
        var touched = new HashSet<Guid>();
        foreach (var row in rows)
        {
            results.Add(await MergeAsync(context, row, touched));
        }

        return results;
    }

    private static async Task<Merged<RatingScaleOutcome, RatingScale>> MergeAsync(
        MergeContext context, RowToMerge<RatingScaleRecord> row, HashSet<Guid> touched)
    {
        var record = row.Record;
        var connection = context.Lane.Connection;
        if (await RatingScaleReader.FindAsync(connection, record.Slug, context.Cancellation) is { } known)
        {
            return await CompareAsync(context, record, known.Id, touched);
        }

        var kept = record.Kept;
        var at = context.By.At;
        var scale = new RatingScale(
            kept.Id ?? context.NewId(row.Line, RecordKind.RatingScale),
            record.Slug,
            record.Facts,
            (context.Restores ? kept.Version : null) ?? 1,
            (context.Restores ? kept.CreatedAt : null) ?? at,
            (context.Restores ? kept.UpdatedAt : null) ?? at);
        await RatingScaleStore.InsertAsync(connection, scale, context.By, context.Cancellation);
        touched.Add(scale.Id);
        return new(RowResult.Created, scale.Id);
    }

    private static async Task<Merged<RatingScaleOutcome, RatingScale>> CompareAsync(
        MergeContext context, RatingScaleRecord record, Guid id, HashSet<Guid> touched)
    {
        if (context.KeepsWhatIsThere)
        {
            return new(RowResult.Skipped, id);
        }

        var connection = context.Lane.Connection;
        var current = (await RatingScaleStore.HoldAsync(connection, id, context.Cancellation))!;
        if (Snapshot.Of(current with { Facts = record.Facts }) == Snapshot.Of(current))
        {
            touched.Add(id);
            return new(RowResult.Unchanged, id);
        }

        if (touched.Contains(id) || (await context.FindTouchedAsync([id], RecordKind.RatingScale)).Count > 0)
        {
            return Merged<RatingScaleOutcome, RatingScale>.SaidTwice(id);
        }

        touched.Add(id);
        await RatingScaleStore.UpdateAsync(
            connection, current.Change(record.Facts, VersionCondition.Any, context.By.At).Value!, context.By, context.Cancellation);
        return new(RowResult.Updated, id);
    }
}
