using ClaimCheck.Data.Links;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Data.Importing;

/// <summary>Brings back judgements on links, all of a batch at once: there may be as many as there are links.</summary>
public static class LinkReviewMerge
{
    /// <summary>Merges a batch of judgements.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The judgements, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<LinkOutcome, StoredReview>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<LinkReviewRecord>> rows)
    {
        var connection = context.Lane.Connection;
        var (links, known) = await LinkRestoration.FindAsync(
            connection,
            [.. rows.Select(row => row.Record.Link).Distinct()],
            [.. rows.Select(row => row.Record.Kept.Id!.Value).Distinct()],
            context.Cancellation);
        var results = new List<Merged<LinkOutcome, StoredReview>>(rows.Count);
        var fresh = new List<StoredReview>();
        foreach (var review in rows.Select(row => ReviewOf(row.Record)))
        {
            if (known.TryGetValue(review.Id, out var same))
            {
                results.Add(Merged<LinkOutcome, StoredReview>.Compared(context, review.Id, IsSame(review, same)));
            }
            else if (!links.ContainsKey(review.Link))
            {
                results.Add(Merged<LinkOutcome, StoredReview>.Refused(new(LinkOutcome.Missing, Path: [review.Link.ToString()])));
            }
            else
            {
                fresh.Add(review);
                results.Add(new(RowResult.Created, review.Id));
            }
        }

        if (fresh.Count > 0)
        {
            await LinkRestoration.AddAsync(connection, fresh, links, context.By, context.Cancellation);
        }

        return results;
    }

    private static StoredReview ReviewOf(LinkReviewRecord record) => new(
        record.Kept.Id!.Value,
        record.Link,
        new LinkReview(record.Decision, record.Note, record.ReviewedBy, record.ReviewedAt, record.SupersededAt));

    /// <summary>Whether it is the same judgement; a later one may have retired it since.</summary>
    private static bool IsSame(StoredReview sent, StoredReview known) =>
        sent with { Review = sent.Review with { SupersededAt = known.Review.SupersededAt } } == known;
}
