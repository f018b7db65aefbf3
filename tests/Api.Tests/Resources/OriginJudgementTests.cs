using System.Net;
using System.Text.Json;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Resources;

public sealed class OriginJudgementTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Tehran = """{"descriptor":"sources in Tehran","relay":"bbc-news"}""";
    private const string Nobody = "01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90";

    [Fact]
    public async Task An_editor_judges_the_origins_of_two_claims_and_anybody_reads_it()
    {
        var (one, other) = (await ClaimAsync(), await ClaimAsync());

        var made = await JudgeAsync(Claim(other), Claim(one), "same", "One press release.");
        var read = await api.Reader.ReadAsync(made.Message.Headers.Location!.ToString());
        var known = await api.Reader.ReadAsync($"/v1/origin-judgements/{made.Id}", ("If-None-Match", "\"1\""));

        Assert.Equal((HttpStatusCode.Created, "\"1\""), (made.Status, made.Message.Headers.ETag!.Tag));
        Assert.Equal(
            (one.ToString(), other.ToString(), "same", "One press release."),
            (read.Body.GetProperty("a").GetProperty("claim").GetString(), read.Body.GetProperty("b").GetProperty("claim").GetString(),
                read.Text("verdict"), read.Text("rationale")));
        Assert.Equal(JsonValueKind.Null, read.Body.GetProperty("supersededAt").ValueKind);
        Assert.Equal(HttpStatusCode.NotModified, known.Status);
    }

    [Fact]
    public async Task A_second_judgement_retires_the_first_whichever_way_round_the_two_are_sent()
    {
        var (one, other) = (await ClaimAsync(), await ClaimAsync());
        var first = await JudgeAsync(Claim(one), Claim(other), "same", "It looked like it.");

        var second = await JudgeAsync(Claim(other), Claim(one), "different", "It was not.");
        var retired = await api.Reader.ReadAsync($"/v1/origin-judgements/{first.Id}", ("If-None-Match", "\"1\""));
        var standing = await api.Reader.ReadAsync($"/v1/origin-judgements?claim={one}&standing=true");
        var all = await api.Reader.ReadAsync($"/v1/origin-judgements?claim={other}");
        var history = await api.Reader.ReadAsync($"/v1/origin-judgements/{first.Id}/history");

        Assert.Equal((2, "same", "It looked like it."), (retired.Version, retired.Text("verdict"), retired.Text("rationale")));
        Assert.Equal(second.Text("judgedAt"), retired.Text("supersededAt"));
        Assert.Equal([second.Id], standing.Items.Select(IdOf));
        Assert.Equal([second.Id, first.Id], all.Items.Select(IdOf));
        Assert.Equal(
            ["2 superseded", "1 created"], history.Items.Select(entry => $"{entry.GetProperty("version")} {entry.GetProperty("action")}"));
        Assert.Contains(second.Id.ToString(), history.Items[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_unnamed_sources_are_one_pair_in_whatever_spelling_and_by_whatever_name_of_the_relay()
    {
        var first = await JudgeAsync("""{"descriptor":"a Kurdish officer","relay":"cnn"}""", Tehran, "different", "Two men.");

        var relay = SampleStory.IdOf("source", "cnn");
        var second = await JudgeAsync(
            """{"descriptor":"  Sources in TEHRAN. ","relay":"bbc-news"}""", $$"""{"descriptor":"“A Kurdish officer”","relay":"{{relay}}"}""", "same", "One man.");
        var retired = await api.Reader.ReadAsync($"/v1/origin-judgements/{first.Id}");
        var found = await api.Reader.ReadAsync("/v1/origin-judgements?descriptor=a%20kurdish%20officer&relay=cnn&standing=true");
        var elsewhere = await api.Reader.ReadAsync("/v1/origin-judgements?descriptor=a%20kurdish%20officer&relay=bbc-news");
        var byRelay = await api.Reader.ReadAsync("/v1/origin-judgements?relay=cnn&verdict=same");

        Assert.Equal(HttpStatusCode.Created, second.Status);
        Assert.NotEqual(JsonValueKind.Null, retired.Body.GetProperty("supersededAt").ValueKind);
        Assert.Equal("“A Kurdish officer”", second.Body.GetProperty("a").GetProperty("descriptor").GetString());
        Assert.Equal("cnn", second.Body.GetProperty("a").GetProperty("relay").GetProperty("slug").GetString());
        Assert.Equal([second.Id], found.Items.Select(IdOf));
        Assert.Empty(elsewhere.Items);
        Assert.Equal([second.Id], byRelay.Items.Select(IdOf));
    }

    [Theory]
    [InlineData("""{"claim":"CLAIM"}""", Tehran, "$.b")]
    [InlineData("""{"claim":"CLAIM","descriptor":"somebody","relay":"cnn"}""", """{"claim":"OTHER"}""", "$.a.claim")]
    [InlineData("{}", """{"claim":"OTHER"}""", "$.a.claim")]
    [InlineData(Tehran, """{"descriptor":"somebody"}""", "$.b.relay")]
    [InlineData("""{"claim":"CLAIM","relay":"cnn"}""", """{"claim":"OTHER"}""", "$.a.relay")]
    [InlineData(Tehran, """{"descriptor":"«…»","relay":"cnn"}""", "$.b.descriptor")]
    public async Task What_names_no_pair_is_refused(string a, string b, string path)
    {
        var judged = await JudgeAsync(Filled(a), Filled(b), "same", "Because.");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (judged.Status, judged.Problem));
        Assert.True(judged.Body.GetProperty("errors").TryGetProperty(path, out _), judged.Body.ToString());
    }

    [Theory]
    [InlineData("""{"claim":"CLAIM"}""", $$"""{"claim":"{{Nobody}}"}""", "unknown-reference", "$.b.claim")]
    [InlineData("""{"descriptor":"somebody","relay":"no-such-source"}""", Tehran, "unknown-reference", "$.a.relay")]
    [InlineData("""{"claim":"CLAIM"}""", """{"claim":"CLAIM"}""", "same-origin", null)]
    [InlineData(Tehran, """{"descriptor":"SOURCES in Tehran!","relay":"bbc-news"}""", "same-origin", null)]
    public async Task What_is_unknown_or_the_same_thing_twice_cannot_be_judged(string a, string b, string problem, string? path)
    {
        var judged = await JudgeAsync(Filled(a), Filled(b), "same", "Because.");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, problem), (judged.Status, judged.Problem));
        Assert.True(path is null || judged.Body.GetProperty("errors").TryGetProperty(path, out _), judged.Body.ToString());
    }

    [Fact]
    public async Task The_same_description_behind_another_relay_is_another_source()
    {
        var judged = await JudgeAsync(Tehran, """{"descriptor":"sources in Tehran","relay":"cnn"}""", "different", "Asked both desks.");

        Assert.Equal(HttpStatusCode.Created, judged.Status);
    }

    [Fact]
    public async Task A_takedown_empties_what_was_said_of_the_claims_origin_and_nothing_more_is_said_of_it()
    {
        var (one, other) = (await ClaimAsync(), await ClaimAsync());
        var first = await JudgeAsync(Claim(one), Claim(other), "same", "Secret reason.");
        var second = await JudgeAsync(
            Claim(one), Claim(other), "different", "Secret reason.", ("Idempotency-Key", $"judged-before-the-order-of-{one}"));

        await api.Admin.RemoveAsync($"/v1/claims/{one}?reason=By%20order", ("If-Match", "*"));
        var replayed = await JudgeAsync(
            Claim(one), Claim(other), "different", "Secret reason.", ("Idempotency-Key", $"judged-before-the-order-of-{one}"));
        var again = await JudgeAsync(Claim(one), Claim(other), "same", "Because.");
        var read = await api.Reader.ReadAsync($"/v1/origin-judgements/{second.Id}", ("If-None-Match", "\"1\""));

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (replayed.Status, again.Status));
        Assert.Equal(("[taken down]", "different", 2), (read.Text("rationale"), read.Text("verdict"), read.Version));
        foreach (var id in new[] { first.Id, second.Id })
        {
            var history = await api.Reader.ReadAsync($"/v1/origin-judgements/{id}/history");
            Assert.Equal("redacted", history.Items[0].GetProperty("action").GetString());
            Assert.DoesNotContain("Secret reason.", history.Body.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_repeated_request_judges_once()
    {
        var (one, other) = (await ClaimAsync(), await ClaimAsync());
        var key = ("Idempotency-Key", $"judged-{one}");

        var first = await JudgeAsync(Claim(one), Claim(other), "same", "Because.", key);
        var repeated = await JudgeAsync(Claim(one), Claim(other), "same", "Because.", key);

        Assert.Equal((HttpStatusCode.Created, first.Id), (repeated.Status, repeated.Id));
        Assert.Single((await api.Reader.ReadAsync($"/v1/origin-judgements?claim={one}")).Items);
    }

    [Fact]
    public async Task Pages_of_judgements_neither_overlap_nor_miss_any()
    {
        var shared = await ClaimAsync();
        for (var i = 0; i < 5; i++)
        {
            await JudgeAsync(Claim(shared), Claim(await ClaimAsync()), "undetermined", "Nobody knows.");
        }

        List<Guid> ids = [];
        for (string? next = $"/v1/origin-judgements?claim={shared}&limit=2"; next is not null;)
        {
            var page = await api.Reader.ReadAsync(next);
            ids.AddRange(page.Items.Select(IdOf));
            next = page.Body.GetProperty("nextCursor").GetString() is { } cursor
                ? $"/v1/origin-judgements?claim={shared}&limit=2&cursor={cursor}"
                : null;
        }

        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(ids.OrderDescending().ToList(), ids);
    }

    [Fact]
    public async Task Whether_they_stand_is_yes_or_no()
    {
        var refused = await api.Reader.ReadAsync("/v1/origin-judgements?standing=1");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-query"), (refused.Status, refused.Problem));
    }

    private static Guid IdOf(JsonElement judgement) => judgement.GetProperty("id").GetGuid();

    private static string Claim(Guid id) => $$"""{"claim":"{{id}}"}""";

    private static string Filled(string origin) => origin
        .Replace("CLAIM", SampleStory.IdOf("claim", "inq-1").ToString(), StringComparison.Ordinal)
        .Replace("OTHER", SampleStory.IdOf("claim", "inq-2").ToString(), StringComparison.Ordinal);

    private Task<Reply> JudgeAsync(string a, string b, string verdict, string rationale, params (string Name, string Value)[] headers) =>
        api.Editor.SendJsonAsync(
            "/v1/origin-judgements", $$"""{"a":{{a}},"b":{{b}},"verdict":"{{verdict}}","rationale":"{{rationale}}"}""", headers);

    private async Task<Guid> ClaimAsync() =>
        (await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Something happened."}""")).Id;
}
