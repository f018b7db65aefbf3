using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>A ledger in which everything has happened that can: made by the same requests as any other, on top of the sample story.</summary>
internal static class WholeLedger
{
    public static async Task MakeAsync(ApiFixture api)
    {
        await RateSourcesAsync(api);
        var claims = await ClaimsAsync(api);
        await LinkAsync(api, claims);
        await JudgeOriginsAsync(api, claims);
        await AssessAsync(api, claims);
        await TakeBackAsync(api, claims);
        await MarkUpAsync(api);
    }

    private static async Task RateSourcesAsync(ApiFixture api)
    {
        await DoneAsync(api.Editor.SendJsonAsync("/v1/sources", """{"slug":"owner","name":"Owner 😀 \"quoted\"","kind":"institution","notes":"Line\nbreak"}"""));
        await DoneAsync(api.Editor.PatchJsonAsync("/v1/sources/cnn", """{"parent":"owner","domains":["cnn.com"]}"""));
        await DoneAsync(api.Editor.SendJsonAsync("/v1/sources/debkafile/reliability", """{"grade":"D","rationale":"Mostly not borne out.","validFrom":"2014-02-01"}"""));
        await DoneAsync(api.Editor.SendJsonAsync("/v1/sources/debkafile/reliability", """{"grade":"F","rationale":"Nobody can tell.","validFrom":"2013-01-01"}"""));
    }

    private static async Task<Dictionary<string, Guid>> ClaimsAsync(ApiFixture api)
    {
        var claims = new Dictionary<string, Guid>();
        foreach (var (name, claim) in new[]
        {
            ("upstream", """{"source":"cnn","externalId":"whole-1","text":"The agency's own words.","basis":"witnessed"}"""),
            ("downstream", """{"source":"bbc","text":"They said so.","attribution":[{"source":"cnn","upstreamClaim":"whole-1","quote":"own words"},{"descriptor":"an official"}],"article":{"url":"https://bbc.example/1","title":"Said so"},"quoteSelector":{"exact":"so","prefix":"said "}}"""),
            ("seen", """{"source":"the-guardian","text":"It was seen.","basis":"witnessed","language":"en"}"""),
            ("old", """{"source":"cnn","text":"Ten were hurt."}"""),
            ("new", """{"source":"cnn","text":"Twelve were hurt."}"""),
            ("wrong", """{"source":"cnn","text":"Nobody was hurt."}"""),
            ("withdrawn", """{"source":"debkafile","text":"Troops were there.","claimedAt":"2014-01"}"""),
        })
        {
            claims[name] = (await DoneAsync(api.Editor.SendJsonAsync("/v1/claims", claim))).Id;
        }

        // Its upstream claim is newer than itself, so that it stands in the file before what it refers to.
        await DoneAsync(api.Editor.PatchJsonAsync(
            $"/v1/claims/{claims["old"]}", $$"""{"attribution":[{"source":"the-guardian","upstreamClaim":"{{claims["seen"]}}"}],"language":null}"""));
        return claims;
    }

    private static async Task LinkAsync(ApiFixture api, Dictionary<string, Guid> claims)
    {
        Task<Reply> Propose(string from, string to, string relation, string more = "") => DoneAsync(api.Editor.SendJsonAsync(
            $"/v1/claims/{claims[from]}/links", $$"""{"target":"{{claims[to]}}","relation":"{{relation}}","rationale":"Why not."{{more}}}"""));
        Task Review(Guid link, string decision) => DoneAsync(api.Editor.SendJsonAsync(
            $"/v1/links/{link}/review", $$"""{"decision":"{{decision}}","note":"So it is."}""", ("If-Match", "*")));

        // Rejected, proposed anew, that one rejected too, and the first confirmed after all: the older one lives.
        var first = (await Propose("upstream", "seen", "restates", ""","evidenceUrls":["https://a.example/"],"confidence":0.5""")).Id;
        await Review(first, "rejected");
        var second = (await Propose("upstream", "seen", "restates")).Id;
        await Review(second, "rejected");
        await Review(first, "confirmed");
        var retracted = (await Propose("downstream", "seen", "corroborates", ""","status":"confirmed" """)).Id;
        await DoneAsync(api.Editor.SendJsonAsync($"/v1/links/{retracted}/retract", """{"reason":"Another story."}""", ("If-Match", "*")));
        await Propose("new", "old", "supersedes", ""","status":"confirmed" """);
        await Propose("downstream", "old", "context");
        await Propose("wrong", "new", "contradicts", ""","status":"confirmed" """);
        await Propose("downstream", "upstream", "derived_from", ""","status":"confirmed" """);
    }

