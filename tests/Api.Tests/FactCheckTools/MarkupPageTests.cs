using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Data.Audit;

namespace ClaimCheck.Api.Tests.FactCheckTools;

/// <summary>Pages of ClaimReview markup, as Google's clients create, list, read, replace and delete them.</summary>
public sealed class MarkupPageTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Pages = "/v1alpha1/pages";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_comes_back_with_every_member_as_it_was_sent()
    {
        const string Whole = """
            {
              "pageUrl": "https://www.round-trip.example/check?id=1", "publishDate": "2024-05-17",
              "claimReviewAuthor": {"name": "Round Trip", "imageUrl": "https://round-trip.example/logo.png"},
              "claimReviewMarkups": [
                {
                  "url": "https://www.round-trip.example/check?id=1#second", "claimReviewed": "Die Erde ist flach. 地球は平らだ。", "claimDate": "2024-05",
                  "claimLocation": "A town hall", "claimFirstAppearance": "https://example.org/first",
                  "claimAppearances": ["https://example.org/a", "https://example.org/b"],
                  "claimAuthor": {"name": "Somebody", "jobTitle": "Mayor", "imageUrl": "https://example.org/mayor.jpg", "sameAs": "https://example.org/mayor"},
                  "rating": {"textualRating": "False", "ratingValue": 1, "worstRating": 1, "bestRating": 5, "ratingExplanation": "It is round.", "imageUrl": "https://example.org/1.png"}
                },
                {"claimReviewed": "The sun is warm.", "rating": {"textualRating": "True"}}
              ]
            }
            """;
        var created = await api.Editor.SendJsonAsync(Pages, Whole);
        var read = await api.Reader.ReadAsync($"/v1alpha1/{created.Text("name")}");

        Assert.Equal(HttpStatusCode.OK, created.Status);
        Assert.Matches("^pages/[0-9a-f-]{36}$", created.Text("name"));
        Assert.Equal("1", created.Text("versionId"));
        var without = JsonNode.Parse(read.Body.GetRawText())!.AsObject();
        without.Remove("name");
        without.Remove("versionId");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Whole), without), read.Body.GetRawText());
        Assert.True(JsonElement.DeepEquals(created.Body, read.Body));
    }

    [Fact]
    public async Task What_is_not_there_is_left_out_of_the_answer_and_may_be_sent_as_null()
    {
        var created = await api.Editor.SendJsonAsync(
            Pages,
            """{"pageUrl":"https://sparse.example/1","publishDate":null,"claimReviewAuthor":{"name":null},"claimReviewMarkups":[{"claimReviewed":"x","claimAppearances":[],"claimAuthor":null,"rating":{"textualRating":"y","ratingValue":null}}]}""");

        Assert.Equal(HttpStatusCode.OK, created.Status);
        Assert.Equal(["name", "pageUrl", "claimReviewMarkups", "versionId"], created.Body.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""[{"claimReviewed":"x","rating":{"textualRating":"y"}}]""", created.Body.GetProperty("claimReviewMarkups").GetRawText());
    }

    [Fact]
    public async Task A_replacement_replaces_everything_and_only_from_the_version_that_was_read()
    {
        var created = await CreateAsync("https://replaced.example/1", "First");
        var name = created.Text("name");
        var second = Page("https://replaced.example/2", "Second", $$""","versionId":"1","name":"{{name}}" """);

        var replaced = await api.Editor.ReplaceJsonAsync($"/v1alpha1/{name}", second);
        var lost = await api.Editor.ReplaceJsonAsync($"/v1alpha1/{name}", second);

        Assert.Equal((HttpStatusCode.OK, "2"), (replaced.Status, replaced.Text("versionId")));
        Assert.False(replaced.Body.TryGetProperty("publishDate", out _));
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (lost.Status, lost.Problem));
        Assert.Equal("ABORTED", lost.Body.GetProperty("error").GetProperty("status").GetString());
        Assert.True(JsonElement.DeepEquals(replaced.Body, (await api.Reader.ReadAsync($"/v1alpha1/{name}")).Body));
    }

    [Fact]
    public async Task A_replacement_whose_If_Match_leaves_out_its_version_is_not_done()
    {
        var created = await CreateAsync("https://matched.example/1", "First");
        var path = $"/v1alpha1/{created.Text("name")}";
        var second = Page("https://matched.example/1", "Second", ""","versionId":"1" """);

        var refused = await api.Editor.ReplaceJsonAsync(path, second, ("If-Match", "\"7\""));
        var unread = await api.Editor.ReplaceJsonAsync(path, second, ("If-Match", "seven"));
        var unlike = await api.Editor.ReplaceJsonAsync(
            path, Page("https://matched.example/1", "Second", ""","versionId":"7" """), ("If-Match", created.Message.Headers.ETag!.ToString()));
        var replaced = await api.Editor.ReplaceJsonAsync(path, second, ("If-Match", created.Message.Headers.ETag.ToString()));
        var whatever = await api.Editor.ReplaceJsonAsync(path, Page("https://matched.example/1", "Third", ""","versionId":"2" """), ("If-Match", "*"));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "precondition-failed"), (refused.Status, refused.Problem));
        Assert.Equal("invalid-header", unread.Problem);
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (unlike.Status, unlike.Problem));
        Assert.Equal((HttpStatusCode.OK, "2"), (replaced.Status, replaced.Text("versionId")));
        Assert.Equal((HttpStatusCode.OK, "3"), (whatever.Status, whatever.Text("versionId")));
    }

    [Fact]
    public async Task A_replacement_without_a_version_or_under_another_name_is_refused()
    {
        var created = await CreateAsync("https://refused.example/1", "First");
        var path = $"/v1alpha1/{created.Text("name")}";

        var unversioned = await api.Editor.ReplaceJsonAsync(path, Page("https://refused.example/1", "Second"));
        var misnamed = await api.Editor.ReplaceJsonAsync(
            path, Page("https://refused.example/1", "Second", ""","versionId":"1","name":"pages/0191f0a0-0000-7000-8000-00000000abcd" """));

        Assert.Equal(("$.versionId", "is required"), Assert.Single(Refusal.ErrorsOf(unversioned.Body)));
        Assert.Equal("$.name", Assert.Single(Refusal.ErrorsOf(misnamed.Body)).Path);
    }

    [Fact]
    public async Task A_page_has_markup_once_however_its_address_is_spelt_until_it_is_deleted()
    {
        var first = await CreateAsync("https://Once.example/story/?utm_source=x#top", "First");
        var other = await CreateAsync("https://once.example/other", "Other");

        var twin = await api.Editor.SendJsonAsync(Pages, Page("https://once.example/story", "Twin"));
        var moved = await api.Editor.ReplaceJsonAsync(
            $"/v1alpha1/{other.Text("name")}", Page("https://once.example/story", "Moved", ""","versionId":"1" """));
        var deleted = await api.Editor.RemoveAsync($"/v1alpha1/{first.Text("name")}");
        var again = await api.Editor.SendJsonAsync(Pages, Page("https://once.example/story", "Again"));

        Assert.Equal((HttpStatusCode.Conflict, "already-exists"), (twin.Status, twin.Problem));
        Assert.Contains(first.Text("name")!.Split('/')[1], twin.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("already-exists", moved.Problem);
        Assert.Equal((HttpStatusCode.OK, "{}"), (deleted.Status, deleted.Body.GetRawText()));
        Assert.Equal(HttpStatusCode.OK, again.Status);
    }

    [Fact]
    public async Task A_deleted_page_is_found_nowhere()
    {
        var created = await CreateAsync("https://deleted.example/1", "Gone");
        var path = $"/v1alpha1/{created.Text("name")}";
        var stale = await api.Editor.RemoveAsync(path, ("If-Match", "\"7\""));
        await api.Editor.RemoveAsync(path);

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal("not-found", (await api.Reader.ReadAsync(path)).Problem);
        Assert.Equal("not-found", (await api.Editor.RemoveAsync(path)).Problem);
        Assert.Equal("not-found", (await api.Editor.ReplaceJsonAsync(path, Page("https://deleted.example/1", "Back", ""","versionId":"2" """))).Problem);
        Assert.Equal("{}", (await api.Reader.ReadAsync($"{Pages}?url=https://deleted.example/1")).Body.GetRawText());
    }

    [Fact]
    public async Task Pages_are_listed_by_address_and_by_site_with_what_lies_below_it()
    {
        foreach (var address in (string[])["https://www.listed.example/1", "https://blog.listed.example/2", "https://unlisted.example/3"])
        {
            await CreateAsync(address, "Listed");
        }

        Assert.Equal(["https://www.listed.example/1"], await UrlsAsync("url=https%3A%2F%2FWWW.listed.example%2F1%2F%23top"));
        Assert.Equal(["https://blog.listed.example/2", "https://www.listed.example/1"], await UrlsAsync("organization=listed.example"));
        Assert.Equal(["https://blog.listed.example/2", "https://www.listed.example/1"], await UrlsAsync("organization=WWW.Listed.Example"));
        Assert.Equal(["https://blog.listed.example/2"], await UrlsAsync("organization=blog.listed.example"));
        Assert.Equal(["https://www.listed.example/1"], await UrlsAsync("organization=listed.example&offset=1"));
    }

    [Fact]
    public async Task A_list_is_paged_to_its_end_with_each_page_once_and_a_token_holds_for_its_list_only()
    {
        for (var i = 1; i <= 5; i++)
        {
            await CreateAsync($"https://paged.example/{i}", "Paged");
        }

        List<string> seen = [];
        string? token = null;
        do
        {
            var page = (await api.Reader.ReadAsync($"{Pages}?organization=paged.example&pageSize=2{(token is null ? "" : $"&pageToken={token}")}")).Body;
            seen.AddRange(page.GetProperty("claimReviewMarkupPages").EnumerateArray().Select(one => one.GetProperty("pageUrl").GetString()!));
            token = page.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
            if (token is not null)
            {
                var elsewhere = await api.Reader.ReadAsync($"{Pages}?organization=unlisted.example&pageSize=2&pageToken={token}");
                var otherSize = await api.Reader.ReadAsync($"{Pages}?organization=paged.example&pageSize=3&pageToken={token}");
                Assert.Equal(("invalid-cursor", "invalid-cursor"), (elsewhere.Problem, otherSize.Problem));
            }
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(1, 5).Select(i => $"https://paged.example/{6 - i}"), seen);
    }

    [Theory]
    [InlineData("url=https://a.example/&organization=a.example", "organization", "cannot be given together with url")]
    [InlineData("url=http:%2F%2F", "url", "must be an absolute http or https address")]
    [InlineData("organization=https:%2F%2Fa.example", "organization", "must be the name of a site")]
    [InlineData("pageSize=-1", "pageSize", "must be a whole number")]
    [InlineData("fields=pageUrl", "fields", "is not a query parameter")]
    public async Task A_list_that_makes_no_sense_is_refused(string query, string parameter, string why)
    {
        var refused = await api.Reader.ReadAsync($"{Pages}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var error = Assert.Single(Refusal.ErrorsOf(refused.Body));
        Assert.Equal($"$.{parameter}", error.Path);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"claimReviewed":"x","rating":{"textualRating":"y"},"url":"https://shape.example/other"}""", "$.claimReviewMarkups[0]")]
    [InlineData("""{"claimReviewed":"x","rating":{"textualRating":"y","ratingValue":6,"worstRating":1,"bestRating":5}}""", "$.claimReviewMarkups[0].rating.ratingValue")]
    [InlineData("""{"claimReviewed":"x","rating":{"textualRating":"y","worstRating":5,"bestRating":1}}""", "$.claimReviewMarkups[0].rating.ratingValue")]
    [InlineData("""{"claimReviewed":"x","rating":{"textualRating":"y"},"claimDate":"9990"}""", "$.claimReviewMarkups[0].claimDate")]
    [InlineData("""{"claimReviewed":"x","rating":{}}""", "$.claimReviewMarkups[0].rating.textualRating")]
    [InlineData("""{"claimReviewed":" ","rating":{"textualRating":"y"}}""", "$.claimReviewMarkups[0].claimReviewed")]
    [InlineData("""{"claimReviewed":"x","rating":{"textualRating":"y"},"reviewer":"z"}""", "$.claimReviewMarkups[0].reviewer")]
    [InlineData("", "$.claimReviewMarkups")]
    public async Task Markup_that_cannot_be_is_refused_at_its_place(string markup, string path)
    {
        var refused = await api.Editor.SendJsonAsync(Pages, $$"""{"pageUrl":"https://shape.example/1","claimReviewMarkups":[{{markup}}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(path, Assert.Single(Refusal.ErrorsOf(refused.Body)).Path);
    }

    [Fact]
    public async Task The_same_creation_under_an_idempotency_key_is_done_once()
    {
        var page = Page("https://once-only.example/1", "Once");
        var first = await api.Editor.SendJsonAsync(Pages, page, ("Idempotency-Key", "markup-once"));
        var second = await api.Editor.SendJsonAsync(Pages, page, ("Idempotency-Key", "markup-once"));
        var third = await api.Editor.SendJsonAsync(Pages, page, ("Idempotency-Key", "markup-other"));
        var fourth = await api.Editor.SendJsonAsync(Pages, page, ("Idempotency-Key", "markup-other"));

        Assert.True(JsonElement.DeepEquals(first.Body, second.Body));
        Assert.Equal("true", Assert.Single(second.Message.Headers.GetValues("Idempotent-Replayed")));
        Assert.Equal(("already-exists", "already-exists"), (third.Problem, fourth.Problem));
        Assert.Equal(third.Body.GetRawText(), fourth.Body.GetRawText());
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        var path = $"/v1alpha1/{(await CreateAsync("https://unchanged.example/1", "Same")).Text("name")}";

        Assert.Equal(HttpStatusCode.NotModified, (await api.Reader.ReadAsync(path, ("If-None-Match", "\"1\""))).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.Reader.ReadAsync(path, ("If-None-Match", "\"2\""))).Status);
    }

    [Fact]
    public async Task Every_write_is_on_record_with_the_page_as_it_was_answered()
    {
        var created = await CreateAsync("https://recorded.example/1", "First");
        var name = created.Text("name")!;
        var replaced = await api.Editor.ReplaceJsonAsync($"/v1alpha1/{name}", Page("https://recorded.example/1", "Second", ""","versionId":"1" """));
        await api.Editor.RemoveAsync($"/v1alpha1/{name}");

        var history = await api.Data.AuditLog.ListAsync(AuditedEntity.ClaimReviewPage, Guid.Parse(name.Split('/')[1]), null, 10, Stop);

        Assert.Equal([(3, "deleted"), (2, "changed"), (1, "created")], history.Select(entry => (entry.Version, entry.Action)));
        Assert.Null(history[0].After);
        Assert.True(JsonElement.DeepEquals(replaced.Body, history[1].After!.Value), history[1].After!.Value.GetRawText());
        Assert.True(JsonElement.DeepEquals(created.Body, history[2].After!.Value), history[2].After!.Value.GetRawText());
        Assert.All(history, entry => Assert.Equal("Editor of the tests", entry.Actor));
    }

    private static string Page(string url, string claim, string more = "") =>
        $$"""{"claimReviewMarkups":[{"claimReviewed":"{{claim}}","rating":{"textualRating":"False"} }],"pageUrl":"{{url}}"{{more}} }""";

    private async Task<Reply> CreateAsync(string url, string claim)
    {
        var created = await api.Editor.SendJsonAsync(Pages, Page(url, claim, ""","publishDate":"2024-05-17" """));
        Assert.Equal(HttpStatusCode.OK, created.Status);
        return created;
    }

    private async Task<IEnumerable<string?>> UrlsAsync(string query) =>
        (await api.Reader.ReadAsync($"{Pages}?{query}")).Body.GetProperty("claimReviewMarkupPages").EnumerateArray()
            .Select(page => page.GetProperty("pageUrl").GetString());
}
