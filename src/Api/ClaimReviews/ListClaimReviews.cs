using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.ClaimReviews;

/// <summary>Which reviews the feed holds.</summary>
public sealed class ListClaimReviewsQuery : PageQuery
{
    /// <summary>The earliest change.</summary>
    [QueryValue("Only reviews that were published, corrected or flagged for a second look then or later. Go back a minute before your last visit: what was being written then is in the feed a moment later. What its claim, its source or its articles say may change without this: read the whole feed anew now and then.")]
    public DateTimeOffset? ModifiedSince { get; init; }
}

internal static class ListClaimReviews
{
    public static async Task<Results<JsonLdOk<ClaimReviewFeedResponse>, NotModified, ProblemAnswer>> Handle(
        Query<ListClaimReviewsQuery> query, DataServices data, TimeProvider clock, CancellationToken cancellation)
    {
        var asked = query.Value;
        var found = await data.ReviewReader.ListAsync(asked.ModifiedSince, After(query.After), asked.Limit + 1, cancellation);
        var page = query.Page(found.Reviews, Position).Value;
        return new JsonLdOk<ClaimReviewFeedResponse>(
            ClaimReviewFeedResponse.Of(page.Items.Select(Item)), IfModifiedSince.Date(found.ChangedAt, clock.Now()), page.NextCursor);
    }

    private static ClaimReviewFeedItem Item(FoundReview found) =>
        ClaimReviewFeedItem.Of(ClaimReview.Of(found.Assessment, found.Claim)!, found.Assessment.CreatedAt, found.Assessment.UpdatedAt);

    private static string Position(FoundReview found) =>
        Positions.Join(Rfc3339.Write(found.Assessment.UpdatedAt), found.Assessment.Id.ToString());

    private static ReviewPosition? After(string? position) => Positions.Parts(position) is [var modified, var id]
        ? new ReviewPosition(DateTimeOffset.Parse(modified, CultureInfo.InvariantCulture), Guid.Parse(id, CultureInfo.InvariantCulture))
        : null;
}
