using ClaimCheck.Data.Sources;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Withdrawal;

namespace ClaimCheck.Data.Importing;

/// <summary>Brings back what is on record of sources that took back what they said.</summary>
public static class SourceRetractionMerge
{
    /// <summary>Merges a batch of withdrawals.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The withdrawals, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<WithdrawalOutcome, SourceRetraction>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<SourceRetractionRecord>> rows)
    {
        var sources = await SourceDirectory.FindAllAsync(
            context.Lane.Connection, [.. rows.Select(row => row.Record.Source).Distinct(StringComparer.Ordinal)], context.Cancellation);
        var results = new List<Merged<WithdrawalOutcome, SourceRetraction>>(rows.Count);
        foreach (var record in rows.Select(row => row.Record))
        {
            results.Add(sources.TryGetValue(record.Source, out var source)
                ? await MergeAsync(context, record, source)
                : Merged<WithdrawalOutcome, SourceRetraction>.Refused(new(WithdrawalOutcome.SourceMissing, Path: [record.Source])));
        }

        return results;
    }

    private static async Task<Merged<WithdrawalOutcome, SourceRetraction>> MergeAsync(
        MergeContext context, SourceRetractionRecord record, SourceRef source)
    {
        var (kept, connection) = (record.Kept, context.Lane.Connection);
        var withdrawal = new StoredRetraction(
            new SourceRetraction(
                kept.Id!.Value, source, record.Reason, record.SaidFrom, record.SaidTo, record.RetractedClaims, record.UnsupportedClaims,
                record.RetractedBy, kept.CreatedAt!.Value, kept.Version ?? 1),
            record.Claims);
        if (await WithdrawalStore.FindAsync(connection, kept.Id.Value, context.Cancellation) is { } known)
        {
            var isSame = known.Retraction == withdrawal.Retraction && known.Claims.ToHashSet().SetEquals(withdrawal.Claims);
            return Merged<WithdrawalOutcome, SourceRetraction>.Compared(context, kept.Id.Value, isSame);
        }

        var claims = record.Claims.Select(claim => new ClaimReference(claim.Claim.ToString())).ToList();
        var names = await ClaimNames.FindAsync(context, claims);
        foreach (var (index, claim) in claims.Index())
        {
            names.Find($"claims[{index}].claim", claim, out var unknown);
            if (unknown is not null)
            {
                return Merged<WithdrawalOutcome, SourceRetraction>.Nameless(unknown);
            }
        }

        await WithdrawalStore.RestoreAsync(connection, withdrawal, context.By, context.Cancellation);
        return new(RowResult.Created, kept.Id);
    }
}
