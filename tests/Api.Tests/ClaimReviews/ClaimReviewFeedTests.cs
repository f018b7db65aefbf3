using System.Globalization;
using System.Net;
using System.Text.Json;

namespace ClaimCheck.Api.Tests.ClaimReviews;

/// <summary>The feed of published reviews, as those who collect fact-checks read it.</summary>
public sealed class ClaimReviewFeedTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_feed_has_the_form_that_those_who_collect_it_read()
    {
        var feed = (await api.Reader.ReadAsync("/v1/claim-reviews?limit=1")).Body;

        var element = feed.GetProperty("dataFeedElement")[0];
        var review = Assert.Single(element.GetProperty("item").EnumerateArray());
        Assert.Equal(("https://schema.org", "DataFeed"), (feed.GetProperty("@context").GetString(), feed.GetProperty("@type").GetString()));
        Assert.Equal("DataFeedItem", element.GetProperty("@type").GetString());
        Assert.Equal("ClaimReview", review.GetProperty("@type").GetString());
        Assert.Equal(element.GetProperty("url").GetString(), review.GetProperty("url").GetString());
        Assert.True(element.GetProperty("dateCreated").GetDateTimeOffset() <= element.GetProperty("dateModified").GetDateTimeOffset());
        Assert.Equal(element.GetProperty("dateModified").ToString(), feed.GetProperty("dateModified").ToString());
        Assert.False(review.TryGetProperty("mentions", out _) || review.TryGetProperty("@context", out _));
    }

    [Fact]
    public async Task Following_the_feed_meets_every_published_review_once_and_no_other()
    {
        var published = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            published.Add(await api.PublishedAsync(await api.ClaimAsync($"It rained {i} times.")));
        }

        var draft = await api.DraftAsync(await api.ClaimAsync());
        await api.Editor.SendJsonAsync($"/v1/assessments/{published[1]}/retract", """{"reason":"Of another statement."}""");
        var claim = await api.ClaimAsync();
        var takenDown = await api.PublishedAsync(claim);
        await api.Admin.RemoveAsync($"/v1/claims/{claim}?reason=An+order");

        var met = await FollowAsync("/v1/claim-reviews?limit=3");

        Assert.Equal(met.Distinct(), met);
        Assert.Equal(published.Where(id => id != published[1]), met.Where(published.Contains));
        Assert.DoesNotContain(draft, met);
        Assert.DoesNotContain(takenDown, met);
    }

    [Fact]
    public async Task Whoever_comes_back_meets_what_has_changed_since()
    {
        var (old, untouched) = (await api.PublishedAsync(await api.ClaimAsync()), await api.PublishedAsync(await api.ClaimAsync()));
        var between = (await api.Reader.ReadAsync($"/v1/assessments/{untouched}")).Body.GetProperty("updatedAt").GetDateTimeOffset().AddMicroseconds(1);
        var added = await api.PublishedAsync(await api.ClaimAsync());
        await api.Editor.PatchJsonAsync($"/v1/assessments/{old}", """{"ratingText":"Quite wrong","note":"The gauge was checked."}""");

        var met = await FollowAsync($"/v1/claim-reviews?limit=1&modifiedSince={Uri.EscapeDataString(between.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}");

        Assert.Equal([added, old], met.Where(id => id == old || id == untouched || id == added));
    }

    [Fact]
    public async Task What_changes_while_the_feed_is_followed_comes_again_at_its_end()
    {
        var (first, second) = (await api.PublishedAsync(await api.ClaimAsync()), await api.PublishedAsync(await api.ClaimAsync()));
        var begin = (await api.Reader.ReadAsync($"/v1/assessments/{first}")).Text("updatedAt")!;
        var page = await api.Reader.ReadAsync($"/v1/claim-reviews?limit=1&modifiedSince={begin}");

        await api.Editor.PatchJsonAsync($"/v1/assessments/{first}", """{"ratingText":"Quite wrong","note":"The gauge was checked."}""");
        var met = await FollowAsync(NextOf(page)!);

        Assert.Equal([first], Reviews.Collected(page.Body).Select(Reviews.AssessmentOf));
        Assert.Equal([second, first], met.Where(id => id == first || id == second));
    }

    [Theory]
    [InlineData("/v1/claim-reviews?modifiedSince=yesterday", "invalid-query")]
    [InlineData("/v1/claim-reviews?limit=0", "invalid-query")]
    [InlineData("/v1/claim-reviews?limit=201", "invalid-query")]
    [InlineData("/v1/claim-reviews?cursor=bogus", "invalid-cursor")]
    [InlineData("/v1/claim-reviews?page=2", "invalid-query")]
    public async Task What_the_feed_does_not_understand_is_refused(string path, string problem)
    {
        var refused = await api.Reader.ReadAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, problem), (refused.Status, refused.Problem));
    }

    [Fact]
    public async Task A_cursor_holds_for_the_feed_it_was_given_out_for_only()
    {
        await api.PublishedAsync(await api.ClaimAsync());
        var next = NextOf(await api.Reader.ReadAsync("/v1/claim-reviews?limit=1"))!;

        Assert.Equal("invalid-cursor", (await api.Reader.ReadAsync(next + "&modifiedSince=2014-01-01T00:00:00Z")).Problem);
        Assert.Equal("invalid-cursor", (await api.Reader.ReadAsync(next.Replace("claim-reviews", "assessments", StringComparison.Ordinal))).Problem);
    }

    [Fact]
    public async Task A_feed_of_nothing_is_empty_and_has_no_date()
    {
        var feed = (await api.Reader.ReadAsync("/v1/claim-reviews?modifiedSince=2999-01-01T00:00:00Z")).Body;

        Assert.Empty(Reviews.Collected(feed));
        Assert.False(feed.TryGetProperty("dateModified", out _));
    }

    private static string? NextOf(Reply reply) =>
        reply.Message.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<')[1].Split('>')[0] : null;

    private async Task<List<Guid>> FollowAsync(string path)
    {
        var met = new List<Guid>();
        for (string? next = path; next is not null;)
        {
            var page = await api.Reader.ReadAsync(next);
            met.AddRange(Reviews.Collected(page.Body).Select(Reviews.AssessmentOf));
            next = NextOf(page);
        }

        return met;
    }
}
