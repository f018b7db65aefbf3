using ClaimCheck.Data.Assessments;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Data.Importing;

/// <summary>Brings back corrections of assessments.</summary>
public static class CorrectionMerge
{
    /// <summary>Merges a batch of corrections.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The corrections, in the order of the file.</param>
    /// <returns>What became of each, in the same order; they are stored as part of their assessments.</returns>
    public static async Task<IReadOnlyList<Merged<AssessmentOutcome, Assessment>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<CorrectionRecord>> rows)
    {
        var results = new List<Merged<AssessmentOutcome, Assessment>>(rows.Count);
        foreach (var record in rows.Select(row => row.Record))
        {
            results.Add(await MergeAsync(context, record.Assessment, record.Correction));
        }

        return results;
    }

    private static async Task<Merged<AssessmentOutcome, Assessment>> MergeAsync(MergeContext context, Guid id, Correction correction)
    {
        var connection = context.Lane.Connection;
        if (await AssessmentReader.GetAsync(connection, id, context.Cancellation) is not { } found)
        {
            return Merged<AssessmentOutcome, Assessment>.Refused(new(AssessmentOutcome.Missing, Path: [id.ToString()]));
        }

        if (found.TakenDownAt is not null)
        {
            return Merged<AssessmentOutcome, Assessment>.Refused(new(AssessmentOutcome.TakenDown));
        }

        if (await AssessmentRows.FindCorrectionAsync(connection, id, correction.Version, context.Cancellation) is { } known)
        {
            var isSame = known.Changed.SequenceEqual(correction.Changed) && known == correction with { Changed = known.Changed };
            return Merged<AssessmentOutcome, Assessment>.Compared(context, id, isSame);
        }

        await AssessmentRows.RestoreAsync(connection, found.Assessment, correction, context.By, context.Cancellation);
        return new(RowResult.Created, id);
    }
}
