using System.Text.Json;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Inputs;

/// <summary>What text may hold (the kind unicode, and the limits): refused, or stored code point for code point.</summary>
[Collection(BadInputs.Name)]
public sealed class TextTests(WatchedService service)
{
    private static readonly Dictionary<string, Input> Refused = new()
    {
        ["text-nul-raw"] = Input.RawText([0], 400),
        ["text-nul-escape"] = Input.ClaimText("\"a\\u0000b\"", 422),
        ["text-control-escape"] = Input.ClaimText("\"a\\u0001\\u001b[31mb\"", 422),
        ["text-delete"] = Input.ClaimText("\"a\\u007fb\"", 422),
        ["text-c1-control"] = Input.ClaimText("\"a\\u0085b\"", 422),
        ["text-overlong-c080"] = Input.RawText([0xC0, 0x80], 400),
        ["text-byte-ff"] = Input.RawText([0xFF], 400),
        ["text-beyond-10ffff"] = Input.RawText([0xF4, 0x90, 0x80, 0x80], 400),
        ["text-surrogate-as-bytes"] = Input.RawText([0xED, 0xA0, 0x80], 400),
        ["text-lone-surrogate"] = Input.ClaimText("\"a\\ud800\"", 400),
        ["text-surrogates-swapped"] = Input.ClaimText("\"\\udc00\\ud800\"", 400),
        ["text-empty"] = Input.ClaimText("\"\"", 400),
        ["text-spaces"] = Input.ClaimText("\"     \"", 400),
        ["text-nbsp-only"] = Input.ClaimText("\"\\u00a0\\u00a0\\u00a0\"", 400),
        ["text-format-only"] = Input.ClaimText("\" \\u200b\\u200d\\ufeff \"", 400),
        ["text-rtl-override"] = Input.ClaimText("\"\\u202egnp.exe\"", 422),
        ["text-rtl-isolate"] = Input.ClaimText("\"\\u2067abc\\u2069\"", 422),
        ["text-10001-letters"] = Input.ClaimText(Input.Quoted(new string('a', 10_001)), 400),
        ["text-10001-emoji"] = Input.ClaimText(Input.Quoted(Times("😀", 10_001)), 400),
    };

    private static readonly Dictionary<string, string> Kept = new()
    {
        ["text-zero-width-inside"] = "vac\u200bcine causes",
        ["text-tag-characters"] = "a\U000E0041\U000E0042",
        ["text-line-separators"] = "a\u2028b\u2029c",
        ["text-zalgo"] = "a" + Times("\u0301\u0323", 250),
        ["text-nfc-bomb"] = Times("\ufdfa", 10_000),
        ["text-nfc-longer-than-sent"] = Times("\U0001D160", 10_000),
        ["text-max-length-emoji"] = Times("😀", 10_000),
        ["text-max-length-letters"] = new string('a', 10_000),
        ["text-sql-quote"] = "Robert'); DROP TABLE claims;--",
        ["text-crlf"] = "a\r\nX-Injected: 1",
        ["text-not-normalised"] = "Cafe\u0301 \u212b \ufb01",
        ["text-byte-order-mark-inside"] = "\ufeffa",
        ["text-noncharacters"] = "a\ufffe\uffff\U0010FFFF",
        ["text-replacement-character"] = "a\ufffdb",
        ["text-html"] = "<script>alert('&amp;')</script>",
        ["text-persian-joiner"] = "می\u200cخواهم",
        ["text-thousands-of-words"] = string.Concat(Enumerable.Range(0, 1_600).Select(i => $"w{i:00000}")) + " end",
        ["text-tabs-and-backslashes"] = "a\tb\\n\\u0000 \"quoted\" 'single'",
    };

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    public static TheoryData<string> KeptNames => [.. Kept.Keys];

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task Text_that_deceives_or_says_nothing_is_refused(string name)
    {
        var answer = await service.PostAsync(Refused[name]);

        Assert.Equal(answer.Status == 422 ? "text-refused" : "invalid-request", answer.Slug);
    }

    [Theory]
    [MemberData(nameof(KeptNames))]
    public async Task Text_comes_back_code_point_for_code_point_and_so_does_its_history(string name)
    {
        var text = Kept[name];

        var created = await service.PostAsync(Input.ClaimText(Input.Quoted(text), 201));
        var read = await service.GetAsync(created.Headers["Location"], 200);
        var history = await service.GetAsync(created.Headers["Location"] + "/history", 200);

        Assert.Equal(text, TextOf(read.Json));
        Assert.Equal(text, TextOf(history.Json.GetProperty("items")[0].GetProperty("after")));
        Assert.False(read.Headers.ContainsKey("X-Injected"));
    }

