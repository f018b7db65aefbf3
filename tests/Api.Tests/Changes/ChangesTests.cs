using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ClaimCheck.Data.Sample;
using ClaimCheck.Testing;

namespace ClaimCheck.Api.Tests.Changes;

/// <summary>The feed of changes over HTTP, on the sample story.</summary>
public sealed class ChangesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_told_with_its_ids_and_the_entity_tag_by_which_it_can_be_read()
    {
        var since = await NowAsync();
        var claim = await ClaimAsync("The feed tells of this claim.");

        var change = Assert.Single(await FollowAsync(since, $"&claim={claim.Id}"));

        Assert.Equal("claim.created", change.GetProperty("type").GetString());
        Assert.Equal(1, change.GetProperty("payloadVersion").GetInt32());
        var data = change.GetProperty("data");
        Assert.Equal(["claim", "source", "eTag", "action"], data.EnumerateObject().Select(member => member.Name));
        Assert.Equal(claim.Id, data.GetProperty("claim").GetGuid());
        Assert.Equal(claim.Message.Headers.ETag!.Tag, data.GetProperty("eTag").GetString());
        var read = await api.Reader.ReadAsync($"/v1/claims/{claim.Id}", ("If-None-Match", data.GetProperty("eTag").GetString()!));
        Assert.Equal(HttpStatusCode.NotModified, read.Status);
    }

    [Fact]
    public async Task Read_in_small_parts_the_story_is_told_once_and_as_it_is_at_a_time()
    {
        await Eventually.TrueAsync(async () => (await ReadAllAsync("beginning", 200)).Count > 20, "the story can be read to its end");
        var whole = await ReadAllAsync("beginning", 200);
        var parts = await ReadAllAsync("beginning", 3);

        var ids = whole.ConvertAll(change => change.GetProperty("id").GetGuid());
        Assert.Equal(ids, ids.Distinct());
        Assert.Equal(ids, parts.Take(ids.Count).Select(change => change.GetProperty("id").GetGuid()));
        Assert.Contains(whole, change => change.GetProperty("type").GetString() == "assessment.published");
        Assert.Contains(whole, change => change.GetProperty("type").GetString() == "link.confirmed");
    }

    [Theory]
    [InlineData("types=claim.updated,claim.retracted", false)]
    [InlineData("types=claim.created,claim.retracted", true)]
    [InlineData("topic=Feeds", true)]
    [InlineData("topic=weather", false)]
    [InlineData("source=outlet-001", true)]
    [InlineData("source=cnn", false)]
    public async Task What_a_filter_does_not_let_pass_is_not_told(string filter, bool isTold)
    {
        var since = await NowAsync();
        var claim = await ClaimAsync($"A claim about feeds, {filter}.");
        await FollowAsync(since, $"&claim={claim.Id}");

        var told = (await ReadAllAsync(since, 200, $"&{filter}")).Any(change => IdIn(change, "claim") == claim.Id);

        Assert.Equal(isTold, told);
    }

    [Fact]
    public async Task Whoever_waits_is_told_as_soon_as_something_happens()
    {
        var since = await NowAsync();
        var waiting = api.Reader.ReadAsync($"/v1/changes?since={since}&topic=long-polling&wait=30");
        var claim = await ClaimAsync("Somebody waits for this claim.", "long-polling");

        var answer = await waiting;

        var change = Assert.Single(answer.Items);
        Assert.Equal(claim.Id, IdIn(change, "claim"));
        var next = await api.Reader.ReadAsync($"/v1/changes?since={answer.Text("nextCursor")}&topic=long-polling&wait=1");
        Assert.Empty(next.Items);
        Assert.False(next.Body.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task A_stream_that_breaks_off_goes_on_behind_the_last_event_that_arrived()
    {
        var since = await NowAsync();
        var (first, second) = (await ClaimAsync("The first of a stream.", "streams"), await ClaimAsync("The second of a stream.", "streams"));
        var begun = await NextEventAsync($"/v1/changes?since={since}&topic=streams", null);

        Assert.Equal("claim.created", begun.EventType);
        Assert.Equal(first.Id, IdIn(JsonElement.Parse(begun.Data), "claim"));
        var next = await NextEventAsync($"/v1/changes?since={since}&topic=streams", begun.EventId);
        Assert.Equal(second.Id, IdIn(JsonElement.Parse(next.Data), "claim"));
    }

    [Theory]
    [InlineData("create")]
    [InlineData("dry_run")]
    public async Task An_import_that_has_ended_is_told_with_its_counts_and_whether_they_were_only_a_trial(string mode)
    {
        var since = await NowAsync();
        using var body = new StringContent($$"""{"record":"claim","externalId":"told-{{mode}}","source":"cnn","text":"An import of which the feed tells."}""");
        body.Headers.ContentType = new("application/x-ndjson");
        var import = await api.Contributor.PostAsync($"/v1/imports?mode={mode}", body, Stop);
        var id = JsonElement.Parse(await import.Content.ReadAsStringAsync(Stop)).GetProperty("id").GetGuid();

        await Eventually.TrueAsync(
            async () => (await ReadAllAsync(since, 200, "&types=import.finished")).Exists(change => IdIn(change, "import") == id), "the import is told of");
        var data = Assert.Single(await ReadAllAsync(since, 200, "&types=import.finished"), change => IdIn(change, "import") == id).GetProperty("data");
        Assert.Equal((id, "completed", 1), (data.GetProperty("import").GetGuid(), data.GetProperty("state").GetString(), data.GetProperty("rows").GetInt32()));
        Assert.Equal(mode, data.GetProperty("mode").GetString());
        Assert.Equal(1, data.GetProperty("counts").GetProperty("created").GetInt32());
    }

    [Fact]
    public async Task A_source_that_is_rated_is_told_with_its_grade()
    {
        var since = await NowAsync();
        var rated = await api.Editor.SendJsonAsync(
            "/v1/sources/cnn/reliability", """{"grade":"B","rationale":"Usually reliable.","validFrom":"2014-09-01"}""");
        Assert.Equal(HttpStatusCode.Created, rated.Status);

        var change = Assert.Single(await FollowAsync(since, "&types=source.rated&source=cnn"));

        Assert.Equal("B", change.GetProperty("data").GetProperty("grade").GetString());
        Assert.Equal(SampleStory.IdOf("source", "cnn"), IdIn(change, "source"));
    }

    [Fact]
    public async Task Of_a_source_that_is_rated_for_an_earlier_time_that_grade_is_told()
    {
        await api.Editor.SendJsonAsync("/v1/sources", """{"slug":"rated-late","name":"Rated late","kind":"news_outlet"}""");
        await RateAsync("rated-late", "B", "2014-09-01");
        var version = (await api.Reader.ReadAsync("/v1/sources/rated-late")).Message.Headers.ETag!.Tag;
        var since = await NowAsync();

        await RateAsync("rated-late", "D", "2010-01-01");

        // Of what was committed just before some may follow.
        var data = (await FollowAsync(since, "&types=source.rated&source=rated-late", change => TagOf(change) != version))[^1].GetProperty("data");
        Assert.Equal(("D", "2010-01-01"), (data.GetProperty("grade").GetString(), data.GetProperty("validFrom").GetString()));
        var source = await api.Reader.ReadAsync("/v1/sources/rated-late");
        Assert.Equal("B", source.Body.GetProperty("reliability").GetProperty("grade").GetString());
        Assert.Equal(source.Message.Headers.ETag!.Tag, data.GetProperty("eTag").GetString());
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("text/csv", HttpStatusCode.NotAcceptable)]
    public async Task Every_form_says_that_Accept_decides_the_form(string accept, HttpStatusCode status)
    {
        var answer = await api.Reader.ReadAsync("/v1/changes?since=now", ("Accept", accept));

        Assert.Equal((status, "Accept"), (answer.Status, Assert.Single(answer.Message.Headers.Vary)));
        if (status == HttpStatusCode.OK)
        {
            var same = await api.Reader.ReadAsync(
                $"/v1/changes?since={answer.Text("nextCursor")}&topic=nobody", ("Accept", accept), ("If-None-Match", "*"));
            Assert.Equal((HttpStatusCode.NotModified, "Accept"), (same.Status, Assert.Single(same.Message.Headers.Vary)));
        }
    }

    [Theory]
    [InlineData("since=yesterday")]
    [InlineData("since=AWVuZHMgaGVyZQ")]
    public async Task A_cursor_that_was_not_given_out_is_refused(string query)
    {
        var answer = await api.Reader.ReadAsync($"/v1/changes?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-cursor"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task A_type_that_there_is_not_is_refused_with_those_that_there_are()
    {
        var answer = await api.Reader.ReadAsync("/v1/changes?types=claim.created,claim.deleted");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-query"), (answer.Status, answer.Problem));
        Assert.Contains("claim.taken_down", answer.Body.ToString(), StringComparison.Ordinal);
    }

    private static string? TagOf(JsonElement change) => change.GetProperty("data").GetProperty("eTag").GetString();

    private static Guid? IdIn(JsonElement change, string member) =>
        change.GetProperty("data").TryGetProperty(member, out var id) ? id.GetGuid() : null;

    private async Task<string> NowAsync() => (await api.Reader.ReadAsync("/v1/changes?since=now")).Text("nextCursor")!;

    private async Task<Reply> ClaimAsync(string text, string topic = "feeds")
    {
        var made = await api.Contributor.SendJsonAsync("/v1/claims", $$"""{"source":"outlet-001","text":"{{text}}","topics":["{{topic}}"]}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        return made;
    }

    private async Task RateAsync(string source, string grade, string validFrom)
    {
        var rated = await api.Editor.SendJsonAsync(
            $"/v1/sources/{source}/reliability", $$"""{"grade":"{{grade}}","rationale":"Seen.","validFrom":"{{validFrom}}"}""");
        Assert.Equal(HttpStatusCode.Created, rated.Status);
    }

    /// <summary>What follows a place and passes a filter, once there is something, and such as is waited for among it.</summary>
    private async Task<JsonElement[]> FollowAsync(string since, string filter, Predicate<JsonElement>? awaited = null)
    {
        await Eventually.TrueAsync(
            async () => (await ReadAllAsync(since, 200, filter)).Exists(awaited ?? (_ => true)), $"the feed tells of {filter}");
        return [.. await ReadAllAsync(since, 200, filter)];
    }

    private async Task<List<JsonElement>> ReadAllAsync(string since, int limit, string filter = "")
    {
        var changes = new List<JsonElement>();
        while (true)
        {
            var page = await api.Reader.ReadAsync($"/v1/changes?since={since}&limit={limit}{filter}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            changes.AddRange(page.Items);
            since = page.Text("nextCursor")!;
            if (!page.Body.GetProperty("hasMore").GetBoolean())
            {
                return changes;
            }
        }
    }

    private async Task<SseItem<string>> NextEventAsync(string path, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await api.Reader.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(Stop);
        await using var events = SseParser.Create(stream).EnumerateAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await events.MoveNextAsync(), "The stream ended without an event.");
        return events.Current;
    }
}
