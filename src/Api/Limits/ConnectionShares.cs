using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaimCheck.Api.Limits;

/// <summary>
/// Lets one address hold only so many connections at a time, so that it cannot take all that there are. Through a trusted proxy
/// come many, who are not told apart here.
/// </summary>
/// <param name="settings">How many.</param>
internal sealed class ConnectionShares(LimitSettings settings)
{
    private readonly ConcurrentDictionary<AddressBlock, int> open = new();

    /// <summary>Counts the connections to one endpoint.</summary>
    public void Count(ListenOptions endpoint) => endpoint.Use(next => connection =>
        connection.RemoteEndPoint is IPEndPoint { Address: var address } && !IsTrusted(address)
            ? CountAsync(AddressBlock.Of(address), connection, next)
            : next(connection));

    private bool IsTrusted(IPAddress address)
    {
        // A socket that listens for both families shows an IPv4 address in the form of an IPv6 one.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return settings.TrustedProxies.Any(proxy => proxy.Contains(plain));
    }

    private async Task CountAsync(AddressBlock from, ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (open.AddOrUpdate(from, 1, (_, count) => count + 1) <= settings.ConnectionsPerAddress)
            {
                await next(connection);
            }
            else
            {
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
