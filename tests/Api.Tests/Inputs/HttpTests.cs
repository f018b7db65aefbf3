using System.IO.Compression;
using System.Text;
using ClaimCheck.Api.Tests.Http;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Tests.Inputs;

/// <summary>Requests that break or stretch the rules of HTTP (the kind http), through a bare socket.</summary>
[Collection(BadInputs.Name)]
public sealed class HttpTests(WatchedService service)
{
    private const string Host = "Host: localhost\r\n";
    private const string Post = "POST /v1/claims HTTP/1.1";
    private const string List = "GET /v1/claims?limit=1 HTTP/1.1";
    private const string Body = """{"source":"cnn","text":"Sent through a bare socket."}""";
    private static readonly string Json = $"{Host}Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n";

    public static TheoryData<string, string, string, int[]> Requests => new()
    {
        { "http-content-type-text", Post, Json.Replace("application/json", "text/plain", StringComparison.Ordinal), [415] },
        { "http-content-type-missing", Post, $"{Host}Content-Length: {Body.Length}\r\n", [415] },
        { "http-content-type-nonsense", Post, Json.Replace("application/json", ";;=\u00e9", StringComparison.Ordinal), [400, 415] },
        { "http-cl-twice", Post, Json + "Content-Length: 3\r\n", [400] },
        { "http-cl-negative", Post, $"{Host}Content-Type: application/json\r\nContent-Length: -1\r\n", [400] },
        { "http-cl-beside-chunked", Post, Json + "Transfer-Encoding: gzip\r\n", [400, 501] },
        { "http-header-nul", Post, Json + "X-A: a\0b\r\n", [400] },
        { "http-host-twice", Post, Json + "Host: other\r\n", [400] },
        { "http-host-missing", Post, Json.Replace(Host, "", StringComparison.Ordinal), [400] },
        { "http-method-unknown", "FOO /v1/claims HTTP/1.1", Host, [405] },
        { "http-method-delete-collection", "DELETE /v1/claims HTTP/1.1", Host, [405] },
        { "http-method-put", "PUT /v1/claims HTTP/1.1", Json, [405] },
        { "http-method-override", Post, Json + "X-HTTP-Method-Override: DELETE\r\n", [201] },
        { "http-accept-xml", List, Host + "Accept: application/xml\r\n", [200] },
        { "http-range-header", List, Host + "Range: bytes=0-5\r\n", [200] },
        { "http-http10", "GET /v1/claims?limit=1 HTTP/1.0", "", [200, 400, 426] },
        { "http-idem-key-long", Post, Json + $"Idempotency-Key: {new string('k', 256)}\r\n", [400] },
        { "http-xff-spoof", Post, Json + "X-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1\r\n", [201] },
        { "http-xrid-crlf", Post, Json + $"X-Request-Id: a%0d%0aInjected{new string('a', 5000)}\r\n", [201, 400] },
        { "http-encoding-gzip-announced", Post, Json + "Content-Encoding: gzip\r\n", [415] },
        { "http-encoding-identity-twice", Post, Json + "Content-Encoding: gzip, gzip\r\n", [415] },
        { "enc-unknown-zstd", Post, Json + "Content-Encoding: zstd\r\n", [415] },
        { "enc-identity", Post, Json + "Content-Encoding: identity\r\n", [415] },
        { "auth-other-tenant-list", "GET /v1/claims?tenant_id=other HTTP/1.1", Host, [400] },
        { "http-header-of-40k", Post, Json + $"X-A: {new string('a', 40_000)}\r\n", [431] },
        { "http-key-of-30k", "GET /v1/claims HTTP/1.1", Host + $"Authorization: Bearer {new string('a', 30_000)}\r\n", [401, 431] },
        { "http-chunk-broken", Post, $"{Host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", [400] },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_gets_its_answer(string name, string requestLine, string headers, int[] expected)
    {
        ArgumentNullException.ThrowIfNull(requestLine);
        var answer = await service.RawAsync(requestLine, headers, requestLine.StartsWith('P') ? Body : "", expected);

        Assert.True(answer.Status >= 400 || answer.MediaType == "application/json", name);
        Assert.False(answer.Headers.ContainsKey("Injected"));
        Assert.True(answer.Status != 405 || answer.Headers["Allow"].Contains("GET", StringComparison.Ordinal), "405 lacks Allow");
        Assert.True(answer.Status != 415 || answer.Headers["Accept-Post"] == "application/json", "415 lacks Accept-Post");
        Assert.True(headers?.Contains("Content-Encoding", StringComparison.Ordinal) is not true || answer.Headers["Accept-Encoding"] == "identity", "415 lacks Accept-Encoding");
        Assert.False(answer.Headers.ContainsKey("X-Request-Id"));
    }

    [Fact]
    public async Task Http_header_lf_only_is_refused_or_read_as_line_ends() => await service.RawAsync(
        Encoding.Latin1.GetBytes($"{Post}\r\nX-Api-Key: {service.KeyOf(Role.Contributor)}\r\nConnection: close\r\n{Json}\r\n".Replace("\r\n", "\n", StringComparison.Ordinal) + Body),
        400, 201);

    [Fact]
    public async Task Whoever_forges_an_address_is_recorded_under_the_key_all_the_same()
    {
        var created = await service.RawAsync(Post, Json + "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-User: admin\r\n", Body, 201);

        var history = await service.GetAsync(created.Headers["Location"] + "/history", 200);
        Assert.Equal("Contributor of the tests", history.Json.GetProperty("items")[0].GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_body_that_is_really_compressed_is_refused_and_not_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Body), TestContext.Current.CancellationToken);
        }

        var bytes = packed.ToArray();
        var head = $"{Post}\r\nX-Api-Key: {service.KeyOf(Role.Contributor)}\r\nConnection: close\r\n{Host}Content-Type: application/json\r\nContent-Length: {bytes.Length}\r\n";
        await service.RawAsync([.. Encoding.Latin1.GetBytes(head + "Content-Encoding: gzip\r\n\r\n"), .. bytes], 415);
        await service.RawAsync([.. Encoding.Latin1.GetBytes(head + "\r\n"), .. bytes], 400);
    }

    [Fact]
    public async Task A_body_over_1_MiB_in_chunks_of_unknown_number_is_too_large()
    {
        var chunks = new StringBuilder();
        for (var i = 0; i < 17; i++)
        {
            chunks.Append("10000\r\n").Append(' ', 0x10000).Append("\r\n");
        }

        var answer = await service.RawAsync(
            Post, $"{Host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", chunks.Append("0\r\n\r\n").ToString(), 413);
        Assert.Equal("too-large", answer.Slug);
    }
}
