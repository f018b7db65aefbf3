using System.Net;
using System.Net.Sockets;
using System.Text;
using ClaimCheck.Domain.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClaimCheck.Api.Tests.Limits;

/// <summary>The whole service with less patience than it has, so that the tests need not have it either.</summary>
public sealed class ImpatientApi(PostgresFixture postgres) : ApiFixture(postgres)
{
    // Kestrel looks once a second, and takes no shorter time for a rate than that.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.PostConfigure<KestrelServerOptions>(kestrel =>
        {
            Limits = new KestrelServerLimits
            {
                RequestHeadersTimeout = kestrel.Limits.RequestHeadersTimeout,
                MinRequestBodyDataRate = kestrel.Limits.MinRequestBodyDataRate,
                MinResponseDataRate = kestrel.Limits.MinResponseDataRate,
                KeepAliveTimeout = kestrel.Limits.KeepAliveTimeout,
                MaxConcurrentConnections = kestrel.Limits.MaxConcurrentConnections,
                MaxRequestBodySize = kestrel.Limits.MaxRequestBodySize,
            };
            kestrel.Limits.RequestHeadersTimeout = Patience;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(kestrel.Limits.MinRequestBodyDataRate!.BytesPerSecond, Patience);
            kestrel.Limits.MinResponseDataRate = new MinDataRate(1000 * kestrel.Limits.MinResponseDataRate!.BytesPerSecond, Patience);
            kestrel.Limits.KeepAliveTimeout = Patience;
        });
    }

    /// <summary>What the service had set.</summary>
    public KestrelServerLimits Limits { get; private set; } = null!;
}

/// <summary>The whole service with a deadline that comes before its patience with slow clients ends.</summary>
public sealed class HurriedApi(PostgresFixture postgres) : ApiFixture(postgres)
{
    protected override string[] Arguments => [.. base.Arguments, "--Limits:DeadlineSeconds=4"];
}

/// <summary>Clients that take their time are cut off, and nobody else waits for them.</summary>
public sealed class SlowClientTests(ImpatientApi api, HurriedApi hurried) : IClassFixture<ImpatientApi>, IClassFixture<HurriedApi>
{
    private const int Many = 50;

    // Many times what it should need.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_service_has_some_patience_but_not_forever()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), api.Limits.RequestHeadersTimeout);
        Assert.Equal((2048d, TimeSpan.FromSeconds(5)), (api.Limits.MinRequestBodyDataRate!.BytesPerSecond, api.Limits.MinRequestBodyDataRate.GracePeriod));
        Assert.Equal((16384d, TimeSpan.FromSeconds(5)), (api.Limits.MinResponseDataRate!.BytesPerSecond, api.Limits.MinResponseDataRate.GracePeriod));
        Assert.Equal(TimeSpan.FromSeconds(75), api.Limits.KeepAliveTimeout);
        Assert.Equal(10_000, api.Limits.MaxConcurrentConnections);
        Assert.Equal(2 * 1024 * 1024, api.Limits.MaxRequestBodySize);
    }

    [Fact]
    public async Task Headers_that_drip_get_a_408()
    {
        var slow = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => ConnectAsync("GET /v1/claims HTTP/1.1\r\nHost: localhost\r\nX-Drip: ")));

        await OthersAreServedAsync();

        foreach (var answer in await Task.WhenAll(slow.Select(DripAsync)))
        {
            Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
            Assert.Contains("urn:claimcheck:request-timeout", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_that_drips_gets_a_408()
    {
        var slow = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => ConnectAsync(BodyOf(api))));

        await OthersAreServedAsync();

        foreach (var answer in await Task.WhenAll(slow.Select(DripAsync)))
        {
            Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
            Assert.Contains("urn:claimcheck:request-timeout", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_import_that_drips_gets_a_408_and_is_incomplete()
    {
        const string row = """{"record":"claim","source":"cnn","externalId":"drip","text":"It drips."}""";
        var slow = await ConnectAsync(
            $"POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {api.KeyOf(Role.Contributor)}\r\n"
            + $"Content-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n{row}\n");

        var dripping = DripAsync(slow);
        while (!dripping.IsCompleted)
        {
            // Not one of its own waits for whoever sends: it would hold back the clean-up of rows.
            Assert.Equal(0L, await CountAsync("select count(*) from pg_stat_activity where state like 'idle in transaction%' and datname = current_database() and now() - state_change > '0.3 s'"));
            await Task.WhenAny(dripping, Task.Delay(100, Stop));
        }

        var answer = await dripping;
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        var import = System.Text.Json.JsonElement.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..]).GetProperty("importId");
        Assert.Equal("incomplete", (await api.Contributor.ReadAsync($"/v1/imports/{import}")).Text("state"));
        Assert.Empty((await api.Reader.ReadAsync("/v1/claims?externalId=drip")).Items);
    }

    [Fact]
    public async Task A_body_that_is_not_there_by_the_deadline_gets_a_408_too()
    {
        var answer = await DripAsync(await ConnectAsync(BodyOf(hurried), hurried));

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("urn:claimcheck:request-timeout", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_does_not_read_the_answers_is_cut_off()
    {
        using var client = await ConnectAsync("");
        var requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET /openapi/v1.json HTTP/1.1\r\nHost: localhost\r\n\r\n", 100)));
        using var patience = new CancellationTokenSource(Patience);

        // Goes on asking until the service neither reads nor writes any more, and then until the connection is gone.
        var sending = Task.Run(
            async () =>
            {
                while (true)
                {
                    await client.GetStream().WriteAsync(requests, patience.Token);
                }
            },
            Stop);
        await OthersAreServedAsync();

        await Assert.ThrowsAsync<IOException>(() => sending);
    }

    [Fact]
    public async Task A_connection_on_which_nothing_is_asked_is_closed()
    {
        using var client = await ConnectAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200", await ReadToEndAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_the_smallest_of_chunks_may_be_as_large_as_any()
    {
        var body = "{\"source\":\"cnn\",\"text\":\"In small pieces.\"" + new string(' ', (1024 * 1024) - 42) + "}";
        var chunks = string.Concat(body.Chunk(1024).Select(chunk => $"{chunk.Length:x}\r\n{new string(chunk)}\r\n"));
        using var client = await ConnectAsync(
            $"POST /v1/claims HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {api.KeyOf(Role.Contributor)}\r\nConnection: close\r\n"
            + $"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 201", await ReadToEndAsync(client), StringComparison.Ordinal);
    }

    private static string BodyOf(ApiFixture service) =>
        $"POST /v1/claims HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {service.KeyOf(Role.Contributor)}\r\n"
        + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"text\":\"";

    private static async Task<string> DripAsync(TcpClient slow)
    {
        using (slow)
        {
            var reading = ReadToEndAsync(slow);
            try
            {
                while (!reading.IsCompleted)
                {
                    await slow.GetStream().WriteAsync("a"u8.ToArray(), Stop);
                    await Task.WhenAny(reading, Task.Delay(100, Stop));
                }
            }
            catch (IOException)
            {
                // Cut off, after the answer.
            }

            return await reading;
        }
    }

    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        using var patience = new CancellationTokenSource(Patience);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await client.GetStream().ReadAsync(buffer, patience.Token)) > 0)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Closed while something was still being sent; what came before it is the answer.
        }

        return answer.ToString();
    }

    private async Task<TcpClient> ConnectAsync(string begin, ApiFixture? service = null)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, (service ?? api).Address.Port, Stop);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(begin), Stop);
        return client;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }

    private async Task OthersAreServedAsync()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await api.Reader.ReadAsync("/v1/claims?limit=5")).Status);
        }
    }
}
