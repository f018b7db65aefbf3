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

        Assert.Equal(HttpStatusCode.Created, draft.Status);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "not-corroborated"), (refused.Status, refused.Problem));
    }

    private static Task<Reply> PublishAsync(HttpClient who, Reply assessment) => who.SendJsonAsync($"/v1/assessments/{assessment.Id}/publish", "");

    private Task<Reply> DraftAsync(Guid claim, string members) => api.Contributor.SendJsonAsync(
        $"/v1/claims/{claim}/assessments",
        $$"""{"ratingText":"Not established","normalized":"unverifiable","author":{"name":"Example Fact Desk"},{{members}}}""");

    private async Task<Guid> ClaimAsync(string source, string text) => (await api.Contributor.SendJsonAsync(
        "/v1/claims", $$"""{"source":"{{source}}","text":"{{text}}","basis":"witnessed"}""")).Id;
}
