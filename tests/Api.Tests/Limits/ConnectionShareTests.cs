using System.Net;
using System.Net.Sockets;
using ClaimCheck.Api.Tests.Processes;

namespace ClaimCheck.Api.Tests.Limits;

/// <summary>The whole service with few connections for each address.</summary>
public sealed class CrowdedApi(PostgresFixture postgres) : ApiFixture(postgres)
{
    public const int ConnectionsPerAddress = 20;

    protected override string[] Arguments => [.. base.Arguments, $"--Limits:ConnectionsPerAddress={ConnectionsPerAddress}"];
}

/// <summary>How many connections one address may hold.</summary>
public sealed class ConnectionShareTests(CrowdedApi api, LimitedApi behindAProxy) : IClassFixture<CrowdedApi>, IClassFixture<LimitedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_that_holds_its_share_gets_no_more_until_it_lets_go()
    {
        using var held = await HoldAsync(api.Address, CrowdedApi.ConnectionsPerAddress);

        Assert.False(await IsServedAsync(api.Address));

        held.Dispose();
        await Eventually.TrueAsync(() => IsServedAsync(api.Address), "the share is free again");
    }

    [Fact]
    public async Task A_trusted_proxy_may_hold_more()
    {
        using var held = await HoldAsync(behindAProxy.Address, 2 * LimitedApi.ConnectionsPerAddress);

        Assert.True(await IsServedAsync(behindAProxy.Address));
    }

    private static async Task<Held> HoldAsync(Uri address, int count)
    {
        var held = new Held([.. Enumerable.Range(0, count).Select(_ => new TcpClient())]);
        foreach (var client in held.Clients)
        {
            await client.ConnectAsync(IPAddress.Loopback, address.Port, Stop);
            await client.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Stop);
            Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[1], Stop));
        }

        return held;
    }

    private static async Task<bool> IsServedAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        try
        {
            return (await client.ReadAsync("/health/live")).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private sealed record Held(TcpClient[] Clients) : IDisposable
    {
        public void Dispose() => Array.ForEach(Clients, client => client.Dispose());
    }
}
