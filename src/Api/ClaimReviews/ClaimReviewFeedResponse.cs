using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.ClaimReviews;

/// <summary>A schema.org DataFeed: one page of the published reviews.</summary>
/// <param name="Context">Always `https://schema.org`.</param>
/// <param name="Type">Always `DataFeed`.</param>
/// <param name="Name">What it is.</param>
/// <param name="DateModified">When the last item of this page changed; absent where there is none.</param>
/// <param name="DataFeedElement">The reviews, the one changed the longest ago first.</param>
public sealed record ClaimReviewFeedResponse(
    [property: JsonPropertyName("@context"), RegularExpression("^https://schema\\.org$")] string Context,
    [property: JsonPropertyName("@type"), RegularExpression("^DataFeed$")] string Type,
    [property: MaxLength(OriginRangeResponse.LongestName)] string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DateModified,
    [property: MaxLength(PageQuery.MaxLimit)] IReadOnlyList<ClaimReviewFeedItem> DataFeedElement) : IExample<ClaimReviewFeedResponse>
{
    internal const string FeedType = "DataFeed";
    internal const string FeedName = "Published claim reviews";

    /// <inheritdoc/>
    public static ClaimReviewFeedResponse Example { get; } =
        Of([ClaimReviewFeedItem.Of(ClaimReviewResponse.OfStory(null), StoryDates.Reviewed, StoryDates.Reviewed)]);

    internal static ClaimReviewFeedResponse Of(IEnumerable<ClaimReviewFeedItem> items)
    {
        ClaimReviewFeedItem[] elements = [.. items];
        return new(ClaimReviewResponse.SchemaOrg, FeedType, FeedName, elements is [.., var last] ? last.DateModified : null, elements);
    }
}

/// <summary>A schema.org DataFeedItem.</summary>
/// <param name="Type">Always `DataFeedItem`.</param>
/// <param name="DateCreated">When the assessment was begun.</param>
/// <param name="DateModified">When it last changed, if only by being flagged for a second look.</param>
/// <param name="Url">Where the review can be read.</param>
/// <param name="Item">The review, in a list of one: other feeds have several.</param>
public sealed record ClaimReviewFeedItem(
    [property: JsonPropertyName("@type"), RegularExpression("^DataFeedItem$")] string Type,
    DateTimeOffset DateCreated,
    DateTimeOffset DateModified,
    [property: MaxLength(WebAddress.MaxLength)] string Url,
    [property: MaxLength(1)] IReadOnlyList<ClaimReviewResponse> Item)
{
    internal static ClaimReviewFeedItem Of(ClaimReview review, DateTimeOffset created, DateTimeOffset modified) =>
        new("DataFeedItem", created, modified, review.Url, [ClaimReviewResponse.Of(review, isWhole: false)]);
}
