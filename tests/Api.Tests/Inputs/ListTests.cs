using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Inputs;

/// <summary>
/// What stands in query strings (the kinds search and paging). `limit` is the only whole number of the contract, so the
/// cases of an integer member are put to it; they must be refused, as a limit over 200 is.
/// </summary>
[Collection(BadInputs.Name)]
public sealed class ListTests(WatchedService service)
{
    /// <summary>Far more than any search of the story takes on a busy machine, and far less than one that backtracks.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("limit-million", "1000000")]
    [InlineData("limit-text", "abc")]
    [InlineData("limit-empty", "")]
    [InlineData("limit-arabic-digits", "%D9%A1%D9%A0")]
    [InlineData("limit-spaces", "%2010%20")]
    [InlineData("limit-twice", "1&limit=2")]
    [InlineData("limit-zero", "0")]
    [InlineData("limit-negative", "-1")]
    [InlineData("limit-plus", "%2B5")]
    [InlineData("limit-201", "201")]
    [InlineData("limit-fraction", "1.5")]
    [InlineData("limit-hexadecimal", "0x10")]
    [InlineData("limit-nul", "1%00")]
    [InlineData("type-priority-exponent", "1e2")]
    [InlineData("num-int32-plus-1", "2147483648")]
    [InlineData("num-int32-minus-1", "-2147483649")]
    [InlineData("num-a-thousand-digits", "99999999999999999999999999999999999999999999999999999999999999999999")]
    public async Task A_limit_that_is_none_is_refused(string name, string limit)
    {
        foreach (var list in (string[])["/v1/claims", "/v1/sources", "/v1/articles", "/v1/links", "/v1/sources/cnn/history", "/v1/sources/cnn/reliability"])
        {
            var answer = await service.GetAsync($"{list}?limit={limit}", 400);
            Assert.True(answer.Slug == "invalid-query" && answer.Errors.Contains("limit ", StringComparison.Ordinal), $"{name}: {answer.Text}");
        }
    }

    [Theory]
    [InlineData("cursor-not-base64", "hello")]
    [InlineData("cursor-not-base64-at-all", "%C3%A9!")]
    [InlineData("cursor-tampered", "eyJpZCI6MX0x")]
    [InlineData("cursor-empty", "")]
    [InlineData("cursor-nul", "%00")]
    public async Task A_cursor_that_was_made_up_is_refused(string name, string cursor)
    {
        foreach (var list in (string[])["/v1/claims", "/v1/claims?q=iran", "/v1/sources", "/v1/articles", "/v1/links", "/v1/sources/cnn/history"])
        {
            var answer = await service.GetAsync($"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={cursor}", 400);
            Assert.True(answer.Slug is "invalid-cursor" or "invalid-query", name);
        }
    }

    [Theory]
    [InlineData("cursor-other-list", "/v1/sources", "/v1/claims")]
    [InlineData("cursor-other-filters", "/v1/claims", "/v1/claims?status=active")]
    [InlineData("cursor-of-a-list-in-a-search", "/v1/claims", "/v1/claims?q=iran")]
    [InlineData("cursor-of-another-search", "/v1/claims?q=iran", "/v1/claims?q=iraq")]
    [InlineData("cursor-of-a-list-in-a-history", "/v1/claims", "/v1/sources/cnn/history")]
    public async Task A_cursor_holds_for_its_own_list_only(string name, string from, string to)
    {
        var cursor = (await service.GetAsync(With(from, "limit=1"), 200)).Json.GetProperty("nextCursor").GetString()!;

        await service.GetAsync(With(from, $"limit=1&cursor={cursor}"), 200);
        var answer = await service.GetAsync(With(to, $"limit=1&cursor={cursor}"), 400);
        await service.GetAsync(With(from, $"cursor={cursor}x"), 400);
        await service.GetAsync(With(from, $"cursor={(cursor[0] == 'A' ? 'B' : 'A')}{cursor[1..]}"), 400);
        await service.GetAsync(With(from, $"cursor={cursor[..^4]}AAAA"), 400);

        Assert.True(answer.Slug == "invalid-cursor", name);
    }

    [Theory]
    [InlineData("q-quote", "%27")]
    [InlineData("q-sqli-or", "x%27%20OR%20%271%27=%271")]
    [InlineData("q-sleep", "1;SELECT%20pg_sleep(5)--")]
    [InlineData("q-percent", "%25")]
    [InlineData("q-underscore", "_")]
    [InlineData("q-backslash-end", "abc%5C")]
    [InlineData("q-unbalanced-quote", "%22abc")]
    [InlineData("q-operators-only", "or%20or%20-")]
    [InlineData("q-one-quote", "%22")]
    [InlineData("q-exclamation", "!")]
    [InlineData("q-tsquery-operators", "%26%7C")]
    [InlineData("q-tsquery-prefix", ":*")]
    [InlineData("q-tsquery-weights", "a:A%20%3C-%3E%20(b%20%26%20!c)")]
    [InlineData("q-minus-only", "-")]
    [InlineData("q-stop-words-only", "the%20and%20of")]
    [InlineData("q-snippet-marks", "StartSel%3D%3Cb%3E")]
    [InlineData("q-emoji", "%F0%9F%98%80")]
    [InlineData("q-noncharacter", "%EF%BF%BE")]
    public async Task A_search_for_anything_is_answered(string name, string q)
    {
        var answer = await SearchAsync(q);

        Assert.True(answer.Json.GetProperty("items").GetArrayLength() < 20, $"{name} found everything");
    }

