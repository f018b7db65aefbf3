using System.Net;
using System.Text.Json;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Resources;

public sealed class AssessmentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Review = """ "reviewUrl":"https://facts.example.com/review" """;
    private static readonly Guid Nobody = Guid.Parse("01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90");

    [Fact]
    public async Task A_verdict_goes_from_the_draft_over_the_review_to_publication()
    {
        var draft = await DraftAsync(await ClaimAsync(), Review);

        var submitted = await MoveAsync(api.Contributor, draft, "submit");
        var queue = await api.Reader.ReadAsync("/v1/assessments?state=in_review&limit=200");
        var returned = await api.Editor.SendJsonAsync($"/v1/assessments/{draft.Id}/return", """{"note":"Name the ministry."}""");
        var published = await MoveAsync(api.Editor, draft, "publish");
        var history = await api.Reader.ReadAsync($"/v1/assessments/{draft.Id}/history");

        Assert.Equal(("draft", "in_review", "draft", "published"), (draft.Text("state"), submitted.Text("state"), returned.Text("state"), published.Text("state")));
        Assert.Contains(queue.Items, item => item.GetProperty("id").GetGuid() == draft.Id);
        Assert.Equal(published.Text("updatedAt"), published.Text("publishedAt"));
        Assert.Equal(["published", "returned", "submitted", "created"], history.Items.Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal("Name the ministry.", history.Items[1].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_correction_of_a_published_verdict_names_what_changed_and_why()
    {
        var published = await PublishedAsync(await ClaimAsync());
        var path = $"/v1/assessments/{published.Id}";

        var byContributor = await api.Contributor.PatchJsonAsync(path, """{"summary":"S","note":"N"}""");
        var withoutNote = await api.Editor.PatchJsonAsync(path, """{"summary":"S"}""");
        var withoutAddress = await api.Editor.PatchJsonAsync(path, """{"reviewUrl":null,"note":"N"}""");
        var ofNothing = await api.Editor.PatchJsonAsync(path, """{"note":"N"}""");
        var corrected = await api.Editor.PatchJsonAsync(path, """{"summary":"S","normalized":"false","publishedAt":null,"note":"The minutes were published."}""");
        var read = await api.Reader.ReadAsync(path);

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (byContributor.Status, byContributor.Problem));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unprocessable"), (withoutNote.Status, withoutNote.Problem));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (withoutAddress.Status, ofNothing.Status));
        Assert.Equal((HttpStatusCode.OK, published.Version + 1), (corrected.Status, corrected.Version));
        Assert.Equal(published.Text("publishedAt"), corrected.Text("publishedAt"));
        Assert.Equal(corrected.Body.ToString(), read.Body.ToString());
        var correction = Assert.Single(read.Body.GetProperty("corrections").EnumerateArray());
        Assert.Equal(["normalized", "summary"], correction.GetProperty("changed").EnumerateArray().Select(member => member.GetString()));
        Assert.Equal(
            ($"{corrected.Version}", "The minutes were published.", "Editor of the tests"),
            (correction.GetProperty("version").ToString(), correction.GetProperty("note").ToString(), correction.GetProperty("by").ToString()));
    }

    [Fact]
    public async Task Publishing_takes_an_address_where_the_review_can_be_read()
    {
        var draft = await DraftAsync(await ClaimAsync());

        var refused = await MoveAsync(api.Editor, draft, "publish");
        await api.Contributor.PatchJsonAsync($"/v1/assessments/{draft.Id}", $$"""{ {{Review}} }""");
        var published = await MoveAsync(api.Editor, draft, "publish");

        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (refused.Status, refused.Problem));
        Assert.Contains("reviewUrl", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, published.Status);
    }

    [Fact]
    public async Task A_state_that_does_not_lead_on_is_named()
    {
        var published = await PublishedAsync(await ClaimAsync());

        var refused = await MoveAsync(api.Contributor, published, "submit");
        var retracted = await api.Editor.SendJsonAsync($"/v1/assessments/{published.Id}/retract", """{"reason":"Another statement."}""");
        var final = await api.Editor.PatchJsonAsync($"/v1/assessments/{published.Id}", """{"summary":"S","note":"N"}""");
        var again = await api.Editor.SendJsonAsync($"/v1/assessments/{published.Id}/retract", """{"reason":"Again."}""");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("published", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("retracted", retracted.Text("state"));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (final.Status, again.Status));
    }

    [Fact]
    public async Task What_a_scale_says_is_taken_over_and_not_contradicted()
    {
        var claim = await ClaimAsync();

        var taken = await api.Contributor.SendJsonAsync(
            $"/v1/claims/{claim}/assessments", """{"ratingText":"Partly established","scale":"example-fact-desk","author":{"name":"Desk"}}""");
        var reworded = await api.Contributor.PatchJsonAsync($"/v1/assessments/{taken.Id}", """{"ratingText":"Refuted"}""");
        var own = await api.Contributor.PatchJsonAsync($"/v1/assessments/{taken.Id}", """{"scale":null,"ratingText":"Quite wrong"}""");
        var contradicted = await api.Contributor.SendJsonAsync(
            $"/v1/claims/{claim}/assessments", """{"ratingText":"Refuted","normalized":"true","scale":"example-fact-desk","author":{"name":"Desk"}}""");
        var unknownWords = await api.Contributor.SendJsonAsync(
            $"/v1/claims/{claim}/assessments", """{"ratingText":"Bogus","scale":"example-fact-desk","author":{"name":"Desk"}}""");
        var unknownScale = await api.Contributor.SendJsonAsync(
            $"/v1/claims/{claim}/assessments", """{"ratingText":"Bogus","scale":"nowhere","author":{"name":"Desk"}}""");
        var unsaid = await api.Contributor.SendJsonAsync($"/v1/claims/{claim}/assessments", """{"ratingText":"Bogus","author":{"name":"Desk"}}""");

        Assert.Equal(("mixture", "3", "5", "1"), (taken.Text("normalized"), taken.Text("ratingValue"), taken.Text("bestRating"), taken.Text("worstRating")));
        Assert.Equal(("false", "1"), (reworded.Text("normalized"), reworded.Text("ratingValue")));
        Assert.Equal(("Quite wrong", "false", ""), (own.Text("ratingText"), own.Text("normalized"), own.Text("scale")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unprocessable"), (contradicted.Status, contradicted.Problem));
        Assert.Contains("`normalized` is false", contradicted.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("Partly established", unknownWords.Text("detail"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (unknownScale.Status, unknownScale.Problem));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unprocessable"), (unsaid.Status, unsaid.Problem));
    }

    [Theory]
    [InlineData(""" "ratingValue":3 """, "$.ratingValue")]
    [InlineData(""" "ratingValue":6,"bestRating":5,"worstRating":1 """, "$.ratingValue")]
    [InlineData(""" "bestRating":5 """, "$.worstRating")]
    [InlineData(""" "bestRating":1,"worstRating":1 """, "$.worstRating")]
    [InlineData(""" "ratingValue":1e999 """, "$.ratingValue")]
    [InlineData(""" "credibility":0 """, "$.credibility")]
    [InlineData(""" "credibility":7 """, "$.credibility")]
    [InlineData(""" "credibility":1.5 """, "$.credibility")]
    [InlineData(""" "likelihood":"maybe" """, "$.likelihood")]
    [InlineData(""" "reviewUrl":"ftp://example.com" """, "$.reviewUrl")]
    [InlineData(""" "publishedAt":"9000-01-01T00:00:00Z" """, "$.publishedAt")]
    [InlineData(""" "language":"e" """, "$.language")]
    public async Task A_verdict_that_makes_no_sense_is_refused_by_the_member_that_is_wrong(string members, string member)
    {
        var refused = await DraftAsync(await ClaimAsync(), members);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal([member], refused.Body.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task A_withdrawn_claim_can_still_be_judged_and_gives_its_language()
    {
        var claim = (await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Etwas geschah.","language":"de"}""")).Id;
        await api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract", """{"reason":"Recorded by mistake."}""");

        var draft = await DraftAsync(claim);
        var nowhere = await DraftAsync(Nobody);

        Assert.Equal((HttpStatusCode.Created, "de"), (draft.Status, draft.Text("language")));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.Status);
    }

    [Fact]
    public async Task The_assessments_of_a_claim_that_was_taken_down_are_gone_with_it()
    {
        var claim = await ClaimAsync();
        var published = await PublishedAsync(claim);

        await api.Admin.RemoveAsync($"/v1/claims/{claim}?reason=An+order");
        Reply[] answers =
        [
            await api.Reader.ReadAsync($"/v1/assessments/{published.Id}"),
            await api.Reader.ReadAsync($"/v1/assessments/{published.Id}", ("If-None-Match", published.Message.Headers.ETag!.ToString())),
            await api.Editor.PatchJsonAsync($"/v1/assessments/{published.Id}", """{"summary":"S","note":"N"}"""),
            await MoveAsync(api.Editor, published, "publish"),
            await DraftAsync(claim),
        ];
        var list = await api.Reader.ReadAsync($"/v1/assessments?claim={claim}");
        var history = await api.Reader.ReadAsync($"/v1/assessments/{published.Id}/history");

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Gone, "gone"), (answer.Status, answer.Problem)));
        Assert.Empty(list.Items);
        Assert.Equal("redacted", history.Items[0].GetProperty("action").GetString());
        Assert.All(history.Items, entry => Assert.Equal(JsonValueKind.Null, entry.GetProperty("after").ValueKind));
    }

    [Fact]
    public async Task What_was_answered_about_an_assessment_is_not_answered_again_after_a_takedown()
    {
        var claim = await ClaimAsync();
        var path = $"/v1/claims/{claim}/assessments";
        const string Body = """{"ratingText":"Open","normalized":"other","summary":"To be taken down.","author":{"name":"Desk"}}""";
        await api.Contributor.SendJsonAsync(path, Body, ("Idempotency-Key", "assessed-once"));

        await api.Admin.RemoveAsync($"/v1/claims/{claim}?reason=An+order");
        var again = await api.Contributor.SendJsonAsync(path, Body, ("Idempotency-Key", "assessed-once"));

        Assert.Equal((HttpStatusCode.Gone, "gone"), (again.Status, again.Problem));
    }

    [Fact]
    public async Task Assessments_are_found_by_claim_state_and_verdict()
    {
        var claim = await ClaimAsync();
        var draft = await DraftAsync(claim);
        var published = await PublishedAsync(claim);

        async Task<Guid[]> Found(string filter) =>
            [.. (await api.Reader.ReadAsync($"/v1/assessments?claim={claim}{filter}")).Items.Select(item => item.GetProperty("id").GetGuid())];

        Assert.Equal([published.Id, draft.Id], await Found(string.Empty));
        Assert.Equal([draft.Id], await Found("&state=draft"));
        Assert.Equal([published.Id], await Found("&state=published&normalized=unverifiable"));
        Assert.Empty(await Found("&normalized=true"));
        Assert.Empty(await Found("&needsReview=true"));
        Assert.Equal([published.Id, draft.Id], await Found("&needsReview=false"));
        Assert.Equal(HttpStatusCode.BadRequest, (await api.Reader.ReadAsync("/v1/assessments?needsReview=yes")).Status);
    }

    [Fact]
    public async Task A_lost_race_is_refused_and_a_repeated_request_is_done_once()
    {
        var draft = await DraftAsync(await ClaimAsync(), Review);
        var path = $"/v1/assessments/{draft.Id}";
        var tag = draft.Message.Headers.ETag!.ToString();
        await api.Contributor.PatchJsonAsync(path, """{"title":"T"}""", tag);

        var stale = await api.Contributor.PatchJsonAsync(path, """{"title":"U"}""", tag);
        var staleMove = await api.Contributor.SendJsonAsync($"{path}/submit", "", ("If-Match", tag));
        var once = await api.Contributor.SendJsonAsync($"{path}/submit", "", ("Idempotency-Key", "submitted-once"));
        var twice = await api.Contributor.SendJsonAsync($"{path}/submit", "", ("Idempotency-Key", "submitted-once"));

        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed), (stale.Status, staleMove.Status));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (once.Status, twice.Status));
        Assert.Equal(once.Body.ToString(), twice.Body.ToString());
    }

    [Fact]
    public async Task Of_an_assessment_that_nobody_began_there_is_nothing()
    {
        Reply[] answers =
        [
            await api.Reader.ReadAsync($"/v1/assessments/{Nobody}"),
            await api.Reader.ReadAsync($"/v1/assessments/{Nobody}/history"),
            await api.Editor.PatchJsonAsync($"/v1/assessments/{Nobody}", """{"title":"T"}"""),
            await api.Editor.SendJsonAsync($"/v1/assessments/{Nobody}/publish", ""),
            await api.Editor.SendJsonAsync($"/v1/assessments/{Nobody}/submit", ""),
        ];

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.NotFound, "not-found"), (answer.Status, answer.Problem)));
    }

    [Fact]
    public async Task The_story_has_a_published_verdict_on_the_authorisation()
    {
        var verdict = (await api.Reader.ReadAsync($"/v1/assessments/{SampleStory.IdOf("assessment", "o1-1")}")).Body;

        Assert.Equal(
            ("Not established", "unverifiable", "published", "roughly_even_chance", "low", "2014-10-02T09:00:00Z"),
            (verdict.GetProperty("ratingText").GetString(), verdict.GetProperty("normalized").GetString(), verdict.GetProperty("state").GetString(),
                verdict.GetProperty("likelihood").GetString(), verdict.GetProperty("confidence").GetString(), verdict.GetProperty("publishedAt").GetString()));
    }

    private static Task<Reply> MoveAsync(HttpClient who, Reply assessment, string deed) =>
        who.SendJsonAsync($"/v1/assessments/{assessment.Id}/{deed}", "");

    private Task<Reply> DraftAsync(Guid claim, string members = """ "title":null """) => api.Contributor.SendJsonAsync(
        $"/v1/claims/{claim}/assessments",
        $$"""{"ratingText":"Not established","normalized":"unverifiable","author":{"name":"Example Fact Desk"},{{members}}}""");

    private async Task<Reply> PublishedAsync(Guid claim) => await MoveAsync(api.Editor, await DraftAsync(claim, Review), "publish");

    private async Task<Guid> ClaimAsync(string source = "cnn", string text = "Something happened.") => (await api.Contributor.SendJsonAsync(
        "/v1/claims", $$"""{"source":"{{source}}","text":"{{text}}","basis":"witnessed"}""")).Id;
}
