using System.Net;
using System.Text.Json;

namespace ClaimCheck.Api.Tests.Resources;

/// <summary>What callers ask of versions, with If-Match and If-None-Match.</summary>
public sealed class PreconditionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static int made;

    public static TheoryData<string> Resources { get; } = ["source", "article", "claim", "link"];

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task What_the_caller_has_already_is_not_sent_again(string kind)
    {
        var path = await MakeAsync(kind);
        var read = await api.Reader.ReadAsync(path);
        var etag = read.Message.Headers.ETag!.ToString();

        foreach (var header in new[] { etag, $"\"77\", {etag}", $"W/{etag}", "*" })
        {
            var again = await api.Reader.ReadAsync(path, ("If-None-Match", header));
            Assert.Equal((HttpStatusCode.NotModified, etag), (again.Status, again.Message.Headers.ETag?.ToString()));
            Assert.Equal(JsonValueKind.Undefined, again.Body.ValueKind);
        }

        foreach (var header in new[] { "\"77\"", "\"01\"", "nonsense", "\"1" })
        {
            Assert.Equal(HttpStatusCode.OK, (await api.Reader.ReadAsync(path, ("If-None-Match", header))).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task The_tag_is_the_same_for_every_caller_and_changes_with_the_resource(string kind)
    {
        var path = await MakeAsync(kind);

        var tags = new[] { await api.Reader.ReadAsync(path), await api.Admin.ReadAsync(path) }.Select(reply => reply.Message.Headers.ETag?.ToString());
        var changed = await ChangeAsync(kind, path);
        var after = await api.Reader.ReadAsync(path, ("If-None-Match", "\"1\""));

        Assert.Equal(["\"1\"", "\"1\""], tags);
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.Status, changed.Message.Headers.ETag?.ToString()));
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (after.Status, after.Message.Headers.ETag?.ToString()));
    }

    [Theory]
    [InlineData("source")]
    [InlineData("article")]
    [InlineData("claim")]
    public async Task A_patch_that_does_not_say_what_it_changes_is_refused(string kind)
    {
        var path = await MakeAsync(kind);

        var refused = await api.Contributor.PatchJsonAsync(path, PatchOf(kind), ifMatch: null);

        Assert.Equal(((HttpStatusCode)428, "precondition-required"), (refused.Status, refused.Problem));
        Assert.Contains("If-Match", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(1, (await api.Reader.ReadAsync(path)).Version);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Whoever_changes_an_outdated_version_is_told_the_current_one(string kind)
    {
        var path = await MakeAsync(kind);
        await ChangeAsync(kind, path);

        foreach (var outdated in new[] { "\"1\"", "\"1\", \"7\"", "W/\"2\"", "\"something else\"" })
        {
            var refused = await ChangeAsync(kind, path, outdated);
            Assert.Equal((HttpStatusCode.PreconditionFailed, "precondition-failed"), (refused.Status, refused.Problem));
            Assert.Equal("\"2\"", refused.Message.Headers.ETag?.ToString());
        }

        Assert.Equal(2, (await api.Reader.ReadAsync(path)).Version);
        var accepted = await ChangeAsync(kind, path, "\"1\", \"2\"");
        Assert.Equal((HttpStatusCode.OK, 3), (accepted.Status, accepted.Version));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("\"3")]
    [InlineData("\"3\" \"4\"")]
    [InlineData("\"1\", *")]
    public async Task A_header_that_is_no_list_of_tags_is_refused(string header)
    {
        var refused = await api.Contributor.PatchJsonAsync(await MakeAsync("claim"), PatchOf("claim"), header);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-header"), (refused.Status, refused.Problem));
    }

    [Theory]
    [InlineData("claim", "/retract", """{"reason":"It is wrong."}""")]
    [InlineData("link", "/retract", """{"reason":"It is wrong."}""")]
    [InlineData("link", "/review", """{"decision":"rejected"}""")]
    [InlineData("claim", null, null)]
    [InlineData("key", null, null)]
    public async Task What_acts_on_a_version_honours_If_Match(string kind, string? verb, string? body)
    {
        var path = await MakeAsync(kind);
        var order = kind == "claim" ? "?reason=An+order" : "";
        Task<Reply> ActAsync(string ifMatch) => verb is null
            ? api.Admin.RemoveAsync(path + order, ("If-Match", ifMatch))
            : api.Admin.SendJsonAsync(path + verb, body!, ("If-Match", ifMatch));

        var refused = await ActAsync("\"7\"");
        var done = await ActAsync("\"1\"");

        Assert.Equal((HttpStatusCode.PreconditionFailed, "\"1\""), (refused.Status, refused.Message.Headers.ETag?.ToString()));
        Assert.True(done.Message.IsSuccessStatusCode, done.Body.ToString());
    }

    [Fact]
    public async Task Of_editors_who_change_the_same_version_at_once_one_wins_and_the_others_see_it()
    {
        var path = await MakeAsync("claim");

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            api.Contributor.PatchJsonAsync(path, $$"""{"text":"Editor {{i}}."}""", "\"1\"")));

        var winner = Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.Equal(7, replies.Count(reply => reply.Problem == "precondition-failed" && reply.Message.Headers.ETag?.Tag == "\"2\""));
        Assert.Equal(winner.Text("text"), (await api.Reader.ReadAsync(path)).Text("text"));
    }

    [Fact]
    public async Task Changes_of_whatever_is_there_all_get_their_turn()
    {
        var path = await MakeAsync("claim");
        string[] members = ["\"text\":\"It is so.\"", "\"quote\":\"So it is.\"", "\"language\":\"en\"", "\"topics\":[\"turns\"]"];

        var replies = await Task.WhenAll(members.Select(member => api.Contributor.PatchJsonAsync(path, $"{{{member}}}")));

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
        var claim = await api.Reader.ReadAsync(path);
        Assert.Equal((5, "It is so.", "So it is.", "en"), (claim.Version, claim.Text("text"), claim.Text("quote"), claim.Text("language")));
    }

    [Fact]
    public async Task A_claim_that_was_taken_down_is_gone_even_for_whoever_has_it()
    {
        var path = await MakeAsync("claim");
        await api.Admin.RemoveAsync($"{path}?reason=An+order");

        Assert.Equal(HttpStatusCode.Gone, (await api.Reader.ReadAsync(path, ("If-None-Match", "\"2\""))).Status);
    }

    [Fact]
    public async Task A_list_and_a_claim_with_its_links_carry_a_weak_tag_that_changes_with_what_they_hold()
    {
        var link = await MakeAsync("link");
        var claim = (await api.Reader.ReadAsync(link)).Text("from");
        foreach (var path in new[] { $"/v1/claims/{claim}?expand=links", $"/v1/links?claim={claim}" })
        {
            var etag = (await api.Reader.ReadAsync(path)).Message.Headers.ETag!;
            var known = await api.Reader.ReadAsync(path, ("If-None-Match", etag.ToString()));
            await api.Editor.SendJsonAsync($"{link}/review", """{"decision":"confirmed"}""");
            var changed = await api.Reader.ReadAsync(path, ("If-None-Match", etag.ToString()));
            await api.Editor.SendJsonAsync($"{link}/review", """{"decision":"rejected"}""");

            Assert.True(etag.IsWeak);
            Assert.Equal(HttpStatusCode.NotModified, known.Status);
            Assert.Equal(HttpStatusCode.OK, changed.Status);
        }
    }

    private static string PatchOf(string kind) => kind switch
    {
        "source" => """{"notes":"Changed."}""",
        "article" => """{"byline":"Somebody"}""",
        _ => """{"quote":"Changed."}""",
    };

    private static string NewName() => $"For the tests {Interlocked.Increment(ref made)}";

    private Task<Reply> ChangeAsync(string kind, string path, string ifMatch = "*") => kind == "link"
        ? ReviewAsync(path, ifMatch)
        : api.Contributor.PatchJsonAsync(path, PatchOf(kind), ifMatch);

    private async Task<Reply> ReviewAsync(string path, string ifMatch)
    {
        var now = (await api.Reader.ReadAsync(path)).Text("status");
        return await api.Editor.SendJsonAsync(
            $"{path}/review", $$"""{"decision":"{{(now == "confirmed" ? "rejected" : "confirmed")}}"}""", ("If-Match", ifMatch));
    }

    /// <summary>Makes one of these; its path.</summary>
    private async Task<string> MakeAsync(string kind)
    {
        var reply = kind switch
        {
            "source" => await api.Contributor.SendJsonAsync("/v1/sources", $$"""{"name":"{{NewName()}}","kind":"blog"}"""),
            "article" => await api.Contributor.SendJsonAsync("/v1/articles", $$"""{"source":"cnn","title":"{{NewName()}}"}"""),
            "claim" => await api.Contributor.SendJsonAsync("/v1/claims", $$"""{"source":"cnn","text":"{{NewName()}}"}"""),
            "key" => await api.Admin.SendJsonAsync("/v1/api-keys", """{"name":"For a test","role":"reader"}"""),
            _ => await LinkAsync(),
        };
        Assert.Equal((HttpStatusCode.Created, "\"1\""), (reply.Status, reply.Message.Headers.ETag?.ToString()));
        return kind == "key" ? $"/v1/api-keys/{reply.Id}" : reply.Message.Headers.Location!.ToString();
    }

    private async Task<Reply> LinkAsync()
    {
        var from = await MakeAsync("claim");
        var to = (await MakeAsync("claim")).Split('/')[^1];
        return await api.Contributor.SendJsonAsync(
            $"{from}/links", $$"""{"target":"{{to}}","relation":"qualifies","rationale":"For the tests."}""");
    }
}
