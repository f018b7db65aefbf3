using System.Net;
using System.Text.Json;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.ClaimReviews;

/// <summary>One assessment as ClaimReview.</summary>
public sealed class ClaimReviewExportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly Guid Soleimani = SampleStory.IdOf("assessment", "o1-1");

    [Fact]
    public async Task The_storys_verdict_is_exported_in_its_publishers_own_words_with_who_claims_it_and_where()
    {
        var review = (await api.Reader.ReadAsync(Reviews.Export(Soleimani))).Body;

        var (rating, claim) = (review.GetProperty("reviewRating"), review.GetProperty("itemReviewed"));
        Assert.Equal(("https://schema.org", "ClaimReview"), (Text(review, "@context"), Text(review, "@type")));
        Assert.Equal($"urn:uuid:{Soleimani}", Text(review, "@id"));
        Assert.Equal("https://facts.example.com/2014/10/soleimani-authorisation", Text(review, "url"));
        Assert.StartsWith("Khamenei authorised General Soleimani", Text(review, "claimReviewed"), StringComparison.Ordinal);
        Assert.Equal(("Organization", "Example Fact Desk", "https://facts.example.com/"), PartyOf(review));
        Assert.Equal(("2014-10-02T09:00:00Z", "en"), (Text(review, "datePublished"), Text(review, "inLanguage")));
        Assert.Equal("Not established", Text(rating, "alternateName"));
        Assert.StartsWith("Every report", Text(rating, "ratingExplanation"), StringComparison.Ordinal);
        Assert.False(rating.TryGetProperty("ratingValue", out _) || rating.TryGetProperty("bestRating", out _));
        Assert.False(review.TryGetProperty("dateModified", out _));
        Assert.Equal(("Organization", "Outlet 001 (site not named in the document)", null), PartyOf(claim));
        Assert.Equal("2014-09", Text(claim, "datePublished"));
        Assert.Equal(3, claim.GetProperty("appearance").GetArrayLength());
        Assert.Contains("Top 5 Signs the US is de facto allied with Iran versus ISIL", claim.GetProperty("appearance").EnumerateArray().Select(work => Text(work, "headline")));
    }

    [Fact]
    public async Task The_counts_of_origins_are_those_of_the_evidence()
    {
        var origins = (await api.Reader.ReadAsync(Reviews.Export(Soleimani))).Body.GetProperty("mentions");
        var evidence = (await api.Reader.ReadAsync($"/v1/claims/{SampleStory.IdOf("claim", "o1-1")}/evidence")).Body;

        Assert.Equal((1, 2), (origins.GetProperty("minValue").GetInt32(), origins.GetProperty("maxValue").GetInt32()));
        Assert.Equal(
            ["floor 1", "ceiling 2", "status independence_not_established", "named 1", "unnamed 1", "firstHand 0", "contested True", "exact True"],
            origins.GetProperty("additionalProperty").EnumerateArray().Select(property => $"{Text(property, "name")} {property.GetProperty("value")}"));
        Assert.All(
            origins.GetProperty("additionalProperty").EnumerateArray(),
            property => Assert.Equal($"urn:claimcheck:ns#origins.{Text(property, "name")}", Text(property, "propertyID")));
        Assert.Equal(Text(evidence, "status"), origins.GetProperty("additionalProperty")[2].GetProperty("value").GetString());
    }

    [Fact]
    public async Task The_works_that_carry_a_claim_are_those_of_all_that_restate_it_the_earliest_first()
    {
        var (own, near, far) = (
            await api.ArticleAsync("cnn", "https://cnn.com/rain-3", "2014-05-03"),
            await api.ArticleAsync("bbc-news", "https://bbc.com/rain-2", "2014-05-02"),
            await api.ArticleAsync("cnn", "https://cnn.com/rain-1", "2014-05-01T08:00:00Z"));
        var claim = await api.ClaimAsync(article: $"{own}");
        var (restating, restatingThat, suggested) = (
            await api.ClaimAsync("Rain fell.", "bbc-news", $"{near}"), await api.ClaimAsync("There was rain.", "cnn", $"{far}"),
            await api.ClaimAsync("Rain.", "cnn", $"{await api.ArticleAsync("cnn", "https://cnn.com/rain-0", "2014-04-01")}"));
        await api.RestateAsync(claim, restating);
        await api.RestateAsync(restating, restatingThat);
        await api.Contributor.SendJsonAsync($"/v1/claims/{claim}/links", $$"""{"target":"{{suggested}}","relation":"restates","rationale":"Perhaps."}""");
        var review = await api.PublishedAsync(claim);

        var item = (await api.Reader.ReadAsync(Reviews.Export(review))).Body.GetProperty("itemReviewed");

        Assert.Equal(
            ["https://cnn.com/rain-1", "https://bbc.com/rain-2", "https://cnn.com/rain-3"],
            item.GetProperty("appearance").EnumerateArray().Select(work => Text(work, "url")));
        Assert.Equal(("https://cnn.com/rain-1", "2014-05-01T08:00:00Z"), (Text(item.GetProperty("firstAppearance"), "url"), Text(item.GetProperty("firstAppearance"), "datePublished")));
    }

    [Fact]
    public async Task A_correction_shows_with_its_date()
    {
        var id = await api.PublishedAsync(await api.ClaimAsync());

        var corrected = await api.Editor.PatchJsonAsync($"/v1/assessments/{id}", """{"ratingText":"Quite wrong","note":"The gauge was checked."}""");
        var review = (await api.Reader.ReadAsync(Reviews.Export(id))).Body;

        Assert.Equal(("Quite wrong", corrected.Text("updatedAt")), (Text(review.GetProperty("reviewRating"), "alternateName"), Text(review, "dateModified")));
    }

    [Fact]
    public async Task What_is_not_published_or_no_longer_is_no_ClaimReview()
    {
        var (draft, retracted) = (await api.DraftAsync(await api.ClaimAsync()), await api.PublishedAsync(await api.ClaimAsync()));
        var claim = await api.ClaimAsync();
        var takenDown = await api.PublishedAsync(claim);
        await api.Editor.SendJsonAsync($"/v1/assessments/{retracted}/retract", """{"reason":"Of another statement."}""");
        await api.Admin.RemoveAsync($"/v1/claims/{claim}?reason=An+order");

        var answers = new List<(HttpStatusCode, string?)>();
        foreach (var id in new[] { draft, retracted, takenDown, Guid.Parse("01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90") })
        {
            var reply = await api.Reader.ReadAsync(Reviews.Export(id));
            answers.Add((reply.Status, reply.Problem));
        }

        Assert.Equal(
            [(HttpStatusCode.Conflict, "conflict"), (HttpStatusCode.Gone, "gone"), (HttpStatusCode.Gone, "gone"), (HttpStatusCode.NotFound, "not-found")],
            answers);
    }

    [Fact]
    public async Task Whoever_has_an_export_is_told_that_it_still_stands()
    {
        var first = await api.Reader.ReadAsync(Reviews.Export(Soleimani));

        var again = await api.Reader.ReadAsync(Reviews.Export(Soleimani), ("If-None-Match", first.Message.Headers.ETag!.ToString()));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.Status, again.Status));
        Assert.Equal(first.Message.Headers.ETag, again.Message.Headers.ETag);
        Assert.Equal("no-cache, private", first.Message.Headers.CacheControl!.ToString());
    }

    private static string? Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static (string?, string?, string?) PartyOf(JsonElement element)
    {
        var author = element.GetProperty("author");
        return (Text(author, "@type"), Text(author, "name"), Text(author, "url"));
    }
}
