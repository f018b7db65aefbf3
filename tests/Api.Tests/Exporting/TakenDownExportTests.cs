using System.Net;

namespace ClaimCheck.Api.Tests.Exporting;

/// <summary>Apart from the other exports: lists go on showing the emptied links of a claim that was taken down.</summary>
public sealed class TakenDownExportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task What_was_taken_down_is_in_no_export_nor_is_what_is_about_it()
    {
        var taken = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Soon gone."}""");
        var other = await api.Contributor.SendJsonAsync(
            "/v1/claims", $$"""{"source":"bbc","text":"It was said.","attribution":[{"source":"cnn","upstreamClaim":"{{taken.Id}}"}]}""");
        var link = await api.Editor.SendJsonAsync($"/v1/claims/{other.Id}/links", $$"""{"target":"{{taken.Id}}","relation":"context","rationale":"See there."}""");
        var assessment = await api.Editor.SendJsonAsync(
            $"/v1/claims/{taken.Id}/assessments", """{"ratingText":"Gone","normalized":"other","author":{"name":"Desk"}}""");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (link.Status, assessment.Status));
        var before = (await Download.OfAsync(api.Reader, "/v1/exports/all.ndjson")).Text;
        await api.Admin.RemoveAsync($"/v1/claims/{taken.Id}?reason=Order");

        var after = (await Download.OfAsync(api.Reader, "/v1/exports/all.ndjson")).Text;
        var table = (await Download.OfAsync(api.Reader, "/v1/exports/links?format=csv")).Text;
        var claim = (await Download.OfAsync(api.Reader, $"/v1/exports/claims?source=bbc")).Lines.Single(line => line.GetProperty("id").GetGuid() == other.Id);

        // The claim itself, the hop that names it, the link and the assessment.
        Assert.Equal(4 + 1, before.Split(taken.Id.ToString()).Length);
        Assert.DoesNotContain(taken.Id.ToString(), after, StringComparison.Ordinal);
        Assert.DoesNotContain(taken.Id.ToString(), table, StringComparison.Ordinal);
        Assert.Equal("""[{"source":"cnn","relation":"derived_from","onRecord":"unknown"}]""", claim.GetProperty("attribution").GetRawText());
    }
}
