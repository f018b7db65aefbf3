using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>Who published a review.</summary>
/// <param name="Site">The host of the publisher's site, without `www.`</param>
/// <param name="Name">As readers know it.</param>
public sealed record FactCheckPublisherResponse(
    [property: MaxLength(WebAddress.MaxLength)] string Site,
    [property: MaxLength(ClaimReviewMarkup.NameLength), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name);

/// <summary>A review of a claim.</summary>
/// <param name="Publisher">Who published it.</param>
/// <param name="Url">Where it can be read.</param>
/// <param name="Title">Its headline.</param>
/// <param name="ReviewDate">When it was published; absent where that is not known to the day.</param>
/// <param name="TextualRating">The verdict, in the publisher's own words.</param>
/// <param name="LanguageCode">The language it was written in; `und` where nobody said.</param>
public sealed record FactCheckReviewResponse(
    FactCheckPublisherResponse Publisher,
    [property: MaxLength(WebAddress.MaxLength)] string Url,
    [property: MaxLength(Finding.TitleLength), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ReviewDate,
    [property: MaxLength(TextRules.LongText)] string TextualRating,
    [property: MaxLength(LanguageTag.MaxLength)] string LanguageCode)
{
    internal static FactCheckReviewResponse Of(FactCheck review) => new(
        new(review.Site ?? SiteName.Of(review.Url) ?? string.Empty, review.Publisher),
        review.Url, review.Title, FactCheckedClaimResponse.Timestamp(review.ReviewedOn), review.TextualRating, review.Language);
}

/// <summary>A claim that was reviewed.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Claimant">Who made it.</param>
/// <param name="ClaimDate">When it was made; absent where that is not known to the day.</param>
/// <param name="ClaimReview">The reviews of it, newest first.</param>
public sealed record FactCheckedClaimResponse(
    [property: MaxLength(TextRules.LongText)] string Text,
    [property: MaxLength(ClaimReviewMarkup.NameLength), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Claimant,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ClaimDate,
    [property: MaxLength(FactCheckReader.MostReviews)] IReadOnlyList<FactCheckReviewResponse> ClaimReview)
{
    internal static FactCheckedClaimResponse Of(FactCheckedClaim claim) => new(
        claim.Text, claim.Claimant, Timestamp(claim.ClaimedAt), [.. claim.Reviews.Select(FactCheckReviewResponse.Of)]);

    /// <summary>Google's dates are instants: a day is its first one, while a month or a year would say more than is known.</summary>
    internal static DateTimeOffset? Timestamp(PartialDate? date) =>
        date is { Precision: DatePrecision.Day or DatePrecision.Instant } known ? known.Start : null;
}

/// <summary>What a search found.</summary>
/// <param name="Claims">The claims; absent where nothing matches.</param>
/// <param name="NextPageToken">Give it as `pageToken` for the next page; absent on the last one.</param>
public sealed record FactCheckedClaimSearchResponse(
    [property: MaxLength(TokenPageQuery.LargestSize), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FactCheckedClaimResponse>? Claims,
    [property: MaxLength(Cursors.MaxLength), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextPageToken)
    : IExample<FactCheckedClaimSearchResponse>
{
    /// <inheritdoc/>
    public static FactCheckedClaimSearchResponse Example { get; } = new(
        [
            new(
                ClaimReviewMarkup.Example.ClaimReviewed, "BBC News", null,
                [new(new("factcheck.example", "Example Fact Check"), ClaimReviewMarkupPageResponse.Example.PageUrl, null, null, "Unproven", "und")]),
        ],
        null);
}