    private static async Task JudgeOriginsAsync(ApiFixture api, Dictionary<string, Guid> claims)
    {
        await DoneAsync(api.Editor.SendJsonAsync(
            "/v1/origin-judgements",
            """{"a":{"descriptor":"Security sources in Iran","relay":"digital-journal"},"b":{"descriptor":"sources in Tehran","relay":"bbc-news"},"verdict":"same","rationale":"They are known to us."}"""));
        await DoneAsync(api.Editor.SendJsonAsync(
            "/v1/origin-judgements", $$"""{"a":{"claim":"{{claims["old"]}}"},"b":{"claim":"{{claims["new"]}}"},"verdict":"different","rationale":"Two hospitals."}"""));
    }

    private static async Task AssessAsync(ApiFixture api, Dictionary<string, Guid> claims)
    {
        Task<Reply> Draft(string claim, string name, string more = "") => DoneAsync(api.Editor.SendJsonAsync(
            $"/v1/claims/{claims[claim]}/assessments",
            $$"""{"ratingText":"Refuted","scale":"example-fact-desk","author":{"name":"Desk"},"reviewUrl":"https://desk.example/{{name}}"{{more}}}"""));
        async Task Move(Guid assessment, string how, string body = "{}") =>
            await DoneAsync(api.Editor.SendJsonAsync($"/v1/assessments/{assessment}/{how}", body, ("If-Match", "*")));

        var confirmed = (await Draft("upstream", "confirmed", ""","credibility":1""")).Id;
        await Move(confirmed, "publish");
        var returned = (await Draft("seen", "returned")).Id;
        await DoneAsync(api.Editor.PatchJsonAsync($"/v1/assessments/{returned}", """{"language":null}"""));
        await Move(returned, "submit");
        await Move(returned, "return", """{"note":"Say more."}""");
        var corrected = (await Draft("new", "corrected")).Id;
        await Move(corrected, "publish");
        await DoneAsync(api.Editor.PatchJsonAsync($"/v1/assessments/{corrected}", """{"summary":"More is known.","likelihood":"unlikely","note":"First correction."}"""));
        await DoneAsync(api.Editor.PatchJsonAsync($"/v1/assessments/{corrected}", """{"confidence":"high","note":"Second correction."}"""));
        var retracted = (await Draft("wrong", "retracted")).Id;
        await Move(retracted, "publish");
        await Move(retracted, "retract", """{"reason":"Wrong."}""");
        await Draft("wrong", "flagged");

        // What was given on the scale keeps what the scale said then.
        await DoneAsync(api.Editor.PatchJsonAsync("/v1/rating-scales/example-fact-desk", """{"labels":[{"text":"True","normalized":"true"}],"bestRating":null,"worstRating":null}"""));
    }

    private static async Task TakeBackAsync(ApiFixture api, Dictionary<string, Guid> claims)
    {
        await DoneAsync(api.Editor.SendJsonAsync($"/v1/claims/{claims["wrong"]}/retract", """{"reason":"Mistaken."}""", ("If-Match", "*")));
        await DoneAsync(api.Editor.SendJsonAsync("/v1/sources/debkafile/retractions", """{"reason":"Took it back.","saidFrom":"2014-01","saidTo":"2014"}"""));
    }

    private static async Task MarkUpAsync(ApiFixture api)
    {
        Task<Reply> Page(string name) => DoneAsync(api.Editor.SendJsonAsync(
            "/v1alpha1/pages",
            $$$"""{"pageUrl":"https://pages.example/{{{name}}}","publishDate":"2020","claimReviewAuthor":{"name":"Desk","imageUrl":"https://pages.example/logo.png"},"claimReviewMarkups":[{"url":"https://pages.example/{{{name}}}#1","claimReviewed":"One.","claimDate":"2019-02","claimLocation":"Here","claimFirstAppearance":"https://a.example/","claimAppearances":["https://b.example/"],"claimAuthor":{"name":"A","jobTitle":"B","imageUrl":"https://c.example/","sameAs":"https://d.example/"},"rating":{"textualRating":"No","ratingValue":1,"worstRating":1,"bestRating":5,"ratingExplanation":"E","imageUrl":"https://e.example/"}},{"claimReviewed":"Two.","rating":{"textualRating":"Yes"}}]}"""));
        await Page("kept");
        var deleted = await Page("deleted");
        await DoneAsync(api.Editor.RemoveAsync($"/v1alpha1/{deleted.Text("name")}"));
    }

    private static async Task<Reply> DoneAsync(Task<Reply> sent)
    {
        var reply = await sent;
        Assert.True(reply.Message.IsSuccessStatusCode, $"{reply.Message.RequestMessage!.RequestUri} {reply.Body}");
        return reply;
    }
}
