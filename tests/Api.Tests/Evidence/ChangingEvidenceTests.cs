using System.Net;
using System.Text.Json;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Evidence;

/// <summary>What moves the count of the 2014 story, and what does not. Each test has a story of its own.</summary>
public sealed class ChangingEvidenceTests(PostgresFixture postgres) : ApiFixture(postgres)
{
    [Fact]
    public async Task The_report_that_was_relayed_adds_a_report_and_an_outlet_but_no_origin()
    {
        var own = await RecordCnnAsync();

        var side = await SideAsync("o1-1");

        Assert.Equal("5 reports, 4 outlets, floor 1, ceiling 2", Count(side));
        Assert.Contains(side.GetProperty("claims").EnumerateArray(), claim => claim.GetProperty("id").GetGuid() == own);
        Assert.Contains(side.GetProperty("keptFloorDown").EnumerateArray(), hold =>
            hold.GetProperty("reason").GetString() == "same_origin" && hold.GetProperty("explanation").GetString()!.Contains("Fuad Masum", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_relay_that_takes_its_report_back_takes_its_origin_along()
    {
        var own = await RecordCnnAsync();
        var relayed = await Editor.PatchJsonAsync($"/v1/claims/{Id("o1-2")}", $$"""
            {"attribution":[{"source":"cnn","upstreamClaim":"{{own}}"},{"source":"fuad-masum","relation":"primary_source","onRecord":"on_record"}]}
            """);
        var before = await SideAsync("o1-1");
        var retracted = await Editor.SendJsonAsync($"/v1/claims/{own}/retract", """{"reason":"CNN withdrew its report."}""", ("If-Match", "*"));

        var after = await SideAsync("o1-1");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (relayed.Status, retracted.Status));
        Assert.Equal("5 reports, 4 outlets, floor 1, ceiling 2", Count(before));
        Assert.Equal("4 reports, 3 outlets, floor 1, ceiling 1", Count(after));
        Assert.Equal([Id("o1-2")], ConcernedBy(after, "withdrawn"));
    }

    [Fact]
    public async Task An_outlet_that_takes_back_a_relayed_report_changes_the_reports_and_not_the_origins()
    {
        await Editor.SendJsonAsync($"/v1/claims/{Id("ric-1")}/retract", """{"reason":"Recorded twice."}""", ("If-Match", "*"));

        Assert.Equal("3 reports, 2 outlets, floor 1, ceiling 2", Count(await SideAsync("o1-1")));
    }

    [Fact]
    public async Task A_reviewer_moves_the_ceiling_and_the_record_of_it_stays()
    {
        var before = Count(await SideAsync("o1-1"));
        await JudgeAsync("same", "Masum spoke for the sources in Tehran.");
        var same = await SideAsync("o1-1");
        await JudgeAsync("different", "He did not.");
        var different = Count(await SideAsync("o1-1"));
        var judgements = await Reader.ReadAsync($"/v1/origin-judgements?claim={Id("o1-1")}");

        Assert.Equal("4 reports, 3 outlets, floor 1, ceiling 2", before);
        Assert.Equal("4 reports, 3 outlets, floor 1, ceiling 1", Count(same));
        Assert.Equal(new[] { Id("o1-1"), Id("o1-2"), Id("ric-1") }.Order(), ConcernedBy(same, "reviewer_same"));
        Assert.Equal(before, different);
        Assert.Equal(["different", "same"], judgements.Items.Select(judgement => judgement.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task A_judgement_on_two_descriptions_moves_the_ceiling_until_it_is_taken_back()
    {
        var officer = await Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"An officer heard it in Erbil.","attribution":[{"descriptor":"a Kurdish officer"}]}""");
        await Editor.SendJsonAsync(
            $"/v1/claims/{officer.Id}/links", $$"""{"target":"{{Id("o1-1")}}","relation":"corroborates","rationale":"The same order.","status":"confirmed"}""");

        List<string> counts = [Count(await SideAsync("o1-1"))];
        foreach (var verdict in new[] { "same", "undetermined" })
        {
            await Editor.SendJsonAsync("/v1/origin-judgements", $$"""
                {"a":{"descriptor":"sources in Tehran","relay":"bbc-news"},"b":{"descriptor":"a Kurdish officer","relay":"cnn"},"verdict":"{{verdict}}","rationale":"Because."}
                """);
            counts.Add(Count(await SideAsync("o1-1")));
        }

        Assert.Equal(
            ["5 reports, 4 outlets, floor 1, ceiling 3", "5 reports, 4 outlets, floor 1, ceiling 2", "5 reports, 4 outlets, floor 1, ceiling 3"], counts);
    }

    [Fact]
    public async Task What_was_known_before_a_change_is_still_known()
    {
        var noon = TimeProvider.System.GetUtcNow();
        await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        await Editor.SendJsonAsync($"/v1/claims/{Id("o1-2")}/retract", """{"reason":"CNN withdrew it."}""", ("If-Match", "*"));
        await Editor.PatchJsonAsync($"/v1/claims/{Id("ric-1")}", """{"attribution":[{"source":"the-guardian"}]}""");
        var links = await Reader.ReadAsync($"/v1/claims/{Id("ic-4")}?expand=links");
        await Editor.SendJsonAsync(
            $"/v1/links/{links.Body.GetProperty("links")[0].GetProperty("link").GetProperty("id").GetGuid()}/retract", """{"reason":"No."}""", ("If-Match", "*"));

        var now = await SideAsync("o1-1");
        var then = await SideAsync("o1-1", $"?recordedAsOf={Uri.EscapeDataString(noon.ToString("O"))}");

        Assert.Equal("2 reports, 2 outlets, floor 1, ceiling 2", Count(now));
        Assert.Equal("4 reports, 3 outlets, floor 1, ceiling 2", Count(then));
        Assert.Equal(
            ["bbc-news", "fuad-masum"],
            then.GetProperty("originsBehindCeiling").EnumerateArray()
                .Select(origin => (origin.GetProperty("sources").EnumerateArray().Concat(origin.GetProperty("unnamed").EnumerateArray().Select(u => u.GetProperty("relay")))).First().GetProperty("slug").GetString()!)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_suggestion_counts_only_for_who_asks_for_it()
    {
        await Contributor.SendJsonAsync($"/v1/claims/{Id("ic-2")}/links", $$"""{"target":"{{Id("o1-1")}}","relation":"corroborates","rationale":"Strikes are coordinated."}""");

        var without = await SideAsync("o1-1");
        var with = await Reader.ReadAsync($"/v1/claims/{Id("o1-1")}/evidence?includeSuggested=true");

        Assert.Equal("4 reports, 3 outlets, floor 1, ceiling 2", Count(without));
        Assert.Equal("5 reports, 3 outlets, floor 1, ceiling 2", Count(with.Body.GetProperty("supporting")));
        Assert.Equal("True", with.Text("includesSuggested"));
        Assert.Equal(Id("ic-2"), Assert.Single(
            with.Body.GetProperty("supporting").GetProperty("claims").EnumerateArray(), claim => claim.GetProperty("suggested").GetBoolean()).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Of_a_claim_that_was_taken_down_there_is_no_evidence_and_it_is_none()
    {
        await Admin.RemoveAsync($"/v1/claims/{Id("o1-2")}?reason=Order%20of%20the%20court", ("If-Match", "*"));

        var gone = await Reader.ReadAsync($"/v1/claims/{Id("o1-2")}/evidence");

        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Equal("3 reports, 3 outlets, floor 1, ceiling 1", Count(await SideAsync("o1-1")));
    }

    [Fact]
    public async Task What_a_source_takes_back_is_shown_first_and_then_comes_about()
    {
        const string Withdrawal = """{"reason":"The BBC withdrew its report."}""";
        var assessment = (await Reader.ReadAsync($"/v1/assessments?claim={Id("o1-1")}")).Items.Single();
        var shown = await Editor.SendJsonAsync("/v1/sources/bbc-news/retractions?dryRun=true", Withdrawal);
        var untouched = Count(await SideAsync("o1-1"));
        var done = await Editor.SendJsonAsync("/v1/sources/bbc-news/retractions", Withdrawal);
        var flagged = await Reader.ReadAsync($"/v1/assessments/{assessment.GetProperty("id").GetGuid()}");

        var change = shown.Body.GetProperty("withdrawal").GetProperty("counts").EnumerateArray().Single(c => c.GetProperty("claim").GetGuid() == Id("o1-1"));
        Assert.Equal(
            ("""{"floor":1,"ceiling":2,"status":"independence_not_established","contested":true,"contradicting":{"floor":1,"ceiling":1}}""", """{"floor":1,"ceiling":1,"status":"single_origin","contested":true,"contradicting":{"floor":1,"ceiling":1}}"""),
            (change.GetProperty("before").GetRawText(), change.GetProperty("after").GetRawText()));
        Assert.Equal(
            assessment.GetProperty("id").GetGuid(),
            Assert.Single(shown.Body.GetProperty("withdrawal").GetProperty("assessments").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal("4 reports, 3 outlets, floor 1, ceiling 2", untouched);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (shown.Status, done.Status));
        Assert.True(JsonElement.DeepEquals(shown.Body.GetProperty("withdrawal"), done.Body.GetProperty("withdrawal")));
        Assert.Equal("4 reports, 3 outlets, floor 1, ceiling 1", Count(await SideAsync("o1-1")));
        Assert.Equal(new[] { Id("o1-1"), Id("ric-1") }.Order(), ConcernedBy(await SideAsync("o1-1"), "withdrawn"));
        Assert.Equal(JsonValueKind.Null, assessment.GetProperty("needsReview").ValueKind);
        Assert.Contains("bbc-news", flagged.Body.GetProperty("needsReview").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_count_that_a_withdrawal_shows_is_the_count_afterwards()
    {
        var done = await Editor.SendJsonAsync("/v1/sources/outlet-001/retractions", """{"reason":"It made things up."}""");

        var changes = done.Body.GetProperty("withdrawal").GetProperty("counts").EnumerateArray().ToList();
        Assert.NotEmpty(changes);
        foreach (var change in changes)
        {
            var evidence = await Reader.ReadAsync($"/v1/claims/{change.GetProperty("claim").GetGuid()}/evidence");
            var origins = evidence.Body.GetProperty("supporting").GetProperty("origins");
            var against = evidence.Body.GetProperty("contradicting").GetProperty("origins");
            Assert.Equal(
                change.GetProperty("after").GetRawText(),
                $$$"""{"floor":{{{origins.GetProperty("floor")}}},"ceiling":{{{origins.GetProperty("ceiling")}}},"status":"{{{evidence.Text("status")}}}","contested":{{{evidence.Body.GetProperty("contested").GetRawText()}}},"contradicting":{"floor":{{{against.GetProperty("floor")}}},"ceiling":{{{against.GetProperty("ceiling")}}}}}""");
        }
    }

    [Fact]
    public async Task A_claims_retraction_shakes_the_verdicts_that_rest_on_it()
    {
        var shown = await Editor.SendJsonAsync($"/v1/claims/{Id("o1-2")}/retract?dryRun=true", """{"reason":"No."}""", ("If-Match", "*"));
        await Editor.SendJsonAsync($"/v1/claims/{Id("o1-2")}/retract", """{"reason":"No."}""", ("If-Match", "*"));
        var assessment = (await Reader.ReadAsync($"/v1/assessments?claim={Id("o1-1")}")).Items.Single();

        Assert.Contains(
            shown.Body.GetProperty("withdrawal").GetProperty("counts").EnumerateArray(), change => change.GetProperty("claim").GetGuid() == Id("o1-1"));
        Assert.Contains(Id("o1-2").ToString(), assessment.GetProperty("needsReview").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private async Task<Guid> RecordCnnAsync()
    {
        var recorded = await Contributor.SendJsonAsync("/v1/claims", """
            {"source":"cnn","text":"The president of Iraq is under the impression that Tehran wants to work with Washington.","claimedAt":"2014-09",
             "language":"en","modality":"reported","basis":"told","attribution":[{"source":"fuad-masum","relation":"primary_source","onRecord":"on_record"}]}
            """);
        var linked = await Editor.SendJsonAsync(
            $"/v1/claims/{recorded.Id}/links", $$"""{"target":"{{Id("o1-2")}}","relation":"restates","rationale":"What outlet 001 relays.","status":"confirmed"}""");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (recorded.Status, linked.Status));
        return recorded.Id;
    }

    private async Task JudgeAsync(string verdict, string rationale)
    {
        var judged = await Editor.SendJsonAsync("/v1/origin-judgements", $$"""
            {"a":{"claim":"{{Id("o1-1")}}"},"b":{"claim":"{{Id("o1-2")}}"},"verdict":"{{verdict}}","rationale":"{{rationale}}"}
            """);
        Assert.Equal(HttpStatusCode.Created, judged.Status);
    }

    private async Task<JsonElement> SideAsync(string claim, string query = "") =>
        (await Reader.ReadAsync($"/v1/claims/{Id(claim)}/evidence{query}")).Body.GetProperty("supporting");

    private static string Count(JsonElement side) =>
        $"{side.GetProperty("reports")} reports, {side.GetProperty("outlets")} outlets, floor {side.GetProperty("origins").GetProperty("floor")}, ceiling {side.GetProperty("origins").GetProperty("ceiling")}";

    private static IEnumerable<Guid> ConcernedBy(JsonElement side, string reason) => side.GetProperty("keptFloorDown").EnumerateArray()
        .Where(hold => hold.GetProperty("reason").GetString() == reason)
        .SelectMany(hold => hold.GetProperty("claims").EnumerateArray())
        .Select(claim => claim.GetGuid())
        .Order();

    private static Guid Id(string claim) => SampleStory.IdOf("claim", claim);
}
