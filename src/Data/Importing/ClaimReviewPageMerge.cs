using ClaimCheck.Data.Audit;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Importing;

/// <summary>Merges pages of ClaimReview markup into what is stored: one address is one page, however it is spelt.</summary>
public static class ClaimReviewPageMerge
{
    /// <summary>Merges a batch of pages.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The pages, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<MarkupPageOutcome, MarkupPage>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<ClaimReviewPageRecord>> rows)
    {
        var results = new List<Merged<MarkupPageOutcome, MarkupPage>>(rows.Count);
        var touched = new HashSet<Guid>();
        foreach (var row in rows)
        {
            results.Add(await FindAsync(context, row.Record) is { } known
                ? await CompareAsync(context, row.Record.Facts, known, touched)
                : await AddAsync(context, row, touched));
        }

        return results;
    }

    private static async Task<MarkupPage?> FindAsync(MergeContext context, ClaimReviewPageRecord record)
    {
        var connection = context.Lane.Connection;
        var same = record.Kept.Id is { } id ? await MarkupPageStore.HoldAsync(connection, id, context.Cancellation) : null;
        return same ?? (await MarkupPageStore.FindAsync(connection, record.Facts.CanonicalUrl, context.Cancellation) is { } known
            ? await MarkupPageStore.HoldAsync(connection, known, context.Cancellation)
            : null);
    }

    private static async Task<Merged<MarkupPageOutcome, MarkupPage>> CompareAsync(
        MergeContext context, MarkupPageFacts facts, MarkupPage known, HashSet<Guid> touched)
    {
        if (context.KeepsWhatIsThere)
        {
            return new(RowResult.Skipped, known.Id);
        }

        if (Snapshot.Of(known with { Facts = facts }) == Snapshot.Of(known))
        {
            touched.Add(known.Id);
            return new(RowResult.Unchanged, known.Id);
        }

        if (!touched.Add(known.Id) || (await context.FindTouchedAsync([known.Id], RecordKind.ClaimReviewPage)).Count > 0)
        {
            return Merged<MarkupPageOutcome, MarkupPage>.SaidTwice(known.Id);
        }

        var replaced = known.Replace(facts, VersionCondition.Any, context.By.At).Value!;
        await MarkupPageStore.ReplaceAsync(context.Lane.Connection, replaced, context.By, context.Cancellation);
        return new(RowResult.Updated, known.Id);
    }

    private static async Task<Merged<MarkupPageOutcome, MarkupPage>> AddAsync(
        MergeContext context, RowToMerge<ClaimReviewPageRecord> row, HashSet<Guid> touched)
    {
        var kept = row.Record.Kept;
        var page = MarkupPage.Create(kept.Id ?? context.NewId(row.Line, RecordKind.ClaimReviewPage), row.Record.Facts, context.By);
        if (context.Restores)
        {
            page = page with
            {
                Version = kept.Version ?? page.Version,
                CreatedAt = kept.CreatedAt ?? page.CreatedAt,
                UpdatedAt = kept.UpdatedAt ?? page.UpdatedAt,
            };
        }

        await MarkupPageStore.AddAsync(context.Lane.Connection, page, context.By, context.Cancellation);
        touched.Add(page.Id);
        return new(RowResult.Created, page.Id);
    }
}
