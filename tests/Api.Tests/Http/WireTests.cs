using System.Text.Json;

namespace ClaimCheck.Api.Tests.Http;

/// <summary>Requests that a well-behaved client cannot even send.</summary>
public sealed class WireTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Host = "Host: localhost\r\n";
    private const string Close = "Connection: close\r\n";

    [Theory]
    [InlineData("POST /v1/samples HTTP/1.1\r\n" + Host + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData("POST /v1/samples HTTP/1.1\r\n" + Host + "Content-Length: -1\r\n\r\n")]
    [InlineData("GET /v1/samples HTTP/1.1\r\n" + Host + "X-A: a\0b\r\n\r\n")]
    [InlineData("GET /v1/samples HTTP/1.1\r\n" + Host + "Host: other\r\n\r\n")]
    [InlineData("GET /v1/samples HTTP/1.1\r\n\r\n")]
    [InlineData("GET /v1/samples/%00 HTTP/1.1\r\n" + Host + "\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET /v1/samples HTTP/1.1\r\n" + Host + "Idempotency-Key: \u00e9\r\n\r\n")]
    public async Task A_request_against_the_rules_of_HTTP_is_refused_with_a_problem(string request) =>
        ShouldBe("400", "bad-request", await app.RawAsync(request));

    [Fact]
    public async Task Headers_without_end_are_refused_with_a_problem() => ShouldBe(
        "431",
        "headers-too-large",
        await app.RawAsync("GET /v1/samples HTTP/1.1\r\n" + Host + $"X-A: {new string('a', 31_000)}\r\nX-B: {new string('b', 20_000)}\r\n\r\n"));

    [Fact]
    public async Task An_unknown_version_is_refused_with_a_problem() =>
        ShouldBe("505", "version-not-supported", await app.RawAsync("GET /v1/samples HTTP/9.9\r\n" + Host + "\r\n"));

    [Fact]
    public async Task A_sound_request_before_a_broken_one_is_answered_as_ever()
    {
        var both = await app.RawAsync("GET /v1/samples HTTP/1.1\r\n" + Host + "\r\nnonsense\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", both, StringComparison.Ordinal);
        ShouldBe("400", "bad-request", both[both.LastIndexOf("HTTP/1.1", StringComparison.Ordinal)..]);
    }

    private static void ShouldBe(string status, string slug, string answer)
    {
        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", answer, StringComparison.Ordinal);
        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Equal($"urn:claimcheck:{slug}", JsonElement.Parse(body).GetProperty("type").GetString());
        Assert.Contains($"Content-Length: {body.Length}\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_ends_early_is_no_server_fault()
    {
        var answer = await app.RawAsync("POST /v1/samples HTTP/1.1\r\n" + Host + Close + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("urn:claimcheck:bad-request", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HTTP_1_0_without_a_host_is_answered() =>
        Assert.StartsWith("HTTP/1.1 200", await app.RawAsync("GET /v1/samples HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("", 1)]
    [InlineData("a b", 1)]
    [InlineData("k", 256)]
    public async Task An_idempotency_key_in_another_form_is_refused(string key, int times)
    {
        var repeated = string.Concat(Enumerable.Repeat(key, times));
        var answer = await app.RawAsync("POST /v1/samples HTTP/1.1\r\n" + Host + Close + $"Idempotency-Key: {repeated}\r\nContent-Length: 0\r\n\r\n");
        Assert.Contains("urn:claimcheck:invalid-header", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_idempotency_keys_are_refused() => Assert.Contains(
        "urn:claimcheck:invalid-header",
        await app.RawAsync("POST /v1/samples HTTP/1.1\r\n" + Host + Close + "Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 0\r\n\r\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("abc-123", true)]
    [InlineData("a%0d%0aInjected", false)]
    [InlineData("a b", false)]
    public async Task A_request_id_is_echoed_only_when_plain(string id, bool echoed)
    {
        var answer = await app.RawAsync("GET /v1/samples HTTP/1.1\r\n" + Host + Close + $"X-Request-Id: {id}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Equal(echoed, answer.Contains($"X-Request-Id: {id}", StringComparison.Ordinal));
        Assert.Contains("X-Content-Type-Options: nosniff", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_request_id_is_not_echoed() => Assert.DoesNotContain(
        "X-Request-Id",
        await app.RawAsync("GET /v1/samples HTTP/1.1\r\n" + Host + Close + $"X-Request-Id: {new string('a', 5000)}\r\n\r\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Range: bytes=0-5", "GET")]
    [InlineData("Accept: application/xml", "GET")]
    [InlineData("X-HTTP-Method-Override: DELETE", "GET")]
    public async Task Headers_without_meaning_here_are_ignored(string header, string method)
    {
        var answer = await app.RawAsync($"{method} /v1/samples HTTP/1.1\r\n" + Host + Close + header + "\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_coding_is_refused() => Assert.Contains(
        "urn:claimcheck:unsupported-media-type",
        await app.RawAsync("POST /v1/samples HTTP/1.1\r\n" + Host + Close + "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
        StringComparison.Ordinal);
}
