using System.Net;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Resources;

public sealed class LinkTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_contributor_proposes_and_an_editor_decides()
    {
        var (one, other) = (await ClaimAsync(), await ClaimAsync());
        var proposed = await ProposeAsync(api.Contributor, one, other, "corroborates");

        var queue = await api.Editor.ReadAsync("/v1/links?status=suggested&limit=200");
        var confirmed = await api.Editor.SendJsonAsync($"/v1/links/{proposed.Id}/review", """{"decision":"confirmed","note":"Checked."}""");
        var rejected = await api.Editor.SendJsonAsync($"/v1/links/{proposed.Id}/review", """{"decision":"rejected","note":"Checked again."}""");
        var read = await api.Reader.ReadAsync($"/v1/links/{proposed.Id}");

        Assert.Equal("suggested", proposed.Text("status"));
        Assert.Contains(queue.Items, l => l.GetProperty("id").GetGuid() == proposed.Id);
        Assert.Equal(("confirmed", "rejected"), (confirmed.Text("status"), rejected.Text("status")));
        Assert.Equal(3, read.Version);
        Assert.Equal(
            ["rejected Checked again. True", "confirmed Checked. False"],
            read.Body.GetProperty("reviews").EnumerateArray().Select(r =>
                $"{r.GetProperty("decision")} {r.GetProperty("note")} {r.GetProperty("supersededAt").ValueKind is System.Text.Json.JsonValueKind.Null}"));
    }

    [Fact]
    public async Task A_symmetric_link_is_one_whichever_way_it_is_sent()
    {
        var (one, other) = (await ClaimAsync(), await ClaimAsync());
        var first = await ProposeAsync(api.Contributor, one, other, "restates");

        var second = await ProposeAsync(api.Contributor, other, one, "restates");
        var directed = await ProposeAsync(api.Contributor, one, other, "qualifies");
        var reversed = await ProposeAsync(api.Contributor, other, one, "qualifies");

        Assert.Equal((HttpStatusCode.Conflict, first.Id.ToString()), (second.Status, second.Text("existingId")));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (directed.Status, reversed.Status));
    }

    [Fact]
    public async Task A_retracted_link_is_final_and_leaves_room_for_a_new_one()
    {
        var (one, other) = (await ClaimAsync(), await ClaimAsync());
        var first = await ProposeAsync(api.Contributor, one, other, "contradicts");

        var retracted = await api.Editor.SendJsonAsync($"/v1/links/{first.Id}/retract", """{"reason":"The wrong claim."}""");
        var reviewed = await api.Editor.SendJsonAsync($"/v1/links/{first.Id}/review", """{"decision":"confirmed"}""");
        var second = await ProposeAsync(api.Contributor, one, other, "contradicts");

        Assert.Equal("retracted", retracted.Text("status"));
        Assert.Equal(HttpStatusCode.Conflict, reviewed.Status);
        Assert.Equal(HttpStatusCode.Created, second.Status);
    }

    [Fact]
    public async Task A_rejected_link_cannot_return_beside_its_successor()
    {
        var (one, other) = (await ClaimAsync(), await ClaimAsync());
        var first = await ProposeAsync(api.Contributor, one, other, "contradicts");
        await api.Editor.SendJsonAsync($"/v1/links/{first.Id}/review", """{"decision":"rejected"}""");
        await ProposeAsync(api.Contributor, one, other, "contradicts");

        var reviewed = await api.Editor.SendJsonAsync($"/v1/links/{first.Id}/review", """{"decision":"confirmed"}""");

        Assert.Equal((HttpStatusCode.Conflict, "already-exists"), (reviewed.Status, reviewed.Problem));
    }

    [Fact]
    public async Task Only_an_editor_confirms_at_once()
    {
        var (one, other) = (await ClaimAsync(), await ClaimAsync());

        var refused = await ProposeAsync(api.Contributor, one, other, "restates", "confirmed");
        var accepted = await ProposeAsync(api.Editor, one, other, "restates", "confirmed");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal((HttpStatusCode.Created, "confirmed"), (accepted.Status, accepted.Text("status")));
    }

    [Fact]
    public async Task A_claim_is_not_linked_to_itself_or_to_nothing()
    {
        var one = await ClaimAsync();

        var self = await ProposeAsync(api.Contributor, one, one, "restates");
        var nothing = await ProposeAsync(api.Contributor, one, Guid.Parse("01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90"), "restates");
        var nowhere = await ProposeAsync(api.Contributor, Guid.Parse("01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90"), one, "restates");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "self-link"), (self.Status, self.Problem));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (nothing.Status, nothing.Problem));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.Status);
    }

    [Fact]
    public async Task A_claim_is_superseded_while_a_confirmed_link_says_so()
    {
        var (older, newer) = (await ClaimAsync(), await ClaimAsync());
        var link = await ProposeAsync(api.Editor, newer, older, "supersedes", "confirmed");

        var superseded = await api.Reader.ReadAsync($"/v1/claims/{older}");
        await api.Editor.SendJsonAsync($"/v1/links/{link.Id}/review", """{"decision":"rejected"}""");
        var reinstated = await api.Reader.ReadAsync($"/v1/claims/{older}");
        var history = await api.Reader.ReadAsync($"/v1/claims/{older}/history");

        Assert.Equal(("superseded", "active"), (superseded.Text("status"), reinstated.Text("status")));
        Assert.Equal(["reinstated", "superseded", "created"], history.Items.Select(e => e.GetProperty("action").GetString()!));
    }

    [Fact]
    public async Task What_a_claim_is_derived_from_cannot_be_derived_from_it()
    {
        var (one, two, three) = (await ClaimAsync(), await ClaimAsync(), await ClaimAsync());
        await ProposeAsync(api.Contributor, two, one, "derived_from");
        await ProposeAsync(api.Contributor, three, two, "derived_from");

        var refused = await ProposeAsync(api.Contributor, one, three, "derived_from");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "lineage-cycle"), (refused.Status, refused.Problem));
        Assert.Contains($"{one} <- {three} <- {two} <- {one}", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_story_can_be_read_from_either_end_of_a_link()
    {
        var denial = await api.Reader.ReadAsync($"/v1/claims/{SampleStory.IdOf("claim", "ic-5")}?expand=links");

        var link = denial.Body.GetProperty("links").EnumerateArray().Single();
        Assert.Equal("o1-1", link.GetProperty("claim").GetProperty("externalId").GetString());
        Assert.True(denial.Message.Headers.ETag!.IsWeak);
    }

    private static Task<Reply> ProposeAsync(HttpClient who, Guid from, Guid to, string relation, string status = "suggested") =>
        who.SendJsonAsync(
            $"/v1/claims/{from}/links", $$"""{"target":"{{to}}","relation":"{{relation}}","rationale":"A reason.","status":"{{status}}"}""");

    private async Task<Guid> ClaimAsync() =>
        (await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Something happened."}""")).Id;
}
