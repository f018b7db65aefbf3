using System.Text;
using ClaimCheck.Api.Tests.Http;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Inputs;

/// <summary>
/// Broken, odd and hostile JSON (the kinds json, type and number). A confidence is a link's; a whole number is only found in
/// `limit`, see <see cref="ListTests"/>.
/// </summary>
[Collection(BadInputs.Name)]
public sealed class JsonTests(WatchedService service)
{
    private static readonly Dictionary<string, Input> Cases = new()
    {
        ["json-empty-body"] = Input.Claim("", 400),
        ["json-whitespace-only"] = Input.Claim("    \n", 400),
        ["json-top-string"] = Input.Claim("\"x\"", 400),
        ["json-top-list"] = Input.Claim("[]", 400),
        ["json-top-null"] = Input.Claim("null", 400),
        ["json-truncated"] = Input.Claim("""{"source":"cnn","text":"a" """, 400),
        ["json-trailing-comma"] = Input.Claim("""{"source":"cnn","text":"a",}""", 400),
        ["json-single-quotes"] = Input.Claim("{'source':'cnn','text':'a'}", 400),
        ["json-comment"] = Input.Claim("""{"source":"cnn","text":"a"/*x*/}""", 400),
        ["json-nan-literal"] = Confidence("NaN", 400),
        ["json-infinity-literal"] = Confidence("Infinity", 400),
        ["json-trailing-garbage"] = Input.Claim("""{"source":"cnn","text":"a"} xyz""", 400),
        ["json-two-objects"] = Input.Claim("""{"source":"cnn","text":"a"}{"source":"cnn","text":"b"}""", 400),
        ["json-duplicate-key"] = Input.ClaimText("\"a\",\"text\":\"b\"", 400),
        ["json-duplicate-key-escaped"] = Input.ClaimText("\"a\",\"\\u0074ext\":\"b\"", 400),
        ["json-duplicate-key-inside"] = Input.ClaimWith("""
            "attribution":[{"descriptor":"a","descriptor":"b"}]
            """, 400),
        ["json-key-of-other-case"] = Input.ClaimWith("""
            "Text":"b"
            """, 400),
        ["json-unknown-property"] = Input.ClaimWith("""
            "verdict_override":"true"
            """, 400),
        ["json-mass-assign-id"] = Input.ClaimWith("""
            "id":"00000000-0000-0000-0000-000000000001","createdAt":"2000-01-01T00:00:00Z","version":99,"status":"retracted"
            """, 400),
        ["json-type-discriminator"] = Input.Claim("""{"$type":"System.IO.FileInfo, mscorlib","source":"cnn","text":"a"}""", 400),
        ["json-depth-17"] = Input.ClaimWith($"\"x\":{Nested(16)}", 400),
        ["json-depth-65"] = Input.ClaimWith($"\"x\":{Nested(65)}", 400),
        ["json-depth-100k"] = Input.ClaimWith($"\"x\":{Nested(100_000)}", 400),
        ["json-1mb-key"] = Input.Claim($"{{\"{new string('k', 900_000)}\":1}}", 400),
        ["json-2mb-body"] = Input.ClaimText($"\"{new string('a', 2_000_000)}\"", 413),
        ["json-1mib-and-one-byte"] = Input.ClaimText($"\"{new string('a', (1024 * 1024) + 1)}\"", 413),
        ["json-leading-zero"] = Confidence("01", 400),
        ["json-utf16le"] = Utf16() with { MediaType = "application/json; charset=utf-16" },
        ["json-utf16le-unannounced"] = Utf16() with { Expected = [400] },
        ["json-latin1"] = Input.RawText([0xE9], 415) with { MediaType = "application/json; charset=iso-8859-1" },
        ["json-charset-unknown"] = Input.ClaimText("\"a\"", 415) with { MediaType = "application/json; charset=foo" },
        ["json-charset-utf7"] = Input.ClaimText("\"a\"", 415) with { MediaType = "application/json; charset=utf-7" },

        ["type-text-bool"] = Input.ClaimText("true", 400),
        ["type-text-object"] = Input.ClaimText("{}", 400),
        ["type-text-null"] = Input.ClaimText("null", 400),
        ["type-text-missing"] = Input.Claim("{}", 400),
        ["type-confidence-string"] = Confidence("\"0.5\"", 400),
        ["type-confidence-bool"] = Confidence("true", 400),
        ["type-date-empty-string"] = Input.ClaimWith("\"claimedAt\":\"\"", 400),
        ["type-instant-empty-string"] = Input.ArticleWith("empty-instant", "\"retrievedAt\":\"\"", 400),
        ["type-topics-text"] = Input.ClaimWith("\"topics\":\"iran\"", 400),
        ["type-topics-null-inside"] = Input.ClaimWith("\"topics\":[null]", 400),
        ["type-article-number"] = Input.ClaimWith("\"article\":1", 400),
        ["type-modality-number"] = Input.ClaimWith("\"modality\":1", 400),
        ["type-modality-null"] = Input.ClaimWith("\"modality\":null", 400),
        ["type-target-without-dashes"] = Link($$"""{"target":"{{Target.Replace("-", "", StringComparison.Ordinal)}}","relation":"context","rationale":"r"}""", 400),

        ["num-double-overflow"] = Confidence("1e400", 400),
        ["num-double-neg-overflow"] = Confidence("-1e400", 400),
        ["num-double-underflow"] = Confidence("1e-400", 201),
        ["num-just-above-1"] = Confidence("1.0000000000000002", 400),
        ["num-negative"] = Confidence("-0.1", 400),
        ["num-a-thousand-digits"] = Confidence(new string('9', 1000), 400),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static string Target => SampleStory.IdOf("claim", "inq-5").ToString();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Odd_JSON_gets_its_answer_and_leaves_nothing_behind(string name)
    {
        var answer = await service.PostAsync(Cases[name]);

        Assert.True(answer.Status != 400 || answer.Slug == "invalid-request", answer.Text);
    }

    [Theory]
    [InlineData("json-truncated", "line 1, column")]
    [InlineData("json-unknown-property", "$.verdict_override is not a member")]
    [InlineData("type-text-bool", "$.text must be a text")]
    [InlineData("type-text-missing", "$.text is required")]
    [InlineData("type-confidence-bool", "$.confidence must be a number")]
    [InlineData("type-date-empty-string", "$.claimedAt must be")]
    [InlineData("json-depth-17", "more than 16 levels")]
    public async Task The_answer_says_where_and_what(string name, string expected) =>
        Assert.Contains(expected, (await service.PostAsync(Cases[name])).Errors, StringComparison.Ordinal);

    [Fact]
    public async Task The_service_lives_on_after_the_deepest_nesting()
    {
        await service.PostAsync(Cases["json-depth-100k"]);

        await service.GetAsync("/v1/claims?limit=1", 200);
    }

    [Fact]
    public async Task A_body_of_16_levels_is_read() =>
        Assert.Contains("$.x is not a member", (await service.PostAsync(Input.ClaimWith($"\"x\":{Nested(15)}", 400))).Errors, StringComparison.Ordinal);

    private static Input Confidence(string json, params int[] expected) =>
        Link($$"""{"target":"{{Target}}","relation":"context","rationale":"For the tests.","confidence":{{json}}}""", expected);

    private static Input Link(string json, params int[] expected) =>
        new($"/v1/claims/{SampleStory.IdOf("claim", "o1-1")}/links", Encoding.UTF8.GetBytes(json), expected);

    private static Input Utf16() => new("/v1/claims", Encoding.Unicode.GetBytes("""{"source":"cnn","text":"a"}"""), 415);

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