    [Theory]
    [InlineData("q-200-quotes", "\"")]
    [InlineData("q-200-letters", "a")]
    [InlineData("q-200-minuses", "-")]
    [InlineData("q-200-brackets", "(")]
    [InlineData("q-100-minuses-apart", "- ")]
    [InlineData("q-minuses-with-operators-between", "-!")]
    [InlineData("q-40-minuses-with-quotes", "-\"a\" ")]
    [InlineData("q-40-minuses-with-words", "-a or ")]
    public async Task A_search_of_200_characters_is_answered(string name, string repeated)
    {
        var q = string.Concat(Enumerable.Repeat(repeated, 200 / repeated.Length));
        var answer = await SearchAsync(Uri.EscapeDataString(q));

        Assert.True(answer.Json.TryGetProperty("items", out _), name);
    }

    [Theory]
    [InlineData("q-201-characters", 201)]
    [InlineData("q-6k", 6_000)]
    public async Task A_longer_search_is_refused(string name, int times)
    {
        var answer = await service.GetAsync($"/v1/claims?q={new string('a', times)}", 400);

        Assert.True(answer.Slug == "invalid-query", name);
    }

    [Fact]
    public async Task The_limit_of_a_search_counts_code_points() =>
        await service.GetAsync($"/v1/claims?q={Uri.EscapeDataString(string.Concat(Enumerable.Repeat("😀", 200)))}", 200);

    [Theory]
    [InlineData("q-spaces", "%20%20")]
    [InlineData("q-zero-width-only", "%E2%80%8B")]
    [InlineData("q-direction-override", "%E2%80%AEa")]
    [InlineData("q-empty", "")]
    [InlineData("q-nul", "a%00")]
    [InlineData("q-control", "a%01")]
    [InlineData("q-broken-utf8", "%ff")]
    [InlineData("q-surrogate", "%ED%A0%80")]
    [InlineData("q-twice", "a&q=b")]
    [InlineData("q-beside-an-unknown-parameter", "a&verbose=1")]
    [InlineData("q-beside-its-other-case", "a&Q=b")]
    [InlineData("q-beside-a-name-with-nul", "a&%00=b")]
    [InlineData("q-as-an-array", "a&q%5B%5D=b")]
    public async Task A_search_that_cannot_be_meant_is_refused(string name, string q)
    {
        var answer = await service.GetAsync($"/v1/claims?q={q}", 400);

        Assert.True(answer.Slug == "invalid-query", name);
    }

    [Theory]
    [InlineData("/v1/claims?externalId=%25")]
    [InlineData("/v1/claims?externalId=___")]
    [InlineData("/v1/claims?topic=%25")]
    [InlineData("/v1/articles?externalId=%25")]
    [InlineData("/v1/sources?externalId=%25")]
    [InlineData("/v1/sources?domain=%25")]
    public async Task Wildcards_are_letters_like_any_other(string list)
    {
        var answer = await service.GetAsync(list, 200);

        Assert.Equal(0, answer.Json.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("/v1/claims?language=%25", "must be a language tag")]
    [InlineData("/v1/claims?language=english-", "must be a language tag")]
    [InlineData("/v1/articles?language=e", "must be a language tag")]
    [InlineData("/v1/articles?url=https://%25/", "url must")]
    [InlineData("/v1/sources?country=__", "must be two capital letters")]
    [InlineData("/v1/sources?country=gb", "must be two capital letters")]
    [InlineData("/v1/sources?country=G", "must be two capital letters")]
    public async Task A_filter_that_nothing_can_match_is_refused(string list, string expected)
    {
        var answer = await service.GetAsync(list, 400);

        Assert.Equal("invalid-query", answer.Slug);
        Assert.Contains(expected, answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashed_line_in_a_search_negates_nothing()
    {
        var plain = await service.GetAsync("/v1/claims?q=khamenei%20soleimani", 200);
        var dashed = await service.GetAsync("/v1/claims?q=khamenei%20---%20soleimani", 200);
        var without = await service.GetAsync("/v1/claims?q=khamenei%20-soleimani", 200);

        Assert.Equal(plain.Json.GetProperty("items").GetArrayLength(), dashed.Json.GetProperty("items").GetArrayLength());
        Assert.NotEqual(plain.Text, without.Text);
    }

    private static string With(string list, string query) => list + (list.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;

    /// <summary>Searches, and gives up on a search that does not come to an end.</summary>
    private Task<Answer> SearchAsync(string q) =>
        service.GetAsync($"/v1/claims?q={q}", 200).WaitAsync(Patience, TestContext.Current.CancellationToken);
}
