using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>The ClaimReview markup of a page.</summary>
/// <param name="Name">What it is called: `pages/` and its id.</param>
/// <param name="PageUrl">The page.</param>
/// <param name="ClaimReviewMarkups">One for each claim that is reviewed there.</param>
/// <param name="VersionId">The version, which a replacement has to name.</param>
/// <param name="PublishDate">When the fact checks were published.</param>
/// <param name="ClaimReviewAuthor">Who published them.</param>
public sealed record ClaimReviewMarkupPageResponse(
    [property: MaxLength(ClaimReviewMarkupPageResponse.NameLength)] string Name,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string PageUrl,
    [property: MaxLength(MarkupPageFacts.MostMarkups)] IReadOnlyList<ClaimReviewMarkup> ClaimReviewMarkups,
    [property: MaxLength(ClaimReviewMarkupPageResponse.VersionLength), RegularExpression(ClaimReviewMarkupPageResponse.VersionPattern)] string VersionId,
    PartialDate? PublishDate = null,
    ClaimReviewAuthor? ClaimReviewAuthor = null) : ILeavesOutNulls, IExample<ClaimReviewMarkupPageResponse>
{
    internal const int NameLength = 42;
    internal const string NamePattern = "^pages/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
    internal const int VersionLength = 9;
    internal const string VersionPattern = "^[1-9][0-9]{0,8}$";

    /// <inheritdoc/>
    public static ClaimReviewMarkupPageResponse Example { get; } = new(
        MarkupPage.NamePrefix + SampleStory.IdOf(SampleMarkup.Record, SampleMarkup.Page),
        SampleMarkup.Page, [ClaimReviewMarkup.Example], "1", StoryDates.Month, new("Example Fact Check"));

    internal static ClaimReviewMarkupPageResponse Of(MarkupPage page) => new(
        page.ResourceName, page.Facts.PageUrl, [.. page.Facts.Markups.Select(ClaimReviewMarkup.Of)], page.VersionId, page.Facts.PublishDate,
        page.Facts.Author is { } author ? FactCheckTools.ClaimReviewAuthor.Of(author) : null);
}
