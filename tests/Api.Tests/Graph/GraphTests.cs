using System.Net;
using System.Text.Json;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Graph;

public sealed class GraphTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string Soleimani = $"/v1/claims/{SampleStory.IdOf("claim", "o1-1")}/graph";

    [Fact]
    public async Task A_step_around_the_claim_of_the_story_lie_the_three_that_speak_for_it_and_the_denial()
    {
        var graph = await api.Reader.ReadAsync($"{Soleimani}?depth=1");

        var claims = Nodes(graph).Where(node => Kind(node) == "claim").Select(node => $"{node.GetProperty("claim").GetProperty("externalId")} {node.GetProperty("depth")}");
        var links = Edges(graph).Where(edge => Kind(edge) == "link").Select(edge => edge.GetProperty("link").GetProperty("relation").GetString());
        Assert.Equal(["ic-4 1", "ic-5 1", "o1-1 0", "o1-2 1", "ric-1 1"], claims.Order(StringComparer.Ordinal));
        Assert.Equal(["contradicts", "corroborates", "restates", "restates"], links.Take(4).Order(StringComparer.Ordinal));
        Assert.Equal((JsonValueKind.False, JsonValueKind.Null), (graph.Body.GetProperty("truncated").ValueKind, graph.Body.GetProperty("leftOut").ValueKind));
    }

    [Fact]
    public async Task Farther_steps_reach_more_and_lose_nothing()
    {
        var smaller = new HashSet<string>();
        foreach (var depth in Enumerable.Range(1, 4))
        {
            var graph = await api.Reader.ReadAsync($"{Soleimani}?depth={depth}");

            var ids = Nodes(graph).Concat(Edges(graph)).Select(part => part.GetProperty("id").GetString()!).ToHashSet();
            Assert.Superset(smaller, ids);

            // The story ends two steps from its claim.
            Assert.True(ids.Count > smaller.Count || depth > 2, $"No more at {depth} steps.");
            smaller = ids;
        }
    }

    [Theory]
    [InlineData(null, "application/json; charset=utf-8")]
    [InlineData("", "application/json; charset=utf-8")]
    [InlineData("*/*", "application/json; charset=utf-8")]
    [InlineData("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/json; charset=utf-8")]
    [InlineData("application/graphml+xml", "application/graphml+xml; charset=utf-8")]
    [InlineData("text/vnd.graphviz", "text/vnd.graphviz; charset=utf-8")]
    [InlineData("Text/vnd.Mermaid; charset=UTF-8", "text/vnd.mermaid; charset=utf-8")]
    [InlineData("application/ld+json; profile=\"http://www.w3.org/ns/json-ld#compacted\"", "application/ld+json")]
    [InlineData("application/json;q=0.1, application/graphml+xml;q=0.2", "application/graphml+xml; charset=utf-8")]
    [InlineData("text/*", "text/vnd.graphviz; charset=utf-8")]
    [InlineData("text/*;q=0.9, text/vnd.graphviz;q=0", "text/vnd.mermaid; charset=utf-8")]
    [InlineData("*/*, application/json;q=0", "application/ld+json")]
    public async Task Accept_decides_the_form(string? accept, string expected)
    {
        using var response = await SendAsync(Soleimani, accept);

        Assert.Equal((HttpStatusCode.OK, expected), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Theory]
    [InlineData("json", "application/json; charset=utf-8")]
    [InlineData("jsonld", "application/ld+json")]
    [InlineData("graphml", "application/graphml+xml; charset=utf-8")]
    [InlineData("dot", "text/vnd.graphviz; charset=utf-8")]
    [InlineData("mermaid", "text/vnd.mermaid; charset=utf-8")]
    public async Task Format_decides_whatever_Accept_says(string format, string expected)
    {
        using var response = await SendAsync($"{Soleimani}?format={format}", "image/png");

        Assert.Equal((HttpStatusCode.OK, expected), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/xml")]
    [InlineData("*/*;q=0")]
    [InlineData("not a media type")]
    public async Task An_Accept_that_nothing_fits_is_refused_with_what_there_is(string accept)
    {
        using var response = await SendAsync(Soleimani, accept);

        var problem = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotAcceptable, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("urn:claimcheck:not-acceptable", problem, StringComparison.Ordinal);
        Assert.Contains("application/json, application/ld+json, application/graphml+xml, text/vnd.graphviz, text/vnd.mermaid", problem, StringComparison.Ordinal);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Theory]
    [InlineData("depth=0")]
    [InlineData("depth=5")]
    [InlineData("format=svg")]
    [InlineData("includeSuggested=yes")]
    [InlineData("limit=5")]
    public async Task A_query_that_it_does_not_know_is_refused(string query)
    {
        var refused = await api.Reader.ReadAsync($"{Soleimani}?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-query"), (refused.Status, refused.Problem));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonld")]
    [InlineData("graphml")]
    [InlineData("dot")]
    [InlineData("mermaid")]
    public async Task Whoever_has_it_already_is_told_so_until_something_in_it_changes(string format)
    {
        var claim = await ClaimAsync("To be seen again.");
        var path = $"/v1/claims/{claim.Id}/graph?format={format}";
        using var first = await SendAsync(path);
        var etag = first.Headers.ETag!.ToString();

        using var again = await SendAsync(path, ifNoneMatch: etag);
        using var other = await SendAsync(path.Replace(format, format == "json" ? "dot" : "json", StringComparison.Ordinal), ifNoneMatch: etag);
        var added = await ClaimAsync("Another.");
        await LinkAsync(claim.Id, added.Id, "qualifies", "confirmed");
        using var changed = await SendAsync(path, ifNoneMatch: etag);

        Assert.StartsWith("W/", etag, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotModified, etag), (again.StatusCode, again.Headers.ETag?.ToString()));
        Assert.Contains("Accept", again.Headers.Vary);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, changed.StatusCode));
    }

    [Fact]
    public async Task A_retracted_claim_is_shown_as_such_and_one_that_was_taken_down_not_at_all()
    {
        var (root, retracted, gone) = (await ClaimAsync("Root."), await ClaimAsync("Retracted."), await ClaimAsync("Secret."));
        await LinkAsync(root.Id, retracted.Id, "qualifies", "confirmed");
        await LinkAsync(root.Id, gone.Id, "qualifies", "confirmed");
        await api.Editor.SendJsonAsync($"/v1/claims/{retracted.Id}/retract", """{"reason":"Wrong."}""");
        await api.Admin.RemoveAsync($"/v1/claims/{gone.Id}?reason=By+order");

        var graph = await api.Reader.ReadAsync($"/v1/claims/{root.Id}/graph?depth=4");
        using var chart = await SendAsync($"/v1/claims/{root.Id}/graph?depth=4&format=mermaid");
        var ofGone = await api.Reader.ReadAsync($"/v1/claims/{gone.Id}/graph");
        var ofNobody = await api.Reader.ReadAsync($"/v1/claims/{Guid.Empty}/graph");

        Assert.Equal(
            ["Retracted. retracted", "Root. active"],
            Nodes(graph).Where(node => Kind(node) == "claim").Select(node => node.GetProperty("claim")).Select(claim => $"{claim.GetProperty("text")} {claim.GetProperty("status")}").Order(StringComparer.Ordinal));
        Assert.Single(Edges(graph), edge => Kind(edge) == "link");
        Assert.Contains("Retracted#46; #40;retracted#41;", await chart.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Gone, "gone"), (ofGone.Status, ofGone.Problem));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (ofNobody.Status, ofNobody.Problem));
    }

    [Fact]
    public async Task A_suggested_link_is_there_when_asked_for_and_says_that_it_is_a_suggestion()
    {
        var (root, other) = (await ClaimAsync("Root."), await ClaimAsync("Suggested."));
        await LinkAsync(root.Id, other.Id, "context", "suggested");

        var without = await api.Reader.ReadAsync($"/v1/claims/{root.Id}/graph");
        var with = await api.Reader.ReadAsync($"/v1/claims/{root.Id}/graph?includeSuggested=true");

        Assert.DoesNotContain(Edges(without), edge => Kind(edge) == "link");
        Assert.Equal("suggested", Assert.Single(Edges(with), edge => Kind(edge) == "link").GetProperty("link").GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_graphs_with_and_without_suggestions_are_two_in_JSON_LD()
    {
        var root = await ClaimAsync("Root.");

        var without = await NameAsync("");
        var with = await NameAsync("&includeSuggested=true");

        Assert.Equal(($"urn:claimcheck:graph:{root.Id}:1", $"urn:claimcheck:graph:{root.Id}:1:suggested"), (without, with));

        async Task<string?> NameAsync(string more) =>
            (await api.Reader.ReadAsync($"/v1/claims/{root.Id}/graph?format=jsonld{more}")).Body.GetProperty("@graph")[0].GetProperty("@id").GetString();
    }

    private static JsonElement[] Nodes(Reply graph) => [.. graph.Body.GetProperty("nodes").EnumerateArray()];

    private static JsonElement[] Edges(Reply graph) => [.. graph.Body.GetProperty("edges").EnumerateArray()];

    private static string Kind(JsonElement part) => part.GetProperty("kind").GetString()!;

    private Task<Reply> ClaimAsync(string text) => api.Contributor.SendJsonAsync("/v1/claims", $$"""{"source":"cnn","text":"{{text}}"}""");

    private Task<Reply> LinkAsync(Guid from, Guid to, string relation, string status) => api.Editor.SendJsonAsync(
        $"/v1/claims/{from}/links", $$"""{"target":"{{to}}","relation":"{{relation}}","rationale":"Because.","status":"{{status}}"}""");

    private async Task<HttpResponseMessage> SendAsync(string path, string? accept = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        return await api.Reader.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
