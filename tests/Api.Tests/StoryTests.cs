using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests;

/// <summary>The sample story as a fact-checker meets it.</summary>
public sealed class StoryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v1/sources", 17)]
    [InlineData("/v1/articles", 5)]
    [InlineData("/v1/claims", 22)]
    [InlineData("/v1/links", 13)]
    public async Task The_story_is_there_whole(string list, int expected)
    {
        var page = await api.Reader.GetFromJsonAsync<JsonElement>($"{list}?limit=200", Stop);

        Assert.Equal(expected, page.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_claim_comes_with_its_chain_of_relays()
    {
        var claim = await api.Reader.GetFromJsonAsync<JsonElement>($"/v1/claims/{SampleStory.IdOf("claim", "o1-1")}", Stop);

        var hops = claim.GetProperty("attribution").EnumerateArray().ToList();
        Assert.Equal("outlet-001", claim.GetProperty("source").GetProperty("slug").GetString());
        Assert.Equal("bbc-news", hops[0].GetProperty("source").GetProperty("slug").GetString());
        Assert.Equal("sources in Tehran", hops[1].GetProperty("descriptor").GetString());
        Assert.Equal("2014-09", claim.GetProperty("claimedAt").GetString());
    }

    [Fact]
    public async Task A_claim_comes_with_its_links_when_asked()
    {
        var claim = await api.Reader.GetFromJsonAsync<JsonElement>(
            $"/v1/claims/{SampleStory.IdOf("claim", "o1-1")}?expand=links", Stop);

        var links = claim.GetProperty("links").EnumerateArray()
            .Select(l => $"{l.GetProperty("link").GetProperty("relation").GetString()} {l.GetProperty("claim").GetProperty("externalId").GetString()}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(["contradicts ic-5", "corroborates o1-2", "restates ic-4", "restates ric-1"], links);
    }

    [Fact]
    public async Task Whoever_sends_no_key_is_told_how_to()
    {
        using var response = await api.Anonymous.GetAsync("/v1/claims", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
