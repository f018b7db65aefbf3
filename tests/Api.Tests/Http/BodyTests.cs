using System.Text;

namespace ClaimCheck.Api.Tests.Http;

public sealed class BodyTests(SampleApp app) : IClassFixture<SampleApp>
{
    [Theory]
    [InlineData("", "The body is empty")]
    [InlineData("    \n", "The body is empty")]
    [InlineData("\"x\"", "$ must be an object")]
    [InlineData("[]", "$ must be an object")]
    [InlineData("null", "$ must be an object")]
    [InlineData("{\"text\":\"a\"", "line 1, column 12")]
    [InlineData("{\n\"text\":\"é\",}", "line 2, column 12")]
    [InlineData("{'text':'a'}", "line 1, column 2")]
    [InlineData("{\"text\":\"a\"/*x*/}", "not valid JSON")]
    [InlineData("{\"text\":\"a\",\"confidence\":NaN}", "not valid JSON")]
    [InlineData("{\"text\":\"a\",\"confidence\":-Infinity}", "not valid JSON")]
    [InlineData("{\"text\":\"a\"} xyz", "line 1, column 14")]
    [InlineData("{\"text\":\"a\"}{\"text\":\"b\"}", "not valid JSON")]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}", "$.text is given more than once")]
    [InlineData("{\"text\":\"a\",\"\\u0074ext\":\"b\"}", "$.text is given more than once")]
    [InlineData("{\"text\":\"a\",\"override\":\"true\"}", "$.override is not a member of this request; known members are text, priority")]
    [InlineData("{\"$type\":\"System.IO.FileInfo\",\"text\":\"a\"}", "$.$type is not a member")]
    [InlineData("{\"text\":\"a\",\"priority\":01}", "not valid JSON")]
    [InlineData("{\"text\":true}", "$.text must be a text")]
    [InlineData("{\"text\":{}}", "$.text must be a text")]
    [InlineData("{\"text\":null}", "$.text must not be null")]
    [InlineData("{}", "$.text is required")]
    [InlineData("{\"text\":\"a\",\"confidence\":\"0.5\"}", "$.confidence must be a number")]
    [InlineData("{\"text\":\"a\",\"confidence\":true}", "$.confidence must be a number")]
    [InlineData("{\"text\":\"a\",\"confidence\":1e400}", "$.confidence must be a number of ordinary size")]
    [InlineData("{\"text\":\"a\",\"confidence\":-1e400}", "$.confidence must be a number of ordinary size")]
    [InlineData("{\"text\":\"a\",\"confidence\":1.0000000000000002}", "$.confidence must lie between 0 and 1")]
    [InlineData("{\"text\":\"a\",\"confidence\":-0.1}", "$.confidence must lie between 0 and 1")]
    [InlineData("{\"text\":\"a\",\"priority\":2147483648}", "$.priority must lie between -2147483648 and 2147483647")]
    [InlineData("{\"text\":\"a\",\"priority\":-2147483649}", "$.priority must lie between")]
    [InlineData("{\"text\":\"a\",\"priority\":99999999999999999999}", "$.priority must lie between")]
    [InlineData("{\"text\":\"a\",\"priority\":1e2}", "without fraction or exponent")]
    [InlineData("{\"text\":\"a\",\"modality\":\"Asserted\"}", "$.modality must be one of: asserted, first_hand, A")]
    [InlineData("{\"text\":\"a\",\"modality\":1}", "$.modality must be one of: asserted")]
    [InlineData("{\"text\":\"a\",\"modality\":null}", "$.modality must not be null")]
    [InlineData("{\"text\":\"a\",\"sourceId\":\"01998f3e7c1a7d529e1f0a4b6c2d8e90\"}", "$.sourceId must be an id in the form")]
    [InlineData("{\"text\":\"a\",\"attribution\":[null]}", "$.attribution[0] must not be null")]
    [InlineData("{\"text\":\"a\",\"attribution\":{}}", "$.attribution must be a list")]
    [InlineData("{\"text\":\"a\",\"attribution\":[{\"source\":\" \"}]}", "$.attribution[0].source must not be blank")]
    [InlineData("{\"text\":\"a\\ud800\"}", "$.text must not contain half of a surrogate pair")]
    [InlineData("{\"text\":\"a\",\"\\ud800\":1}", "half of a surrogate pair")]
    [InlineData("{\"text\":\"a\",\"article\":1}", "$.article must be a slug or an object")]
    [InlineData("{\"text\":\"a\",\"article\":{\"uri\":\"x\",\"url\":\"x\"}}", "$.article.uri is not a member of this request; known members are url")]
    [InlineData("{\"text\":\"\"}", "$.text must not be blank")]
    public async Task A_body_that_is_not_as_it_should_be_says_where_and_why(string body, string expected)
    {
        var answer = await app.PostAsync(body);
        Assert.Equal("invalid-request", answer.Slug);
        Assert.Equal(400, answer.Status);
        Assert.Contains(expected, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Json.GetProperty("detail").GetString()!.Replace("$type", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("-0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("2024-01-01T00:00:00+14:01")]
    [InlineData("2024-01-01T00:00:00+23:59")]
    [InlineData("2024-01-01T00:00:00+01:60")]
    [InlineData("2024-02-30T00:00:00Z")]
    [InlineData("2024-01-01")]
    [InlineData("2024-01-01T00:00:00")]
    [InlineData("2024-01-01 00:00:00Z")]
    [InlineData("2024-01-01T00:00:00Z\\n")]
    [InlineData("2024-01-01T00:00:00.11111111111111111111Z")]
    [InlineData("")]
    public async Task An_instant_in_another_form_is_refused(string instant)
    {
        var answer = await app.PostAsync($"{{\"text\":\"a\",\"claimedAt\":\"{instant}\"}}");
        Assert.Equal("invalid-request", answer.Slug);
        Assert.StartsWith("$.claimedAt must", answer.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-03-10T02:30:00-05:00", "2024-03-10T07:30:00Z")]
    [InlineData("1066-10-14T09:00:00Z", "1066-10-14T09:00:00Z")]
    [InlineData("2024-01-01T00:00:00.123456789Z", "2024-01-01T00:00:00.123456Z")]
    public async Task An_instant_comes_back_in_UTC_to_the_microsecond(string sent, string expected)
    {
        var answer = await app.PostAsync($"{{\"text\":\"a\",\"claimedAt\":\"{sent}\"}}");
        Assert.Equal(201, answer.Status);
        Assert.Equal(expected, answer.Json.GetProperty("claimedAt").GetString());
    }

    [Theory]
    [InlineData("\"a-slug\"")]
    [InlineData("{\"url\":\"https://example.org/\"}")]
    public async Task A_member_may_be_a_text_or_an_object(string article)
    {
        var answer = await app.PostAsync($"{{\"text\":\"a\",\"article\":{article}}}");
        Assert.Equal(201, answer.Status);
        Assert.Contains($"\"article\":{article}", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var answer = await app.PostAsync("{\"priority\":\"x\",\"attribution\":[{\"source\":1},{\"relation\":\"x\"}],\"other\":1}");
        Assert.Equal(6, answer.Json.GetProperty("errors").EnumerateObject().Count());
        Assert.Contains("$.attribution[1].source is required", answer.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(17, "more than 16 levels")]
    [InlineData(65, "more than 16 levels")]
    [InlineData(100_000, "more than 16 levels")]
    public async Task Deep_nesting_is_refused(int depth, string expected)
    {
        var answer = await app.PostAsync($"{{\"text\":\"a\",\"x\":{new string('[', depth)}{new string(']', depth)}}}");
        Assert.Equal("invalid-request", answer.Slug);
        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_name_is_not_echoed_back_whole()
    {
        var answer = await app.PostAsync($"{{\"{new string('k', 900_000)}\":1}}");
        Assert.Equal("invalid-request", answer.Slug);
        Assert.True(answer.Text.Length < 2000);
    }

    [Fact]
    public async Task Fifty_thousand_unknown_members_make_a_short_answer()
    {
        var answer = await app.PostAsync("{" + string.Join(',', Enumerable.Range(0, 50_000).Select(number => $"\"k{number}\":1")) + "}");
        Assert.Equal(50, answer.Json.GetProperty("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_too_large()
    {
        Assert.Equal("too-large", (await app.PostAsync($"{{\"text\":\"{new string('a', 2_000_000)}\"}}")).Slug);
        Assert.Equal(201, (await app.PostAsync($"{{\"text\":\"{new string('a', 1_048_000)}\"}}")).Status);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public async Task Bytes_that_are_no_text_are_refused(byte[] inside)
    {
        byte[] body = [.. "{\"text\":\"a"u8, .. inside, .. "\"}"u8];
        Assert.Equal("$ the body is not valid UTF-8", (await app.PostAsync(body)).Errors);
    }

    [Fact]
    public async Task A_raw_NUL_is_refused() => Assert.Equal("invalid-request", (await app.PostAsync("{\"text\":\"a\0\"}")).Slug);

    [Theory]
    [InlineData("{\"text\":\"a\\u0000\"}")]
    [InlineData("{\"text\":\"a\\u001b[31m\"}")]
    public async Task Forbidden_characters_alone_are_a_matter_of_meaning(string body) =>
        Assert.Equal("text-refused", (await app.PostAsync(body)).Slug);

    [Fact]
    public async Task Forbidden_characters_beside_a_wrong_shape_are_a_matter_of_shape() =>
        Assert.Equal("invalid-request", (await app.PostAsync("{\"text\":\"\\u001b\",\"confidence\":2}")).Slug);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=foo")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/merge-patch+json")]
    public async Task Other_media_types_are_refused_with_a_hint(string mediaType)
    {
        var answer = await app.PostAsync("{\"text\":\"a\"}", mediaType);
        Assert.Equal("unsupported-media-type", answer.Slug);
        Assert.Equal("application/json", answer.Headers["Accept-Post"]);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public async Task A_sound_body_reaches_the_handler(string mediaType)
    {
        var answer = await app.PostAsync(Encoding.UTF8.GetBytes("{\"text\":\"é \u2028 <שלום>\"}"), mediaType);
        Assert.Equal(201, answer.Status);
        Assert.Equal("é \u2028 <שלום>", answer.Json.GetProperty("text").GetString());
        Assert.Equal("\"1\"", answer.Headers["ETag"]);
        Assert.Contains("שלום", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"priority\":null", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\"modality\":\"asserted\"", answer.Text, StringComparison.Ordinal);
    }
}
