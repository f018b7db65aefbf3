using System.Net;
using System.Text.Json;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Api.Tests.Resources;

/// <summary>What falls when a source, or one claim, is taken back.</summary>
public sealed class WithdrawalTests(ApiFixture api) : WithdrawalSteps(api), IClassFixture<ApiFixture>
{
    private const string Nobody = "01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90";

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
        var listed = await Api.Reader.ReadAsync(withdrawn.Message.Headers.Location!.ToString());
        var history = await Api.Reader.ReadAsync($"/v1/claims/{own}/history");

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
        Assert.Single((await Api.Reader.ReadAsync($"/v1/sources/{source}/retractions")).Items);
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

        var said = (await Api.Reader.ReadAsync($"/v1/claims/{own}/evidence")).Body.GetProperty("supporting").GetProperty("claims")[0].GetProperty("saidAt");
        var september = await RetractAsync(source, """{"reason":"A hoax.","saidFrom":"2014-09","saidTo":"2014-09"}""", "?dryRun=true");
        var named = await RetractAsync(source, $$"""{"reason":"A hoax.","claims":["{{own}}","{{late}}"],"saidTo":"2014-09"}""", "?dryRun=true");

        Assert.Equal("2014-09-10", said.GetString());
        Assert.Equal(new[] { $"{own} retracted", $"{retold} unsupported", $"{told} unsupported" }.Order(), Fallen(september).Order());
        Assert.Equal(new[] { $"{own} retracted", $"{retold} unsupported" }.Order(), Fallen(named).Order());
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
        var listed = await Api.Reader.ReadAsync("/v1/sources/no-such-source/retractions");

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

        var shown = await Api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract?dryRun=true", """{"reason":"No."}""");
        var stale = await Api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract?dryRun=true", """{"reason":"No."}""", ("If-Match", "\"7\""));
        var written = await WrittenAsync() - before;
        var done = await Api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract", """{"reason":"No."}""");
        var late = await Api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract?dryRun=true", """{"reason":"No."}""");
        var nowhere = await Api.Editor.SendJsonAsync($"/v1/claims/{Nobody}/retract?dryRun=true", """{"reason":"No."}""");

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
    public async Task A_takedown_empties_the_reasons_of_withdrawals_in_which_the_claim_fell()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        await ClaimAsync(source);
        var through = await ClaimAsync(outlet, Hop(source), text: "Secret words.");
        var key = ("Idempotency-Key", $"withdrawn-before-the-order-{source}");
        var body = """{"reason":"Secret reason."}""";
        await RetractAsync(source, body, "", key);

        await Api.Admin.RemoveAsync($"/v1/claims/{through}?reason=By%20order", ("If-Match", "*"));
        var listed = Assert.Single((await Api.Reader.ReadAsync($"/v1/sources/{source}/retractions")).Items);
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
}
