using System.Net;
using System.Text.Json;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Resources;

public class SuggestionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly Guid Denial = SampleStory.IdOf("claim", "ic-5");
    private static readonly Guid Approval = SampleStory.IdOf("claim", "o1-2");

    [Fact]
    public async Task The_story_has_what_a_fact_checker_should_look_at()
    {
        var beside = await api.Reader.ReadAsync($"/v1/claims/{Denial}/suggestions?relation=contradicts");
        var restated = await api.Reader.ReadAsync($"/v1/claims/{SampleStory.IdOf("claim", "ric-1")}/suggestions");

        var first = Assert.Single(beside.Items, item => IdOf(item) == SampleStory.IdOf("claim", "ic-4"));
        Assert.Equal("contradicts", first.GetProperty("relation").GetString());
        Assert.InRange(first.GetProperty("score").GetDouble(), 0.8, 1);
        var reason = first.GetProperty("reasons")[0];
        Assert.Equal("negation", reason.GetProperty("kind").GetString());
        Assert.Equal("deny authorised coordinate", Words(reason, "here"));
        Assert.Equal("authorised coordination", Words(reason, "there"));

        // Linked by the editors of the story already.
        Assert.DoesNotContain(restated.Items, item => IdOf(item) == SampleStory.IdOf("claim", "o1-1"));
    }

    [Fact]
    public async Task An_accepted_suggestion_is_a_confirmed_link_that_says_why()
    {
        var (one, two) = await TwoAsync("sent no tanks to Tartus on Friday.", "sent tanks to Tartus on Friday.");

        var accepted = await api.Editor.SendJsonAsync($"/v1/claims/{one}/suggestions/{two}/accept", """{"relation":"contradicts","note":"Checked."}""");
        var again = await api.Editor.SendJsonAsync($"/v1/claims/{one}/suggestions/{two}/accept", """{"relation":"contradicts"}""");
        var left = await api.Reader.ReadAsync($"/v1/claims/{one}/suggestions");
        var link = await api.Reader.ReadAsync($"/v1/links/{accepted.Id}");

        Assert.Equal(HttpStatusCode.OK, accepted.Status);
        Assert.Equal(("confirmed", "text_similarity"), (accepted.Text("status"), accepted.Text("method")));
        Assert.Contains("One denies it", accepted.Text("rationale"), StringComparison.Ordinal);
        Assert.Equal("Checked.", Assert.Single(link.Body.GetProperty("reviews").EnumerateArray()).GetProperty("note").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (again.Status, again.Problem));
        Assert.DoesNotContain(left.Items, item => IdOf(item) == two);
    }

    [Fact]
    public async Task A_dismissed_suggestion_is_remembered_from_either_side_and_never_asked_again()
    {
        var (one, two) = await TwoAsync("sent no jeeps to Homs on Friday.", "sent jeeps to Homs on Friday.");
        Assert.Contains((await api.Reader.ReadAsync($"/v1/claims/{two}/suggestions")).Items, item => IdOf(item) == one);

        var dismissed = await api.Editor.SendJsonAsync(
            $"/v1/claims/{two}/suggestions/{one}/dismiss", """{"relation":"contradicts","reason":"Two different Fridays."}""");
        var fromOne = await api.Reader.ReadAsync($"/v1/claims/{one}/suggestions");
        var fromTwo = await api.Reader.ReadAsync($"/v1/claims/{two}/suggestions");
        var history = await api.Reader.ReadAsync($"/v1/links/{dismissed.Id}/history");
        var accepted = await api.Editor.SendJsonAsync($"/v1/claims/{one}/suggestions/{two}/accept", """{"relation":"contradicts"}""");

        Assert.Equal((HttpStatusCode.OK, "rejected"), (dismissed.Status, dismissed.Text("status")));
        Assert.DoesNotContain(fromOne.Items, item => IdOf(item) == two);
        Assert.DoesNotContain(fromTwo.Items, item => IdOf(item) == one);
        Assert.Equal("Two different Fridays.", history.Items[0].GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.Conflict, accepted.Status);
    }

    [Fact]
    public async Task One_that_waits_in_the_queue_is_told_with_its_link_and_judged_there()
    {
        var (one, two) = await TwoAsync("sent no radios to Hama on Friday.", "sent radios to Hama on Friday.");
        var proposed = await api.Contributor.SendJsonAsync(
            $"/v1/claims/{one}/links", $$"""{"target":"{{two}}","relation":"contradicts","rationale":"Both cannot be."}""");

        var listed = await api.Reader.ReadAsync($"/v1/claims/{one}/suggestions");
        var accepted = await api.Editor.SendJsonAsync($"/v1/claims/{two}/suggestions/{one}/accept", """{"relation":"contradicts"}""");

        Assert.Equal(proposed.Id, Assert.Single(listed.Items, item => IdOf(item) == two).GetProperty("link").GetGuid());
        Assert.Equal((proposed.Id, "confirmed"), (accepted.Id, accepted.Text("status")));
    }

    [Fact]
    public async Task A_confirmed_link_is_not_dismissed()
    {
        var (one, two) = await TwoAsync("sent no tents to Idlib on Friday.", "sent tents to Idlib on Friday.");
        await api.Editor.SendJsonAsync($"/v1/claims/{one}/suggestions/{two}/accept", """{"relation":"contradicts"}""");

        var dismissed = await api.Editor.SendJsonAsync($"/v1/claims/{one}/suggestions/{two}/dismiss", """{"relation":"contradicts","reason":"No."}""");

        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (dismissed.Status, dismissed.Problem));
    }

    [Fact]
    public async Task What_is_not_suggested_cannot_be_accepted()
    {
        var (one, two) = await TwoAsync("sent no boats to Latakia on Friday.", "sent boats to Latakia on Friday.");

        var other = await api.Editor.SendJsonAsync($"/v1/claims/{one}/suggestions/{two}/accept", """{"relation":"restates"}""");
        var self = await api.Editor.SendJsonAsync($"/v1/claims/{one}/suggestions/{one}/accept", """{"relation":"restates"}""");
        var nobody = await api.Editor.SendJsonAsync($"/v1/claims/{one}/suggestions/{Guid.Empty}/accept", """{"relation":"restates"}""");
        var missing = await api.Reader.ReadAsync($"/v1/claims/{Guid.Empty}/suggestions");

        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (other.Status, other.Problem));
        Assert.Equal("self-link", self.Problem);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (nobody.Status, missing.Status));
    }

    [Fact]
    public async Task Nothing_is_suggested_of_a_claim_that_was_taken_back()
    {
        var (one, two) = await TwoAsync("sent no ships to Banias on Friday.", "sent ships to Banias on Friday.");
        await api.Editor.SendJsonAsync($"/v1/claims/{two}/retract", """{"reason":"Recorded by mistake."}""");

        Assert.DoesNotContain((await api.Reader.ReadAsync($"/v1/claims/{one}/suggestions")).Items, item => IdOf(item) == two);
        Assert.Empty((await api.Reader.ReadAsync($"/v1/claims/{two}/suggestions")).Items);
    }

    [Fact]
    public async Task Nothing_is_suggested_of_a_claim_that_was_taken_down()
    {
        var (one, two) = await TwoAsync("sent no mules to Jableh on Friday.", "sent mules to Jableh on Friday.");
        await api.Admin.RemoveAsync($"/v1/claims/{two}?reason=An+order");

        var asked = await api.Reader.ReadAsync($"/v1/claims/{two}/suggestions");
        var accepted = await api.Editor.SendJsonAsync($"/v1/claims/{one}/suggestions/{two}/accept", """{"relation":"contradicts"}""");

        Assert.DoesNotContain((await api.Reader.ReadAsync($"/v1/claims/{one}/suggestions")).Items, item => IdOf(item) == two);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (asked.Status, accepted.Status));
    }

    [Fact]
    public async Task Of_one_relation_alone_no_more_are_told_than_were_asked_for()
    {
        var (one, _) = await TwoAsync("sent no camels to Salamiya on Friday.", "sent camels to Salamiya on Friday.");
        await TwoAsync("sent no camels to Salamiya.", "sent camels to Salamiya on a Friday.");

        var all = (await api.Reader.ReadAsync($"/v1/claims/{one}/suggestions?limit=50")).Items;
        var contradicting = (await api.Reader.ReadAsync($"/v1/claims/{one}/suggestions?relation=contradicts&limit=1")).Items;

        Assert.Contains(all, item => item.GetProperty("relation").GetString() == "restates");
        Assert.Equal(all.Select(item => item.GetProperty("score").GetDouble()).OrderDescending(), all.Select(item => item.GetProperty("score").GetDouble()));
        Assert.Equal("contradicts", Assert.Single(contradicting).GetProperty("relation").GetString());
    }

    [Fact]
    public async Task A_word_that_is_misspelt_hides_no_contradiction()
    {
        var (one, two) = await TwoAsync("closed no bakeries in Maarrat on Friday.", "closed bakerise in Maarrat on Friday.");

        Assert.Contains((await api.Reader.ReadAsync($"/v1/claims/{one}/suggestions")).Items, item => IdOf(item) == two);
    }

    [Fact]
    public async Task One_that_cites_the_source_of_another_is_found_and_points_to_it()
    {
        var cited = await api.Contributor.SendJsonAsync(
            "/v1/claims", """{"source":"washington-post","text":"Cracks run through two pillars of the Haditha dam.","language":"en","claimedAt":"2014-09-20"}""");
        var citing = await api.Contributor.SendJsonAsync(
            "/v1/claims",
            """{"source":"digital-journal","text":"Two pillars of the Haditha dam have cracks.","language":"en","claimedAt":"2014-09-21","attribution":[{"source":"washington-post"}]}""");

        var found = (await api.Reader.ReadAsync($"/v1/claims/{cited.Id}/suggestions?relation=derived_from")).Items;

        var only = Assert.Single(found);
        Assert.Equal((citing.Id, cited.Id), (only.GetProperty("from").GetGuid(), only.GetProperty("to").GetGuid()));
        Assert.Equal("cites_this_source", only.GetProperty("reasons")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task The_example_of_the_document_is_found() =>
        Assert.Contains((await api.Reader.ReadAsync($"/v1/claims/{Denial}/suggestions?limit=50")).Items, item => IdOf(item) == Approval);

    // Two claims of two sources that differ in one thing.
    private async Task<(Guid One, Guid Two)> TwoAsync(string one, string two)
    {
        async Task<Guid> AddAsync(string source, string text) => (await api.Contributor.SendJsonAsync(
            "/v1/claims", $$"""{"source":"{{source}}","text":"Moscow {{text}}","language":"en","claimedAt":"2014-09-12"}""")).Id;
        return (await AddAsync("cnn", one), await AddAsync("debkafile", two));
    }

    private static Guid IdOf(JsonElement item) => item.GetProperty("claim").GetProperty("id").GetGuid();

    private static string Words(JsonElement reason, string side) => string.Join(' ', reason.GetProperty(side).EnumerateArray().Select(word => word.GetString()));
}
