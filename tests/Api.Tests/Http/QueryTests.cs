namespace ClaimCheck.Api.Tests.Http;

public sealed class QueryTests(SampleApp app) : IClassFixture<SampleApp>
{
    [Theory]
    [InlineData("limit=1000000", "limit must be a whole number between 1 and 200")]
    [InlineData("limit=0", "limit must be")]
    [InlineData("limit=-1", "limit must be")]
    [InlineData("limit=%2B1", "limit must be")]
    [InlineData("limit=abc", "limit must be")]
    [InlineData("limit=1.0", "limit must be")]
    [InlineData("limit=", "limit is empty")]
    [InlineData("limit", "limit is empty")]
    [InlineData("limit=%D9%A1%D9%A0", "limit must be")]
    [InlineData("limit=%2010%20", "limit must be")]
    [InlineData("limit=1&limit=2", "limit is given more than once")]
    [InlineData("limit=1&LIMIT=2", "LIMIT is not a query parameter")]
    [InlineData("LIMIT=2", "LIMIT is not a query parameter; known ones are q, modality, sourceId, since, limit, cursor")]
    [InlineData("other=1", "other is not a query parameter")]
    [InlineData("q=a%00", "q must not contain control characters")]
    [InlineData("q=%20%20", "q must not be blank")]
    [InlineData("modality=Asserted", "modality must be one of: asserted, first_hand, A")]
    [InlineData("modality=1", "modality must be one of")]
    [InlineData("sourceId=01998f3e7c1a7d529e1f0a4b6c2d8e90", "sourceId must be an id")]
    [InlineData("sourceId={01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90}", "sourceId must be an id")]
    [InlineData("since=2024-01-01", "since must be an instant")]
    public async Task A_query_that_is_not_as_it_should_be_says_why(string query, string expected)
    {
        var answer = await app.GetAsync($"/v1/samples?{query}");
        Assert.Equal("invalid-query", answer.Slug);
        Assert.Contains(expected, answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_search_is_refused() =>
        Assert.Equal("invalid-query", (await app.GetAsync($"/v1/samples?q={new string('a', 6000)}")).Slug);

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(3, (await app.GetAsync("/v1/samples?limit=x&other=1&modality=2")).Json.GetProperty("errors").EnumerateObject().Count());

    [Theory]
    [InlineData("q=%27")]
    [InlineData("q=x%27%20OR%20%271%27=%271")]
    [InlineData("q=%25&modality=first_hand")]
    [InlineData("q=abc%5C&since=2024-01-01T00:00:00Z&limit=200")]
    [InlineData("sourceId=01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90&modality=A")]
    public async Task A_sound_query_reaches_the_handler(string query) =>
        Assert.Equal(200, (await app.GetAsync($"/v1/samples?{query}")).Status);

    [Fact]
    public async Task Pages_follow_one_another_to_the_end()
    {
        var seen = new List<int>();
        var next = "/v1/samples?limit=2&q=a%26b";
        while (next is not null)
        {
            var answer = await app.GetAsync(next);
            seen.AddRange(answer.Json.GetProperty("items").EnumerateArray().Select(item => item.GetInt32()));
            next = answer.Headers.TryGetValue("Link", out var link) ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : null;
            Assert.Equal(next is null, answer.Json.GetProperty("nextCursor").GetString() is null);
        }

        Assert.Equal([1, 2, 3, 4, 5], seen);
    }

    [Fact]
    public async Task A_cursor_holds_for_its_list_and_filters_only()
    {
        var cursor = (await app.GetAsync("/v1/samples?limit=2&q=x")).Json.GetProperty("nextCursor").GetString()!;
        var changed = (cursor[0] == 'A' ? "B" : "A") + cursor[1..];
        string[] refused =
        [
            $"/v1/samples?q=y&cursor={cursor}", $"/v1/samples?cursor={cursor}", $"/v1/others?q=x&cursor={cursor}",
            $"/v1/samples?q=x&cursor={changed}", $"/v1/samples?q=x&cursor={cursor[..^1]}", $"/v1/samples?q=x&cursor={cursor}AAAA",
            "/v1/samples?q=x&cursor=hello", "/v1/samples?q=x&cursor=eyJpZCI6MX0x", "/v1/samples?q=x&cursor=%3D%3D",
        ];
        foreach (var path in refused)
        {
            Assert.Equal("invalid-cursor", (await app.GetAsync(path)).Slug);
        }

        Assert.Equal(200, (await app.GetAsync($"/v1/samples?q=x&limit=1&cursor={cursor}")).Status);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("01998f3e7c1a7d529e1f0a4b6c2d8e90")]
    [InlineData("{01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90}")]
    [InlineData("01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90%20")]
    [InlineData("01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90%09")]
    public async Task An_id_in_another_form_is_not_found(string id) =>
        Assert.Equal("not-found", (await app.GetAsync($"/v1/samples/{id}")).Slug);

    [Fact]
    public async Task An_id_in_its_one_form_is_found()
    {
        var answer = await app.GetAsync("/v1/samples/01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90");
        Assert.Equal(200, answer.Status);
        Assert.Equal("\"3\"", answer.Headers["ETag"]);
    }
}