    [Theory]
    [MemberData(nameof(KeptNames))]
    public async Task A_quote_a_hop_and_a_title_come_back_as_well(string name)
    {
        var text = Input.Quoted(Kept[name].Length > 400 ? Kept[name][..400] : Kept[name]);

        var created = await service.PostAsync(Input.ClaimWith(
            $$"""
            "quote":{{text}},"attribution":[{"descriptor":{{text}},"quote":{{text}}}],
            "article":{"externalId":"{{name}}","title":{{text}},"byline":{{text}}}
            """, 201));

        Assert.Equal(JsonSerializer.Deserialize<string>(text), created.Json.GetProperty("quote").GetString());
        Assert.Equal(JsonSerializer.Deserialize<string>(text), created.Json.GetProperty("attribution")[0].GetProperty("descriptor").GetString());
    }

    [Fact]
    public async Task A_list_with_every_odd_text_in_it_is_still_a_list()
    {
        await service.PostAsync(Input.ClaimText(Input.Quoted(Kept["text-line-separators"]), 201));

        await service.GetAsync("/v1/claims?limit=200", 200);
        await service.GetAsync("/v1/claims?limit=200&q=robert%20or%20script%20or%20cafe", 200);
    }

    [Fact]
    public async Task A_snippet_holds_no_HTML_but_its_marks()
    {
        await service.PostAsync(Input.ClaimText("\"<i>zyzzyva</i> & 'more'\"", 201));

        var found = await service.GetAsync("/v1/claims?q=zyzzyva", 200);
        var snippet = found.Json.GetProperty("items")[0].GetProperty("match").GetProperty("snippet").GetString();
        Assert.Contains("<mark>zyzzyva</mark>", snippet, StringComparison.Ordinal);
        Assert.Contains("&amp; &#39;more", snippet, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", snippet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/sources", "name", "kind", "blog", "country", "\"GB\\n\"")]
    [InlineData("/v1/sources", "name", "kind", "blog", "wikidataId", "\"Q1\\n\"")]
    [InlineData("/v1/sources", "name", "kind", "blog", "slug", "\"ends-here\\n\"")]
    [InlineData("/v1/sources", "name", "kind", "blog", "language", "\"en\\n\"")]
    [InlineData("/v1/sources", "name", "kind", "blog", "domains", "[\"bbc.co.uk\\n\"]")]
    [InlineData("/v1/claims", "text", "source", "cnn", "topics", "[\"iran\\n\"]")]
    [InlineData("/v1/articles", "title", "source", "cnn", "contentSha256", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\n\"")]
    public async Task A_code_with_a_line_feed_after_it_is_another_code(
        string path, string text, string member, string value, string code, string json)
    {
        var answer = await service.PostAsync(new Input(path, Bytes($$"""{"{{text}}":"For the tests","{{member}}":"{{value}}","{{code}}":{{json}}}"""), 400));

        Assert.Contains($"$.{code}", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_a_noncharacter_makes_a_slug_all_the_same()
    {
        var created = await service.PostAsync(new Input("/v1/sources", Bytes("{\"name\":\"North\\ufffeWind\",\"kind\":\"blog\"}"), 201));

        Assert.Equal("north-wind", created.Json.GetProperty("slug").GetString());
        Assert.Equal("North\ufffeWind", created.Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_quotation_may_be_given_without_what_stands_around_it()
    {
        var created = await service.PostAsync(Input.ClaimWith("\"quoteSelector\":{\"exact\":\"said so\"}", 201));

        Assert.Equal("said so", created.Json.GetProperty("quoteSelector").GetProperty("exact").GetString());
    }

    [Fact]
    public async Task The_limit_counts_code_points_and_not_bytes_or_UTF_16_units()
    {
        var name = Times("😀", 300);

        await service.PostAsync(new Input("/v1/sources", Bytes($$"""{"name":"{{name}}","slug":"emoji","kind":"blog"}"""), 201));
        await service.PostAsync(new Input("/v1/sources", Bytes($$"""{"name":"{{name}}x","slug":"emoji-2","kind":"blog"}"""), 400));
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string? TextOf(JsonElement claim) => claim.GetProperty("text").GetString();

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    [Fact]
    public async Task A_replacement_character_that_was_meant_is_looked_for_like_any_other()
    {
        await service.PostAsync(Input.ClaimWith("\"externalId\":\"a\ufffdb\"", 201));

        var found = await service.GetAsync("/v1/claims?externalId=a%EF%BF%BDb", 200);
        Assert.Equal(1, found.Json.GetProperty("items").GetArrayLength());
        await service.GetAsync("/v1/claims?externalId=a%FFb", 400);
    }

    [Fact]
    public async Task A_topic_is_measured_in_letters_and_refused_in_plain_words()
    {
        const string Letter = "\U00020000";
        await service.PostAsync(Input.ClaimWith($"\"topics\":[\"{string.Concat(Enumerable.Repeat(Letter, 64))}\"]", 201));

        var tooLong = await service.PostAsync(Input.ClaimWith($"\"topics\":[\"{string.Concat(Enumerable.Repeat(Letter, 65))}\"]", 400));
        var twoWords = await service.PostAsync(Input.ClaimWith("\"topics\":[\"two words\"]", 400));

        Assert.Equal("$.topics[0] must have at most 64 characters", tooLong.Errors);
        Assert.Equal("$.topics[0] must be letters and digits with hyphens, dots or underscores between them", twoWords.Errors);
    }
}
