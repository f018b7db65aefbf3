using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.ClaimReviews;

public sealed class MarkupTests
{
    private static readonly DateTimeOffset Then = new(2024, 5, 17, 9, 0, 0, TimeSpan.Zero);
    private static readonly MarkupPageFacts Facts = new(
        "https://www.example.org/check", null, null, [new(null, "x", null, null, null, [], null, new("y", null, null, null, null, null))]);

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData(3, null, null, true)]
    [InlineData(1, 1, 5, true)]
    [InlineData(5, 1, 5, true)]
    [InlineData(6, 1, 5, false)]
    [InlineData(0, 1, 5, false)]
    [InlineData(0, 1, null, false)]
    [InlineData(6, null, 5, false)]
    [InlineData(null, 5, 1, false)]
    [InlineData(null, 1, 1, false)]
    public void A_number_lies_between_its_bounds_and_the_bounds_are_the_right_way_round(int? value, int? worst, int? best, bool inOrder) =>
        Assert.Equal(inOrder, MarkupRating.IsInOrder(value, worst, best));

    [Theory]
    [InlineData("https://example.org/check", true)]
    [InlineData("https://example.org/check#second", true)]
    [InlineData("https://example.org/other", false)]
    [InlineData("https://example.org/check?second", false)]
    public void Markup_is_of_its_page_with_an_anchor_or_without(string url, bool isOnPage)
    {
        Assert.Equal(isOnPage, Markup.IsOnPage(url, "https://example.org/check"));
        Assert.Equal(isOnPage, Markup.IsOnPage(url, "https://example.org/check#top"));
    }

    [Fact]
    public void A_page_is_replaced_and_deleted_from_the_version_that_was_read_only()
    {
        var page = MarkupPage.Create(NewId.At(Then), Facts, new Authorship(null, "tests", Role.Editor, Then));
        var replaced = page.Replace(Facts with { PageUrl = "https://example.org/new" }, VersionCondition.OneOf(1), Then.AddDays(1));
        var stale = replaced.Value!.Replace(Facts, VersionCondition.OneOf(1), Then.AddDays(2));
        var deleted = replaced.Value.Delete(VersionCondition.Any, Then.AddDays(3));

        Assert.Equal(("example.org", "1"), (page.Facts.Site, page.VersionId));
        Assert.Equal((2, Then, Then.AddDays(1)), (replaced.Value.Version, replaced.Value.CreatedAt, replaced.Value.UpdatedAt));
        Assert.Equal((MarkupPageOutcome.ChangedMeanwhile, 2), (stale.Outcome, stale.Value!.Version));
        Assert.Equal((MarkupPageOutcome.Accepted, 3), (deleted.Outcome, deleted.Value!.Version));
        Assert.Empty(deleted.Value.Facts.Markups);
    }
}
