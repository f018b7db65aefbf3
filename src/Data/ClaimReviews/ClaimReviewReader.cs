using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.ClaimReviews;

namespace ClaimCheck.Data.ClaimReviews;

/// <summary>An assessment together with what a ClaimReview says of its claim.</summary>
/// <param name="Assessment">The assessment with its latest correction; of one whose claim was taken down, what is left.</param>
/// <param name="Claim">The claim.</param>
/// <param name="TakenDownAt">When the claim was taken down, if it was.</param>
public sealed record FoundReview(Assessment Assessment, ReviewedClaim Claim, DateTimeOffset? TakenDownAt);

/// <summary>A place in the feed of published reviews.</summary>
/// <param name="ModifiedAt">When the last one before it changed.</param>
/// <param name="Id">Its id.</param>
public sealed record ReviewPosition(DateTimeOffset ModifiedAt, Guid Id);

/// <summary>Reads what ClaimReviews are made of, in one round trip whatever their number.</summary>
/// <param name="database">The database.</param>
public sealed class ClaimReviewReader(Database database)
{
    /// <summary>How many claims that say the same are looked at for the works that carry a claim.</summary>
    public const int MostRestatements = 100;

    private static readonly Sql Statements = Sql.Load("claim_review_exports");

    /// <summary>One assessment, in whatever state; null where there is none.</summary>
    public async Task<FoundReview?> GetAsync(Guid id, CancellationToken cancellation) =>
        (await ReadAsync(new Filters().Add("one", id), take: 1, cancellation)).SingleOrDefault();

    /// <summary>Published assessments, the one changed the longest ago first; none whose claim was taken down.</summary>
    /// <param name="modifiedSince">Only those that changed then or later; null for all.</param>
    /// <param name="after">Only those after this place.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public Task<IReadOnlyList<FoundReview>> ListAsync(
        DateTimeOffset? modifiedSince, ReviewPosition? after, int take, CancellationToken cancellation)
    {
        var filters = new Filters()
            .Add("published", true)
            .Add("modifiedSince", modifiedSince?.UtcDateTime)
            .Add("after", after?.ModifiedAt.UtcDateTime);
        return ReadAsync(after is null ? filters : filters.Set("afterId", after.Id), take, cancellation);
    }

    private async Task<IReadOnlyList<FoundReview>> ReadAsync(Filters filters, int take, CancellationToken cancellation) =>
        ReviewRow.ToReviews(await database.ReadAsync<ReviewRow>(
            filters.Set("most", MostRestatements).Command(Statements, "ClaimReviewList", take, cancellation)));
}
