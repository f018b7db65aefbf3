using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ClaimCheck.Api.Tests.Http;
using ClaimCheck.Domain.Access;
using Npgsql;

namespace ClaimCheck.Api.Tests.Inputs;

/// <summary>
/// The whole service with a guard at its door: no answer that passes here may be a 5xx, a refusal is a problem without a
/// stack trace, and what was refused has left nothing behind in any table. The tests of bad inputs share one, so that
/// nobody else writes to the database while they compare it.
/// </summary>
public sealed class WatchedService(PostgresFixture postgres) : ApiFixture(postgres)
{
    // But for what the service notes by itself when it comes to it: that an import has ended, and what counts of origins came to.
    private const string EverythingStored = """
        select concat_ws(E'\n',
            (select 'sources ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from sources t),
            (select 'source_reliability ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from source_reliability t),
            (select 'articles ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from articles t),
            (select 'claims ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from claims t),
            (select 'attribution_hops ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from attribution_hops t),
            (select 'claim_links ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from claim_links t),
            (select 'link_reviews ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from link_reviews t),
            (select 'claim_review_pages ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from claim_review_pages t),
            (select 'claim_review_markups ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from claim_review_markups t),
            (select 'audit_log ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from audit_log t where entity_type not in ('import', 'evidence')),
            (select 'api_keys ' || count(*) from api_keys))
        """;

    private static readonly string[] SignsOfTheInside = ["   at ", "Exception", "Npgsql", "System.", "SQLSTATE", "Microsoft."];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Sends a body and judges the answer.</summary>
    public async Task<Answer> PostAsync(Input input)
    {
        using var request = new HttpRequestMessage(input.Method, input.Path) { Content = new ByteArrayContent(input.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", input.MediaType);
        foreach (var (name, value) in input.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await WatchAsync(() => SendAsync(request), input.Expected);
    }

    /// <summary>Asks for a path, which must answer with one of these statuses.</summary>
    public async Task<Answer> GetAsync(string path, params int[] expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await WatchAsync(() => SendAsync(request), expected);
    }

    /// <summary>Sends bytes as they stand, without an HTTP client that would repair them.</summary>
    public Task<Answer> RawAsync(byte[] request, params int[] expected) => WatchAsync(() => SendAsync(request), expected);

    /// <summary>Sends a request line and headers as they stand, with a key, and closes.</summary>
    public Task<Answer> RawAsync(string requestLine, string headers, string body, params int[] expected) => RawAsync(
        Encoding.Latin1.GetBytes($"{requestLine}\r\nX-Api-Key: {KeyOf(Role.Contributor)}\r\nConnection: close\r\n{headers}\r\n{body}"), expected);

    /// <summary>What all tables hold, in one text.</summary>
    public async Task<string> StoredAsync()
    {
        await using var connection = new NpgsqlConnection(Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(EverythingStored, connection);
        return (string)(await command.ExecuteScalarAsync(Stop))!;
    }

    private async Task<Answer> WatchAsync(Func<Task<Answer>> send, int[] expected)
    {
        var before = await StoredAsync();
        var answer = await send();
        Assert.True(answer.Status is >= 200 and < 500, $"A {answer.Status} must never be: {answer.Text}");
        if (answer.Status >= 400)
        {
            Assert.Contains(answer.MediaType, Refusal.Schemas.Keys);
            Assert.Equal(answer.Status, Refusal.StatusOf(answer.Json));
            Assert.All(SignsOfTheInside, sign => Assert.DoesNotContain(sign, answer.Text, StringComparison.Ordinal));
            Assert.True(answer.Text.Length < 20_000, "A refusal repeats too much of what was sent.");
            Assert.Equal(before, await StoredAsync());
        }

        Assert.True(expected.Length == 0 || expected.Contains(answer.Status), $"{answer.Status} is none of {string.Join(", ", expected)}: {answer.Text}");
        if (answer.Status == 201 && answer.Headers.TryGetValue("Location", out var location))
        {
            var read = (await GetAsync(location, 200)).Json;
            Assert.All(answer.Json.EnumerateObject(), member => Assert.True(
                JsonElement.DeepEquals(member.Value, read.GetProperty(member.Name)), $"{member.Name} was acknowledged, but is not what is stored."));
        }

        return answer;
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Admin.SendAsync(request, Stop);
        return await Answer.FromAsync(response);
    }

    private async Task<Answer> SendAsync(byte[] request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port, Stop);
        var stream = socket.GetStream();
        await stream.WriteAsync(request, Stop);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(await reader.ReadToEndAsync(patience.Token));
    }

    private static Answer Read(string reply)
    {
        Assert.StartsWith("HTTP/1.1 ", reply, StringComparison.Ordinal);
        var end = reply.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = reply[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        var body = reply[(end + 4)..];
        if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
        {
            body = Unchunked(body);
        }

        return new Answer(
            int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture),
            headers.GetValueOrDefault("Content-Type")?.Split(';')[0], body, headers);
    }

    /// <summary>The chunks put together; sizes count bytes, so the text goes through them again.</summary>
    private static string Unchunked(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var whole = new MemoryStream();
        var at = 0;
        while (true)
        {
            var lineEnd = bytes.AsSpan(at).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(bytes, at, lineEnd), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                return Encoding.UTF8.GetString(whole.ToArray());
            }

            whole.Write(bytes, at + lineEnd + 2, size);
            at += lineEnd + 2 + size + 2;
        }
    }
}

/// <summary>One service for all tests of bad inputs.</summary>
[CollectionDefinition(Name)]
public sealed class BadInputs : ICollectionFixture<WatchedService>
{
    public const string Name = "bad inputs";
}

/// <summary>A body, where it is sent, and the statuses that are right for it.</summary>
public sealed record Input(string Path, byte[] Body, params int[] Expected)
{
    public string MediaType { get; init; } = "application/json";

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A whole body for a new claim.</summary>
    public static Input Claim(string json, params int[] expected) => new("/v1/claims", Encoding.UTF8.GetBytes(json), expected);

    /// <summary>A new claim with this text, given as JSON stands for it.</summary>
    public static Input ClaimText(string json, params int[] expected) =>
        Claim($$"""{"source":"cnn","text":{{json}}}""", expected);

    /// <summary>A new claim with more members, given as JSON.</summary>
    public static Input ClaimWith(string members, params int[] expected) =>
        Claim($$"""{"source":"cnn","text":"A claim for the tests.",{{members}}}""", expected);

    /// <summary>A new article at an address of its own, with more members, given as JSON.</summary>
    public static Input ArticleWith(string address, string members, params int[] expected) => new(
        "/v1/articles", Encoding.UTF8.GetBytes($$"""{"source":"cnn","url":"https://example.org/{{address}}",{{members}}}"""), expected);

    /// <summary>A new article with this address, given as JSON.</summary>
    public static Input ArticleAt(string url, params int[] expected) => new(
        "/v1/articles", Encoding.UTF8.GetBytes($$"""{"source":"cnn","title":"An article for the tests","url":{{url}}}"""), expected);

    /// <summary>A new claim with raw bytes inside its text.</summary>
    public static Input RawText(byte[] inside, params int[] expected) => new(
        "/v1/claims", [.. "{\"source\":\"cnn\",\"text\":\"a"u8, .. inside, .. "b\"}"u8], expected);

    /// <summary>The text as JSON stands for it.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text);
}
