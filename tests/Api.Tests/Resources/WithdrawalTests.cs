using System.Net;
using System.Text.Json;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Api.Tests.Resources;

public sealed class WithdrawalTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Nobody = "01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90";

    private static int lastName;

    [Fact]
    public async Task What_a_source_said_is_retracted_and_what_came_through_it_rests_on_it_no_longer()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        var own = await ClaimAsync(source);
        var through = await ClaimAsync(outlet, Hop(source));
        var other = await ClaimAsync(outlet);
        var link = await LinkAsync(own, other, LinkRelation.Corroborates);
        await LinkAsync(through, other, LinkRelation.Restates);

        var withdrawn = await RetractAsync(source, """{"reason":"A hoax."}""");
        var retraction = withdrawn.Body.GetProperty("retraction");
        var listed = await api.Reader.ReadAsync(withdrawn.Message.Headers.Location!.ToString());
        var history = await api.Reader.ReadAsync($"/v1/claims/{own}/history");

        Assert.Equal(HttpStatusCode.Created, withdrawn.Status);
        Assert.Equal([$"{own} retracted", $"{through} unsupported"], Fallen(withdrawn));
        Assert.Equal([link.Id], Links(withdrawn));
        Assert.Equal((1, 1), (retraction.GetProperty("retractedClaims").GetInt32(), retraction.GetProperty("unsupportedClaims").GetInt32()));
        Assert.True(JsonElement.DeepEquals(retraction, Assert.Single(listed.Items)));
        Assert.Equal(("retracted", "active"), (await StatusAsync(own), await StatusAsync(through)));
        Assert.Equal("2 retracted", $"{history.Items[0].GetProperty("version")} {history.Items[0].GetProperty("action")}");
        Assert.Contains(retraction.GetProperty("id").GetString()!, history.Items[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("retracted", history.Items[0].GetProperty("after").GetProperty("status").GetString());
        Assert.Equal(1L, await CountAsync($"select count(*) from audit_log where entity_id = '{retraction.GetProperty("id").GetGuid()}' and action = 'created' and reason = 'A hoax.'"));
    }

    [Fact]
    public async Task A_dry_run_shows_the_same_and_writes_nothing()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        var own = await ClaimAsync(source);
        await ClaimAsync(outlet, Hop(source));
        await LinkAsync(own, await ClaimAsync(outlet), LinkRelation.Contradicts);
        var before = await WrittenAsync();

        var shown = await RetractAsync(source, """{"reason":"A hoax."}""", "?dryRun=true", ("Idempotency-Key", $"shown-{source}"));
        var written = await WrittenAsync() - before;
        var done = await RetractAsync(source, """{"reason":"A hoax."}""", "", ("Idempotency-Key", $"shown-{source}"));

        Assert.Equal((HttpStatusCode.OK, 0L), (shown.Status, written));
        Assert.Equal(JsonValueKind.Null, shown.Body.GetProperty("retraction").ValueKind);
        Assert.Equal(HttpStatusCode.Created, done.Status);
        Assert.True(JsonElement.DeepEquals(shown.Body.GetProperty("withdrawal"), done.Body.GetProperty("withdrawal")));
    }

    [Fact]
    public async Task What_fell_falls_once()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        await ClaimAsync(source);
        await ClaimAsync(outlet, Hop(source));
        await RetractAsync(source, """{"reason":"A hoax."}""");

        var again = await RetractAsync(source, """{"reason":"A hoax."}""");
        var shown = await RetractAsync(source, """{"reason":"A hoax."}""", "?dryRun=true");
        var later = await ClaimAsync(outlet, Hop(source));
        var next = await RetractAsync(source, """{"reason":"A hoax, told again."}""");

        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (again.Status, again.Problem));
        Assert.Equal((HttpStatusCode.Conflict, again.Text("detail")), (shown.Status, shown.Text("detail")));
        Assert.Equal([$"{later} unsupported"], Fallen(next));
    }

    [Fact]
    public async Task A_repeated_request_withdraws_once()
    {
        var source = await SourceAsync();
        await ClaimAsync(source);
        var key = ("Idempotency-Key", $"withdrawn-{source}");

        var first = await RetractAsync(source, """{"reason":"A hoax."}""", "", key);
        var repeated = await RetractAsync(source, """{"reason":"A hoax."}""", "", key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, repeated.Status));
        Assert.True(JsonElement.DeepEquals(first.Body, repeated.Body));
        Assert.Single((await api.Reader.ReadAsync($"/v1/sources/{source}/retractions")).Items);
    }

    [Fact]
    public async Task Only_the_claims_that_are_named_fall_and_those_that_name_them_as_their_upstream()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        var (named, kept) = (await ClaimAsync(source), await ClaimAsync(source));
        var (through, aside) = (await ClaimAsync(outlet, Hop(source)), await ClaimAsync(outlet, Hop(source)));
        var from = await ClaimAsync(outlet, $$"""{"source":"{{source}}","upstreamClaim":"{{named}}"}""");
        var derived = await ClaimAsync(outlet);
        await LinkAsync(derived, named, LinkRelation.DerivedFrom);
        await ClaimAsync(outlet, $$"""{"source":"{{source}}","upstreamClaim":"{{kept}}"}""");

        var withdrawn = await RetractAsync(source, $$"""{"reason":"A hoax.","claims":["{{named}}","{{through}}"]}""");

        Assert.Equal(
            new[] { $"{named} retracted", $"{derived} unsupported", $"{from} unsupported", $"{through} unsupported" }.Order(),
            Fallen(withdrawn).Order());
        Assert.Equal(("active", "active"), (await StatusAsync(kept), await StatusAsync(aside)));
    }

    [Theory]
    [InlineData("2014-09", "2014-09", "may no, september yes, undated no")]
    [InlineData("2014-05", null, "may yes, september yes, undated no")]
    [InlineData(null, "2014-05-31", "may yes, september no, undated no")]
    [InlineData(null, null, "may yes, september yes, undated yes")]
    public async Task A_span_of_time_is_that_in_which_the_source_said_it(string? from, string? to, string expected)
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        var claims = new Dictionary<string, Guid>
        {
            ["may"] = await ClaimAsync(source, null, "2014-05-31"), ["september"] = await ClaimAsync(source, null, "2014-09"), ["undated"] = await ClaimAsync(source),
        };
        var retold = await ClaimAsync(outlet, $$"""{"source":"{{source}}","upstreamClaim":"{{claims["may"]}}"}""", "2014-09");
        var told = await ClaimAsync(outlet, Hop(source), "2014-09");

        var scope = string.Concat(from is null ? "" : $",\"saidFrom\":\"{from}\"", to is null ? "" : $",\"saidTo\":\"{to}\"");
        var shown = Fallen(await RetractAsync(source, $$"""{"reason":"A hoax."{{scope}}}""", "?dryRun=true"));

        Assert.Equal(expected, string.Join(", ", claims.Select(c => $"{c.Key} {(shown.Contains($"{c.Value} retracted") ? "yes" : "no")}")));

        // Retold in September, but said in May; the other's own date is all that is known.
        Assert.Equal(expected.Contains("may yes", StringComparison.Ordinal), shown.Contains($"{retold} unsupported"));
        Assert.Equal(expected.Contains("september yes", StringComparison.Ordinal), shown.Contains($"{told} unsupported"));
    }

    [Fact]
    public async Task A_claim_without_a_date_was_said_when_its_article_was_published()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        var own = await ClaimAsync(source, publishedAt: "2014-09-10");
        var late = await ClaimAsync(source, null, "2014-10", publishedAt: "2014-09-10");
        var retold = await ClaimAsync(outlet, $$"""{"source":"{{source}}","upstreamClaim":"{{own}}"}""", publishedAt: "2014-11-10");
        var told = await ClaimAsync(outlet, Hop(source), publishedAt: "2014-09-10");

        var said = (await api.Reader.ReadAsync($"/v1/claims/{own}/evidence")).Body.GetProperty("supporting").GetProperty("claims")[0].GetProperty("saidAt");
        var september = await RetractAsync(source, """{"reason":"A hoax.","saidFrom":"2014-09","saidTo":"2014-09"}""", "?dryRun=true");
        var named = await RetractAsync(source, $$"""{"reason":"A hoax.","claims":["{{own}}","{{late}}"],"saidTo":"2014-09"}""", "?dryRun=true");

        Assert.Equal("2014-09-10", said.GetString());
        Assert.Equal(new[] { $"{own} retracted", $"{retold} unsupported", $"{told} unsupported" }.Order(), Fallen(september).Order());
        Assert.Equal(new[] { $"{own} retracted", $"{retold} unsupported" }.Order(), Fallen(named).Order());
    }

    [Fact]
    public async Task Each_source_choke_point_of_evidence_is_what_its_dry_run_shows_and_its_withdrawal_brings_about()
    {
        var (source, relay, outlet, other, witness) = (await SourceAsync(), await SourceAsync(), await SourceAsync(), await SourceAsync(), await SourceAsync());
        var replaced = await ClaimAsync(source, text: "Seen with our own eyes.", basis: "witnessed");
        var relayed = await ClaimAsync(relay, Hop(source), text: "They say they saw it.");
        foreach (var (old, by) in new[] { (replaced, source), (relayed, relay) })
        {
            await LinkAsync(await ClaimAsync(by, text: $"Put otherwise by {by}."), old, LinkRelation.Supersedes);
        }

        var asked = await ClaimAsync(outlet, text: "It is known to have happened.");
        var through = await ClaimAsync(other, $$"""{"source":"{{relay}}","upstreamClaim":"{{relayed}}"}""", text: "A relay has it from somebody.");
        var seen = await ClaimAsync(witness, text: "I was there as well, on the other side of the road.", basis: "witnessed");
        await LinkAsync(asked, replaced, LinkRelation.DerivedFrom);
        await LinkAsync(asked, through, LinkRelation.Corroborates);
        await LinkAsync(asked, seen, LinkRelation.Corroborates);

        var evidence = await api.Reader.ReadAsync($"/v1/claims/{asked}/evidence");
        var choke = evidence.Body.GetProperty("chokePoints").EnumerateArray().Where(point => point.GetProperty("source").ValueKind == JsonValueKind.Object)
            .ToDictionary(point => point.GetProperty("source").GetProperty("id").GetString()!, Numbers);
        var shown = new Dictionary<string, string>();
        foreach (var point in choke.Keys)
        {
            shown[point] = AfterOf(asked, await RetractAsync(point, """{"reason":"A hoax."}""", "?dryRun=true"));
        }

        var done = await RetractAsync(source, """{"reason":"A hoax."}""");
        var after = await api.Reader.ReadAsync($"/v1/claims/{asked}/evidence");

        Assert.Equal(("superseded", "superseded"), (await StatusBeforeAsync(replaced), await StatusAsync(relayed)));
        Assert.Equal("2 2", Numbers(evidence.Body.GetProperty("supporting").GetProperty("origins")));
        Assert.Equal(new[] { source, witness }.Order(), choke.Keys.Order());
        Assert.Equal(choke.OrderBy(point => point.Key), shown.OrderBy(point => point.Key));
        Assert.Contains($"{replaced} retracted", Fallen(done));
        Assert.Contains($"{relayed} unsupported", Fallen(done));
        Assert.Equal((choke[source], "retracted"), (Numbers(after.Body.GetProperty("supporting").GetProperty("origins")), await StatusAsync(replaced)));
    }

    [Fact]
    public async Task A_claim_that_has_nothing_to_do_with_the_source_is_named()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        var (own, stranger) = (await ClaimAsync(source), await ClaimAsync(outlet));

        foreach (var id in new[] { stranger.ToString(), Nobody })
        {
            var refused = await RetractAsync(source, $$"""{"reason":"A hoax.","claims":["{{own}}","{{id}}"]}""");

            Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (refused.Status, refused.Problem));
            Assert.Contains(id, refused.Body.GetProperty("errors").GetProperty("$.claims[1]")[0].GetString(), StringComparison.Ordinal);
        }

        Assert.Equal("active", await StatusAsync(own));
    }

    [Theory]
    [InlineData("""{"reason":"A hoax.","claims":[]}""", "$.claims")]
    [InlineData("""{"reason":"A hoax.","saidFrom":"2015","saidTo":"2014"}""", "$.saidTo")]
    [InlineData("""{"saidFrom":"2015"}""", "$.reason")]
    public async Task What_makes_no_scope_is_refused(string body, string path)
    {
        var refused = await RetractAsync("cnn", body, "?dryRun=true");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.True(refused.Body.GetProperty("errors").TryGetProperty(path, out _), refused.Body.ToString());
    }

    [Fact]
    public async Task What_is_no_source_takes_nothing_back()
    {
        var done = await RetractAsync("no-such-source", """{"reason":"A hoax."}""");
        var shown = await RetractAsync("no-such-source", """{"reason":"A hoax."}""", "?dryRun=true");
        var listed = await api.Reader.ReadAsync("/v1/sources/no-such-source/retractions");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (done.Status, shown.Status, listed.Status));
    }

    [Fact]
    public async Task A_claims_retraction_can_be_shown_first()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        var claim = await ClaimAsync(source);
        var from = await ClaimAsync(outlet, $$"""{"source":"{{source}}","upstreamClaim":"{{claim}}"}""");
        var derived = await ClaimAsync(outlet);
        await LinkAsync(derived, claim, LinkRelation.DerivedFrom);
        await ClaimAsync(outlet, Hop(source));
        var before = await WrittenAsync();

        var shown = await api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract?dryRun=true", """{"reason":"No."}""");
        var stale = await api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract?dryRun=true", """{"reason":"No."}""", ("If-Match", "\"7\""));
        var written = await WrittenAsync() - before;
        var done = await api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract", """{"reason":"No."}""");
        var late = await api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract?dryRun=true", """{"reason":"No."}""");
        var nowhere = await api.Editor.SendJsonAsync($"/v1/claims/{Nobody}/retract?dryRun=true", """{"reason":"No."}""");

        Assert.Equal((HttpStatusCode.OK, "active", 1, 0L), (shown.Status, shown.Text("status"), shown.Version, written));
        Assert.True(shown.Message.Headers.ETag!.IsWeak);
        Assert.Equal(
            new[] { $"{claim} retracted", $"{derived} unsupported", $"{from} unsupported" }.Order(), Fallen(shown).Order());
        Assert.Single(Links(shown));
        Assert.Equal(("retracted", false), (done.Text("status"), done.Body.TryGetProperty("withdrawal", out _)));
        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, HttpStatusCode.Conflict, HttpStatusCode.NotFound), (stale.Status, late.Status, nowhere.Status));
    }

    [Fact]
    public async Task A_claims_retraction_leaves_the_ways_to_its_source_that_do_not_lead_through_it()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        var claim = await ClaimAsync(source, text: "Thirty were counted.", basis: "witnessed");
        var derived = await ClaimAsync(outlet, Hop(source), text: "There were more than twenty.");
        var only = await ClaimAsync(outlet, text: "A crowd, no doubt.");
        await LinkAsync(derived, claim, LinkRelation.DerivedFrom);
        await LinkAsync(only, claim, LinkRelation.DerivedFrom);

        var shown = await TakeBackAsync(claim, "?dryRun=true");
        await TakeBackAsync(claim);

        Assert.Equal(("as it was", "0 0"), (AfterOf(derived, shown), AfterOf(only, shown)));
        foreach (var (id, numbers) in new[] { (derived, "1 1"), (only, "0 0") })
        {
            Assert.Equal(numbers, Numbers((await api.Reader.ReadAsync($"/v1/claims/{id}/evidence")).Body.GetProperty("supporting").GetProperty("origins")));
        }
    }

    [Fact]
    public async Task A_verdict_of_false_is_shaken_when_one_of_two_denials_is_taken_back()
    {
        var asked = await ClaimAsync(await SourceAsync(), text: "The bridge was blown up.");
        var denial = await ClaimAsync(await SourceAsync(), text: "We drove over it this morning.", basis: "witnessed");
        var another = await ClaimAsync(await SourceAsync(), text: "From the tower all its arches are seen.", basis: "witnessed");
        await LinkAsync(denial, asked, LinkRelation.Contradicts);
        await LinkAsync(another, asked, LinkRelation.Contradicts);
        var assessment = await AssessAsync(asked);

        var shown = await TakeBackAsync(denial, "?dryRun=true");
        await TakeBackAsync(denial);
        var flagged = await api.Reader.ReadAsync($"/v1/assessments/{assessment}");

        var change = shown.Body.GetProperty("withdrawal").GetProperty("counts").EnumerateArray().Single(c => c.GetProperty("claim").GetGuid() == asked);
        Assert.Equal(
            ("0 0 against 2 2", "0 0 against 1 1"),
            (BothSides(change.GetProperty("before")), BothSides(change.GetProperty("after"))));
        Assert.Equal([assessment], Shaken(shown));
        Assert.Contains(denial.ToString(), flagged.Body.GetProperty("needsReview").GetProperty("reason").GetString(), StringComparison.Ordinal);

        static string BothSides(JsonElement count) => $"{Numbers(count)} against {Numbers(count.GetProperty("contradicting"))}";
    }

    [Fact]
    public async Task The_verdict_on_a_claim_that_is_taken_back_is_shaken_whether_its_count_changes_or_not()
    {
        var source = await SourceAsync();
        var (alone, withdrawn) = (await ClaimAsync(source), await ClaimAsync(source));
        var (one, other) = (await AssessAsync(alone), await AssessAsync(withdrawn));

        var shown = await TakeBackAsync(alone, "?dryRun=true");
        await TakeBackAsync(alone);
        var done = await RetractAsync(source, """{"reason":"A hoax."}""");

        Assert.Equal((0, one), (shown.Body.GetProperty("withdrawal").GetProperty("counts").GetArrayLength(), Assert.Single(Shaken(shown))));
        Assert.Equal((0, other), (done.Body.GetProperty("withdrawal").GetProperty("counts").GetArrayLength(), Assert.Single(Shaken(done))));
        foreach (var assessment in new[] { one, other })
        {
            Assert.Equal(JsonValueKind.Object, (await api.Reader.ReadAsync($"/v1/assessments/{assessment}")).Body.GetProperty("needsReview").ValueKind);
        }
    }

    [Fact]
    public async Task A_takedown_empties_the_reasons_of_withdrawals_in_which_the_claim_fell()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        await ClaimAsync(source);
        var through = await ClaimAsync(outlet, Hop(source), text: "Secret words.");
        var key = ("Idempotency-Key", $"withdrawn-before-the-order-{source}");
        var body = """{"reason":"Secret reason."}""";
        await RetractAsync(source, body, "", key);

        await api.Admin.RemoveAsync($"/v1/claims/{through}?reason=By%20order", ("If-Match", "*"));
        var listed = Assert.Single((await api.Reader.ReadAsync($"/v1/sources/{source}/retractions")).Items);
        var replayed = await RetractAsync(source, body, "", key);

        Assert.Equal(("[taken down]", 2), (listed.GetProperty("reason").GetString(), listed.GetProperty("version").GetInt32()));
        Assert.Equal(HttpStatusCode.Gone, replayed.Status);
        Assert.DoesNotContain("Secret", replayed.Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_text_is_cut_in_what_falls()
    {
        var source = await SourceAsync();
        await ClaimAsync(source, text: new string('x', 201));
        await ClaimAsync(source, text: new string('y', 200));

        var shown = await RetractAsync(source, """{"reason":"A hoax."}""", "?dryRun=true");

        Assert.Equal(
            [new string('y', 200), new string('x', 199) + "…"],
            shown.Body.GetProperty("withdrawal").GetProperty("claims").EnumerateArray().Select(c => c.GetProperty("excerpt").GetString()!));
    }

    private static string Hop(string source) => $$"""{"source":"{{source}}"}""";

    private static string[] Fallen(Reply reply) => [.. reply.Body.GetProperty("withdrawal").GetProperty("claims").EnumerateArray()
        .Select(claim => $"{claim.GetProperty("id")} {claim.GetProperty("effect")}")];

    private static Guid[] Links(Reply reply) => [.. reply.Body.GetProperty("withdrawal").GetProperty("links").EnumerateArray()
        .Select(link => link.GetProperty("id").GetGuid())];

    private static string Numbers(JsonElement count) => $"{count.GetProperty("floor")} {count.GetProperty("ceiling")}";

    /// <summary>What is left of a claim's count; of one that does not change, nothing is said.</summary>
    private static string AfterOf(Guid claim, Reply shown) => shown.Body.GetProperty("withdrawal").GetProperty("counts").EnumerateArray()
        .Where(change => change.GetProperty("claim").GetGuid() == claim).Select(change => Numbers(change.GetProperty("after"))).SingleOrDefault("as it was");

    /// <summary>How a claim stood before its latest version.</summary>
    private async Task<string?> StatusBeforeAsync(Guid claim) =>
        (await api.Reader.ReadAsync($"/v1/claims/{claim}/history")).Items[1].GetProperty("after").GetProperty("status").GetString();

    private async Task<string?> StatusAsync(Guid claim) => (await api.Reader.ReadAsync($"/v1/claims/{claim}")).Text("status");

    /// <summary>How many changes are on record, and answers kept.</summary>
    private Task<long> WrittenAsync() => CountAsync(
        "select (select count(*) from audit_log) + (select count(*) from idempotency_keys) + (select count(*) from source_retraction_claims)");

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static Guid[] Shaken(Reply reply) => [.. reply.Body.GetProperty("withdrawal").GetProperty("assessments").EnumerateArray()
        .Select(assessment => assessment.GetProperty("id").GetGuid())];

    private async Task<Guid> AssessAsync(Guid claim) => (await api.Contributor.SendJsonAsync(
        $"/v1/claims/{claim}/assessments", """{"ratingText":"False","normalized":"false","summary":"So it is.","author":{"name":"Desk"}}""")).Id;

    private Task<Reply> TakeBackAsync(Guid claim, string query = "") =>
        api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract{query}", """{"reason":"No."}""");

    private Task<Reply> RetractAsync(string source, string body, string query = "", params (string Name, string Value)[] headers) =>
        api.Editor.SendJsonAsync($"/v1/sources/{source}/retractions{query}", body, headers);

    private async Task<string> SourceAsync() => (await api.Contributor.SendJsonAsync(
        "/v1/sources", $$"""{"name":"Withdrawing source","slug":"withdrawing-{{Interlocked.Increment(ref lastName)}}","kind":"blog"}""")).Id.ToString();

    private async Task<Guid> ClaimAsync(
        string source, string? hop = null, string? claimedAt = null, string text = "Something happened.", string? publishedAt = null,
        string basis = "unknown")
    {
        var date = claimedAt is null ? "" : $",\"claimedAt\":\"{claimedAt}\"";
        var article = publishedAt is null ? "" : $",\"article\":\"{await ArticleAsync(source, publishedAt)}\"";
        return (await api.Contributor.SendJsonAsync(
            "/v1/claims", $$"""{"source":"{{source}}","text":"{{text}}","basis":"{{basis}}","attribution":[{{hop}}]{{date}}{{article}}}""")).Id;
    }

    private async Task<Guid> ArticleAsync(string source, string publishedAt) => (await api.Contributor.SendJsonAsync(
        "/v1/articles",
        $$"""{"source":"{{source}}","url":"https://withdrawing.example/{{Interlocked.Increment(ref lastName)}}","title":"A report","publishedAt":"{{publishedAt}}"}""")).Id;

    private Task<Reply> LinkAsync(Guid from, Guid to, LinkRelation relation) => api.Editor.SendJsonAsync(
        $"/v1/claims/{from}/links", $$"""{"target":"{{to}}","relation":"{{Domain.Words<LinkRelation>.Of(relation)}}","rationale":"A reason.","status":"confirmed"}""");
}
