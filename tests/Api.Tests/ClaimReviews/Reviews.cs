using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClaimCheck.Api.Tests.ClaimReviews;

/// <summary>Makes assessments over HTTP.</summary>
internal static class Reviews
{
    /// <summary>A claim; other members of it, such as its article, can be given.</summary>
    internal static async Task<Guid> ClaimAsync(this ApiFixture api, string text = "It rained.", string source = "cnn", JsonNode? article = null)
    {
        var claim = new JsonObject { ["source"] = source, ["text"] = text };
        if (article is not null)
        {
            claim["article"] = article;
        }

        var reply = await api.Contributor.SendJsonAsync("/v1/claims", claim.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        return reply.Id;
    }

    /// <summary>An article of a source.</summary>
    internal static async Task<Guid> ArticleAsync(this ApiFixture api, string source, string url, string? published = null)
    {
        var reply = await api.Contributor.SendJsonAsync(
            "/v1/articles", new JsonObject { ["source"] = source, ["url"] = url, ["publishedAt"] = published }.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        return reply.Id;
    }

    /// <summary>A draft about a claim.</summary>
    /// <param name="api">The service.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="members">Members in place of the usual ones.</param>
    internal static async Task<Guid> DraftAsync(this ApiFixture api, Guid claim, params (string Name, JsonNode? Value)[] members)
    {
        var draft = new JsonObject
        {
            ["ratingText"] = "Wrong",
            ["normalized"] = "false",
            ["author"] = new JsonObject { ["name"] = "Example Fact Desk", ["url"] = "https://facts.example.com/" },
            ["reviewUrl"] = "https://facts.example.com/rain",
        };
        foreach (var (name, value) in members)
        {
            draft[name] = value;
        }

        var reply = await api.Contributor.SendJsonAsync($"/v1/claims/{claim}/assessments", draft.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        return reply.Id;
    }

    /// <summary>A published assessment of a claim.</summary>
    internal static async Task<Guid> PublishedAsync(this ApiFixture api, Guid claim, params (string Name, JsonNode? Value)[] members)
    {
        var id = await api.DraftAsync(claim, members);
        await api.PublishAsync(id);
        return id;
    }

    /// <summary>Publishes a draft.</summary>
    internal static async Task PublishAsync(this ApiFixture api, Guid assessment)
    {
        using var response = await api.Editor.PostAsync($"/v1/assessments/{assessment}/publish", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Says that two claims are the same, for good.</summary>
    internal static async Task RestateAsync(this ApiFixture api, Guid one, Guid other)
    {
        var link = await api.Contributor.SendJsonAsync(
            $"/v1/claims/{one}/links", $$"""{"target":"{{other}}","relation":"restates","rationale":"The same.","status":"suggested"}""");
        Assert.Equal(HttpStatusCode.OK, (await api.Editor.SendJsonAsync($"/v1/links/{link.Id}/review", """{"decision":"confirmed"}""")).Status);
    }

    /// <summary>The path of an assessment's export.</summary>
    internal static string Export(Guid assessment) => $"/v1/assessments/{assessment}/claim-review";

    /// <summary>An export as it is sent.</summary>
    internal static async Task<string> TextAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("application/ld+json", response.Content.Headers.ContentType?.ToString());
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The reviews of a page of the feed, taken as those who collect feeds take them.</summary>
    internal static IEnumerable<JsonElement> Collected(JsonElement feed) =>
        feed.GetProperty("dataFeedElement").EnumerateArray().SelectMany(element => element.GetProperty("item").EnumerateArray());

    /// <summary>The id of the assessment that a review tells of.</summary>
    internal static Guid AssessmentOf(JsonElement review) => Guid.Parse(review.GetProperty("@id").GetString()!["urn:uuid:".Length..]);
}
