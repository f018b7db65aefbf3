using System.Collections.Concurrent;
using System.Net;
using ClaimCheck.Api.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaimCheck.Api.Limits;

/// <summary>
/// Lets one address hold only so many connections at a time, so that it cannot take all that there are. Through a trusted proxy
/// come many, who are not told apart here.
/// </summary>
/// <param name="settings">How many.</param>
/// <param name="clock">The service's clock.</param>
/// <param name="log">Told now and then of connections that were refused.</param>
internal sealed class ConnectionShares(LimitSettings settings, TimeProvider clock, ILogger<ConnectionShares> log)
{
    private readonly NowAndThen told = new(clock);
    private readonly ConcurrentDictionary<AddressBlock, int> open = new();

    /// <summary>Counts the connections to one endpoint.</summary>
    public void Count(ListenOptions endpoint) => endpoint.Use(next => connection =>
        connection.RemoteEndPoint is IPEndPoint { Address: var address } && !IsTrusted(address)
            ? CountAsync(address, connection, next)
            : next(connection));

    private bool IsTrusted(IPAddress address)
    {
        // A socket that listens for both families shows an IPv4 address in the form of an IPv6 one.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return settings.TrustedProxies.Any(proxy => proxy.Contains(plain));
    }

    private async Task CountAsync(IPAddress address, ConnectionContext connection, ConnectionDelegate next)
    {
        var from = AddressBlock.Of(address);
        try
        {
            if (open.AddOrUpdate(from, 1, (_, count) => count + 1) <= settings.ConnectionsPerAddress)
            {
                await next(connection);
            }
            else
            {
                if (told.IsToBeTold(out var count))
                {
                    log.LogWarning("{Count} connections were refused, the newest from {Address}, which holds as many as one address may", count, address);
                }

                connection.Abort();
            }
        }
        finally
        {
            if (open.AddOrUpdate(from, 0, (_, count) => count - 1) == 0)
            {
                open.TryRemove(KeyValuePair.Create(from, 0));
            }
        }
    }
}
