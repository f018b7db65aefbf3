using System.Net;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Resources;

/// <summary>Verdicts that call a claim confirmed by other independent sources, which takes two origins.</summary>
public sealed class CredibilityTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Review = """ "reviewUrl":"https://facts.example.com/review" """;

    [Fact]
    public async Task Credibility_1_takes_two_independent_origins_and_a_refusal_says_how_many_are_missing()
    {
        var (authorisation, siege) = (SampleStory.IdOf("claim", "o1-1"), SampleStory.IdOf("claim", "o1-3"));
        var doubted = await DraftAsync(authorisation, """ "credibility":3 """);

        var refused = await DraftAsync(authorisation, """ "credibility":1 """);
        var raised = await api.Contributor.PatchJsonAsync($"/v1/assessments/{doubted.Id}", """{"credibility":1}""");
        var accepted = await DraftAsync(siege, $$""" "credibility":1,{{Review}} """);
        var published = await PublishAsync(api.Editor, accepted);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "not-corroborated"), (refused.Status, refused.Problem));
        Assert.Contains($"claim {authorisation} need concede only 1: 1 more", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "not-corroborated"), (raised.Status, raised.Problem));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (accepted.Status, published.Status));
    }

    [Fact]
    public async Task A_verdict_that_two_origins_confirmed_is_not_published_once_one_of_them_is_gone()
    {
        Guid[] claims =
        [
            await ClaimAsync("bbc-news", "The bridge at the northern crossing fell on Monday morning."),
            await ClaimAsync("washington-post", "On Monday a crossing in the north lost its bridge, our reporter saw."),
        ];
        var link = await api.Editor.SendJsonAsync(
            $"/v1/claims/{claims[0]}/links", $$"""{"target":"{{claims[1]}}","relation":"restates","rationale":"The same.","status":"confirmed"}""");
        var draft = await DraftAsync(claims[0], $$""" "credibility":1,{{Review}} """);

        await api.Editor.SendJsonAsync($"/v1/links/{link.Id}/retract", """{"reason":"Another event."}""");
        var refused = await PublishAsync(api.Editor, draft);
        var confirmed = await api.Editor.PatchJsonAsync($"/v1/assessments/{draft.Id}", """{"note":"It stands."}""");
        await api.Editor.PatchJsonAsync($"/v1/assessments/{draft.Id}", """{"credibility":2,"note":"One origin is left."}""");
        var published = await PublishAsync(api.Editor, draft);

        Assert.Equal(HttpStatusCode.Created, draft.Status);
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (refused.Status, refused.Problem));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "not-corroborated"), (confirmed.Status, confirmed.Problem));
        Assert.Equal(HttpStatusCode.OK, published.Status);
    }

    [Theory]
    [InlineData("takedown", "was taken down")]
    [InlineData("retraction", "was retracted")]
    [InlineData("link retracted", "was retracted")]
    [InlineData("link rejected", "was rejected")]
    [InlineData("judged the same", "judged anew")]
    [InlineData("no longer judged different", "judged anew")]
    public async Task A_published_verdict_that_two_origins_confirmed_needs_a_second_look_once_one_of_them_is_gone(string fall, string reason)
    {
        ArgumentNullException.ThrowIfNull(fall);
        // In the last case the two are copies by their wording, until they are judged to be two.
        var areCopies = fall == "no longer judged different";
        Guid[] claims =
        [
            await ClaimAsync("bbc-news", $"The bridge at the northern crossing fell on Monday morning, a case of {fall}."),
            await ClaimAsync("washington-post", areCopies ? $"The bridge at the northern crossing fell on Monday morning, a case of {fall}." : $"Our reporter saw a ruin in the river: {fall}."),
        ];
        var link = await api.Editor.SendJsonAsync(
            $"/v1/claims/{claims[0]}/links", $$"""{"target":"{{claims[1]}}","relation":"restates","rationale":"The same.","status":"confirmed"}""");
        if (areCopies)
        {
            await JudgeAsync(claims, "different");
        }

        var published = await PublishAsync(api.Editor, await DraftAsync(claims[0], $$""" "credibility":1,{{Review}} """));
        Assert.Equal((HttpStatusCode.OK, ""), (published.Status, published.Text("needsReview")));

        var done = fall switch
        {
            "takedown" => await api.Admin.RemoveAsync($"/v1/claims/{claims[1]}?reason=An+order"),
            "retraction" => await api.Editor.SendJsonAsync($"/v1/claims/{claims[1]}/retract", """{"reason":"Wrong."}"""),
            "link retracted" => await api.Editor.SendJsonAsync($"/v1/links/{link.Id}/retract", """{"reason":"Another event."}"""),
            "link rejected" => await api.Editor.SendJsonAsync($"/v1/links/{link.Id}/review", """{"decision":"rejected","note":"Another event."}"""),
            "judged the same" => await JudgeAsync(claims, "same"),
            _ => await JudgeAsync(claims, "undetermined"),
        };
        var read = await api.Reader.ReadAsync($"/v1/assessments/{published.Id}");
        var toLookAt = await api.Reader.ReadAsync($"/v1/assessments?claim={claims[0]}&needsReview=true");

        Assert.True(done.Message.IsSuccessStatusCode, done.Body.ToString());
        Assert.Contains(reason, read.Body.GetProperty("needsReview").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal((published.Version + 1, 1), (read.Version, toLookAt.Items.Length));
    }

    [Fact]
    public async Task A_verdict_that_has_two_origins_left_needs_no_second_look_when_a_link_is_retracted()
    {
        Guid[] claims =
        [
            await ClaimAsync("bbc-news", "The old tower at the gate burned on Tuesday."), await ClaimAsync("washington-post", "Our reporter watched the flames at the gate."),
            await ClaimAsync("cnn", "A tower is ashes, as our camera shows."),
        ];
        var links = new List<Guid>();
        foreach (var other in claims[1..])
        {
            links.Add((await api.Editor.SendJsonAsync(
                $"/v1/claims/{claims[0]}/links", $$"""{"target":"{{other}}","relation":"restates","rationale":"The same.","status":"confirmed"}""")).Id);
        }

        var published = await PublishAsync(api.Editor, await DraftAsync(claims[0], $$""" "credibility":1,{{Review}} """));
        await api.Editor.SendJsonAsync($"/v1/links/{links[0]}/retract", """{"reason":"Another event."}""");
        await JudgeAsync([claims[0], claims[1]], "same");
        var read = await api.Reader.ReadAsync($"/v1/assessments/{published.Id}");

        Assert.Equal((HttpStatusCode.OK, ""), (published.Status, read.Text("needsReview")));
    }

    private static Task<Reply> PublishAsync(HttpClient who, Reply assessment) => who.SendJsonAsync($"/v1/assessments/{assessment.Id}/publish", "");

    private Task<Reply> DraftAsync(Guid claim, string members) => api.Contributor.SendJsonAsync(
        $"/v1/claims/{claim}/assessments",
        $$"""{"ratingText":"Not established","normalized":"unverifiable","author":{"name":"Example Fact Desk"},{{members}}}""");

    private Task<Reply> JudgeAsync(Guid[] claims, string verdict) => api.Editor.SendJsonAsync(
        "/v1/origin-judgements", $$"""{"a":{"claim":"{{claims[0]}}"},"b":{"claim":"{{claims[1]}}"},"verdict":"{{verdict}}","rationale":"So it is."}""");

    private async Task<Guid> ClaimAsync(string source, string text) => (await api.Contributor.SendJsonAsync(
        "/v1/claims", $$"""{"source":"{{source}}","text":"{{text}}","basis":"witnessed"}""")).Id;
}
