using System.Net;
using System.Text.Json;
using ClaimCheck.Testing;

namespace ClaimCheck.Api.Tests.Changes;

/// <summary>That each step of a claim, a link and an assessment is told as what it is, with its ids and the entity tag that the step answered.</summary>
public sealed class ChangeTypesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_claim_is_corrected_superseded_reinstated_and_retracted()
    {
        var (claim, newer) = (await ClaimAsync("The bridge is closed."), await ClaimAsync("The bridge was closed until noon."));
        var corrected = await api.Contributor.PatchJsonAsync($"/v1/claims/{claim.Id}", """{"text":"The bridge is closed to lorries."}""");
        var link = await LinkAsync(newer.Id, claim.Id, "supersedes", "confirmed");
        var superseded = await api.Reader.ReadAsync($"/v1/claims/{claim.Id}");
        var withdrawn = await api.Editor.SendJsonAsync($"/v1/links/{link.Id}/retract", """{"reason":"Another bridge."}""");
        var reinstated = await api.Reader.ReadAsync($"/v1/claims/{claim.Id}");
        var retracted = await api.Editor.SendJsonAsync($"/v1/claims/{claim.Id}/retract", """{"reason":"Misheard."}""");

        var told = await ToldAsync(claim.Id, "claim.retracted");

        Assert.Equal(
            [
                ("claim.created", "created", TagOf(claim)), ("claim.updated", "changed", TagOf(corrected)), ("claim.updated", "superseded", TagOf(superseded)),
                ("claim.updated", "reinstated", TagOf(reinstated)), ("claim.retracted", "retracted", TagOf(retracted)),
            ],
            Of(told, "claim", claim.Id));
        Assert.Equal([("link.confirmed", "proposed", TagOf(link)), ("link.retracted", "retracted", TagOf(withdrawn))], Of(told, "link", link.Id));

        var removed = await api.Admin.RemoveAsync($"/v1/claims/{claim.Id}?reason=By%20order.", ("If-Match", "*"));
        Assert.True(removed.Message.IsSuccessStatusCode, removed.Body.ToString());

        // What was told keeps its name, though the history of what was taken down is empty.
        var since = await ToldAsync(claim.Id, "claim.taken_down");
        Assert.Equal(("claim.taken_down", "taken_down", $"\"{retracted.Version + 1}\""), Of(since, "claim", claim.Id).Last());
        Assert.Equal(["link.confirmed", "link.retracted"], Of(since, "link", link.Id).Select(change => change.Type));
    }

    [Fact]
    public async Task A_link_is_suggested_and_rejected_or_confirmed_and_retracted()
    {
        var (from, to) = (await ClaimAsync("The market opens at eight."), await ClaimAsync("The stalls are up by nine."));
        var suggested = await LinkAsync(from.Id, to.Id, "context", "suggested");
        var rejected = await ReviewAsync(suggested.Id, "rejected");
        var other = await LinkAsync(from.Id, to.Id, "corroborates", "suggested");
        var confirmed = await ReviewAsync(other.Id, "confirmed");
        var retracted = await api.Editor.SendJsonAsync($"/v1/links/{other.Id}/retract", """{"reason":"Two markets."}""");

        var told = await ToldAsync(from.Id, "link.retracted");

        Assert.Equal(
            [("link.suggested", "proposed", TagOf(suggested)), ("link.rejected", "rejected", TagOf(rejected))], Of(told, "link", suggested.Id));
        Assert.Equal(
            [("link.suggested", "proposed", TagOf(other)), ("link.confirmed", "confirmed", TagOf(confirmed)), ("link.retracted", "retracted", TagOf(retracted))],
            Of(told, "link", other.Id));
        var data = told.First(change => IdIn(change, "link") == suggested.Id).GetProperty("data");
        Assert.Equal(["link", "from", "to", "relation", "eTag", "action"], data.EnumerateObject().Select(member => member.Name));
        Assert.Equal((from.Id, to.Id, "context"), (data.GetProperty("from").GetGuid(), data.GetProperty("to").GetGuid(), data.GetProperty("relation").GetString()));
        Assert.Equal(Of(told, "link", other.Id), Of(await ToldAsync(to.Id, "link.retracted"), "link", other.Id));
    }

    [Fact]
    public async Task An_assessment_is_published_corrected_and_retracted_and_of_drafts_nothing_is_told()
    {
        var claim = await ClaimAsync("The ferry is late on Mondays.");
        var draft = await DraftAsync(claim.Id);
        Assert.Equal(HttpStatusCode.OK, (await api.Contributor.SendJsonAsync($"/v1/assessments/{draft.Id}/submit", "")).Status);
        var dropped = await DraftAsync(claim.Id);
        Assert.Equal(HttpStatusCode.OK, (await api.Editor.SendJsonAsync($"/v1/assessments/{dropped.Id}/retract", """{"reason":"Made twice."}""")).Status);
        var published = await api.Editor.SendJsonAsync($"/v1/assessments/{draft.Id}/publish", "");
        Assert.True(published.Status == HttpStatusCode.OK, published.Body.ToString());
        var corrected = await api.Editor.PatchJsonAsync($"/v1/assessments/{draft.Id}", """{"summary":"Most Mondays.","note":"The timetable was found."}""");
        var retracted = await api.Editor.SendJsonAsync($"/v1/assessments/{draft.Id}/retract", """{"reason":"Another ferry."}""");

        var told = await ToldAsync(claim.Id, "assessment.retracted");

        Assert.Equal(
            [
                ("assessment.published", "published", TagOf(published)), ("assessment.corrected", "corrected", TagOf(corrected)),
                ("assessment.retracted", "retracted", TagOf(retracted)),
            ],
            Of(told, "assessment", draft.Id));
        Assert.Empty(Of(told, "assessment", dropped.Id));
        await api.Admin.RemoveAsync($"/v1/claims/{claim.Id}?reason=By%20order.", ("If-Match", "*"));
        Assert.Empty(Of(await ToldAsync(claim.Id, "claim.taken_down"), "assessment", dropped.Id));
        Assert.All(told.Where(change => IdIn(change, "assessment") is not null), change => Assert.Equal(claim.Id, IdIn(change, "claim")));
    }

    private static string TagOf(Reply answer)
    {
        Assert.True(answer.Message.IsSuccessStatusCode, answer.Body.ToString());
        return answer.Message.Headers.ETag!.Tag;
    }

    private static Guid? IdIn(JsonElement change, string member) =>
        change.GetProperty("data").TryGetProperty(member, out var id) ? id.GetGuid() : null;

    /// <summary>What is told of one thing itself.</summary>
    private static IEnumerable<(string? Type, string? Action, string? Tag)> Of(IEnumerable<JsonElement> told, string member, Guid id) =>
        from change in told
        let data = change.GetProperty("data")
        where IdIn(change, member) == id && change.GetProperty("type").GetString()!.StartsWith(member + ".", StringComparison.Ordinal)
        select (change.GetProperty("type").GetString(), data.GetProperty("action").GetString(), data.GetProperty("eTag").GetString());

    /// <summary>All that is told of a claim, once this is.</summary>
    private async Task<JsonElement[]> ToldAsync(Guid claim, string last)
    {
        Reply page = null!;
        await Eventually.TrueAsync(
            async () =>
            {
                page = await api.Reader.ReadAsync($"/v1/changes?since=beginning&claim={claim}&limit=200");
                return page.Items.Any(change => change.GetProperty("type").GetString() == last);
            },
            $"the feed tells {last} of {claim}");
        return page.Items;
    }

    private async Task<Reply> ClaimAsync(string text)
    {
        var made = await api.Contributor.SendJsonAsync("/v1/claims", $$"""{"source":"outlet-001","text":"{{text}}"}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        return made;
    }

    private async Task<Reply> DraftAsync(Guid claim)
    {
        var made = await api.Contributor.SendJsonAsync(
            $"/v1/claims/{claim}/assessments",
            """{"ratingText":"Unproven","normalized":"unverifiable","author":{"name":"Example Fact Desk"},"reviewUrl":"https://facts.example.com/ferry"}""");
        Assert.True(made.Status == HttpStatusCode.Created, made.Body.ToString());
        return made;
    }

    private async Task<Reply> LinkAsync(Guid from, Guid to, string relation, string status)
    {
        var made = await api.Editor.SendJsonAsync(
            $"/v1/claims/{from}/links", $$"""{"target":"{{to}}","relation":"{{relation}}","rationale":"Because.","status":"{{status}}"}""");
        Assert.True(made.Status == HttpStatusCode.Created, made.Body.ToString());
        return made;
    }

    private Task<Reply> ReviewAsync(Guid link, string decision) =>
        api.Editor.SendJsonAsync($"/v1/links/{link}/review", $$"""{"decision":"{{decision}}","note":"Read both."}""");
}
