using System.Net;
using System.Text.Json;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Resources;

public sealed class ClaimTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("2014", "year")]
    [InlineData("2014-09", "month")]
    [InlineData("2014-09-26", "day")]
    [InlineData("2014-09-26T14:30:00.5Z", "instant")]
    public async Task A_date_keeps_the_precision_it_was_sent_in(string date, string precision)
    {
        var created = await api.Contributor.SendJsonAsync(
            "/v1/claims", $$"""{"source":"cnn","text":"Something of {{precision}}.","claimedAt":"{{date}}"}""");
        var read = await api.Reader.ReadAsync($"/v1/claims/{created.Id}");

        Assert.Equal((date, precision), (read.Text("claimedAt"), read.Text("claimedAtPrecision")));
        Assert.Equal(created.Body.GetRawText(), read.Body.GetRawText());
    }

    [Fact]
    public async Task An_inline_article_is_recorded_once_and_found_afterwards()
    {
        const string Json = """{"source":"cnn","text":"TEXT","article":{"url":"https://cnn.com/inline?utm_source=a","title":"Inline"}}""";

        var first = await api.Contributor.SendJsonAsync("/v1/claims", Json);
        var second = await api.Contributor.SendJsonAsync("/v1/claims", Json.Replace("utm_source=a", "utm_source=b", StringComparison.Ordinal));

        Assert.Equal(
            first.Body.GetProperty("article").GetProperty("id").GetGuid(), second.Body.GetProperty("article").GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task An_externalId_is_unique_within_its_source_only()
    {
        var first = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"One.","externalId":"x-1"}""");
        var twin = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Two.","externalId":"x-1"}""");
        var other = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"bbc","text":"Three.","externalId":"x-1"}""");

        Assert.Equal((HttpStatusCode.Conflict, first.Id.ToString()), (twin.Status, twin.Text("existingId")));
        Assert.Equal(HttpStatusCode.Created, other.Status);
    }

    [Theory]
    [InlineData("""{"source":"nobody","text":"x"}""", "$.source")]
    [InlineData("""{"source":"cnn","text":"x","article":"no-such-article"}""", "$.article")]
    [InlineData("""{"source":"cnn","text":"x","article":"inquisitr-2014"}""", "$.article")]
    [InlineData("""{"source":"cnn","text":"x","attribution":[{"source":"bbc"},{"source":"nobody"}]}""", "$.attribution[1].source")]
    [InlineData("""{"source":"cnn","text":"x","attribution":[{"source":"bbc","upstreamClaim":"01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90"}]}""", "$.attribution[0].upstreamClaim")]
    public async Task What_a_claim_refers_to_must_be_known(string json, string path)
    {
        var refused = await api.Contributor.SendJsonAsync("/v1/claims", json);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (refused.Status, refused.Problem));
        Assert.True(refused.Body.GetProperty("errors").TryGetProperty(path, out _), refused.Body.GetRawText());
    }

    [Fact]
    public async Task A_hop_names_a_source_or_describes_one_and_never_both()
    {
        var both = await api.Contributor.SendJsonAsync(
            "/v1/claims", """{"source":"cnn","text":"x","attribution":[{"source":"bbc","descriptor":"an aide"}]}""");
        var neither = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"x","attribution":[{}]}""");

        foreach (var refused in new[] { both, neither })
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.True(refused.Body.GetProperty("errors").TryGetProperty("$.attribution[0].source", out _), refused.Body.GetRawText());
        }
    }

    [Fact]
    public async Task A_lineage_that_leads_back_to_the_claim_is_refused_and_named()
    {
        var first = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"First."}""");
        var second = await api.Contributor.SendJsonAsync(
            "/v1/claims", $$"""{"source":"bbc","text":"Second.","attribution":[{"source":"cnn","upstreamClaim":"{{first.Id}}"}]}""");

        var refused = await api.Contributor.PatchJsonAsync(
            $"/v1/claims/{first.Id}", $$"""{"attribution":[{"source":"bbc","upstreamClaim":"{{second.Id}}"}]}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "lineage-cycle"), (refused.Status, refused.Problem));
        Assert.Contains($"{first.Id} <- {second.Id} <- {first.Id}", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_keeps_every_version()
    {
        var created = await api.Contributor.SendJsonAsync(
            "/v1/claims", """{"source":"cnn","text":"Wrong.","attribution":[{"source":"bbc-news"},{"descriptor":"an aide"}],"topics":["Iran","iran"]}""");

        var changed = await api.Contributor.PatchJsonAsync($"/v1/claims/{created.Id}", """{"text":"Right."}""");
        var history = await api.Reader.ReadAsync($"/v1/claims/{created.Id}/history");

        Assert.Equal(("Right.", 2), (changed.Text("text"), changed.Version));
        Assert.Equal(created.Body.GetProperty("attribution").GetRawText(), changed.Body.GetProperty("attribution").GetRawText());
        Assert.Equal("iran", changed.Body.GetProperty("topics").EnumerateArray().Single().GetString());
        Assert.Equal(["changed", "created"], history.Items.Select(e => e.GetProperty("action").GetString()!));
        Assert.True(JsonElement.DeepEquals(created.Body, history.Items[0].GetProperty("before")));
        Assert.True(JsonElement.DeepEquals(changed.Body, history.Items[0].GetProperty("after")));
        Assert.Equal("Contributor of the tests", history.Items[0].GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_retracted_claim_stays_and_can_no_longer_be_changed()
    {
        var created = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Never mind."}""");

        var retracted = await api.Editor.SendJsonAsync($"/v1/claims/{created.Id}/retract", """{"reason":"A misreading."}""");
        var changed = await api.Contributor.PatchJsonAsync($"/v1/claims/{created.Id}", """{"text":"Really."}""");
        var listed = await api.Reader.ReadAsync("/v1/claims?status=retracted");
        var history = await api.Reader.ReadAsync($"/v1/claims/{created.Id}/history");

        Assert.Equal((HttpStatusCode.OK, "retracted"), (retracted.Status, retracted.Text("status")));
        Assert.Equal(HttpStatusCode.Conflict, changed.Status);
        Assert.Contains(listed.Items, c => c.GetProperty("id").GetGuid() == created.Id);
        Assert.Equal("A misreading.", history.Items[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_claim_taken_down_leaves_a_tombstone_and_an_empty_history()
    {
        var created = await api.Contributor.SendJsonAsync(
            "/v1/claims", """{"source":"cnn","text":"Unspeakable quibbleword.","quote":"quibbleword","attribution":[{"descriptor":"a quibbleword"}]}""");
        await api.Editor.SendJsonAsync(
            $"/v1/claims/{created.Id}/links", $$"""{"target":"{{SampleStory.IdOf("claim", "o1-1")}}","relation":"context","rationale":"quibbleword"}""");

        var taken = await api.Admin.RemoveAsync($"/v1/claims/{created.Id}?reason=Order%20of%20a%20court");
        var read = await api.Reader.ReadAsync($"/v1/claims/{created.Id}");
        var again = await api.Admin.RemoveAsync($"/v1/claims/{created.Id}?reason=Order%20of%20a%20court");
        var found = await api.Reader.ReadAsync("/v1/claims?q=quibbleword");
        var history = await api.Reader.ReadAsync($"/v1/claims/{created.Id}/history");
        var links = await api.Reader.ReadAsync($"/v1/links?claim={created.Id}");

        Assert.Equal(HttpStatusCode.NoContent, taken.Status);
        Assert.Equal((HttpStatusCode.Gone, "gone"), (read.Status, read.Problem));
        Assert.Equal(HttpStatusCode.Gone, again.Status);
        Assert.Empty(found.Items);
        Assert.DoesNotContain("quibbleword", history.Body.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("quibbleword", links.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("Order of a court", history.Items[0].GetProperty("reason").GetString());
        Assert.NotEqual(JsonValueKind.Null, history.Items[1].GetProperty("redactedAt").ValueKind);
    }

    [Theory]
    [InlineData("source=outlet-001", 4)]
    [InlineData("family=bbc", 0)]
    [InlineData("topic=Amerli", 4)]
    [InlineData("modality=denied", 1)]
    [InlineData("externalId=o1-1", 1)]
    [InlineData("claimedFrom=2014-06&claimedTo=2014-06", 5)]
    [InlineData("claimedTo=2014-01", 5)]
    [InlineData("language=en&source=inquisitr", 5)]
    public async Task Filters_of_the_story_add_up(string filters, int expected)
    {
        var page = await api.Reader.ReadAsync($"/v1/claims?{filters}&limit=200");

        Assert.Equal(expected, page.Items.Count(c => c.GetProperty("externalId").ValueKind != JsonValueKind.Null && IsOfTheStory(c)));
    }

    private static bool IsOfTheStory(JsonElement claim) =>
        claim.GetProperty("id").GetGuid() == SampleStory.IdOf("claim", claim.GetProperty("externalId").GetString()!);
}
