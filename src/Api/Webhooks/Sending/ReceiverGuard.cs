using System.Net;
using System.Net.Sockets;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Api.Webhooks.Sending;

/// <summary>An address leads to where messages may not go.</summary>
/// <param name="message">Which, in words.</param>
public sealed class AddressNotAllowedException(string message) : Exception(message);

/// <summary>
/// Keeps messages out of the service's own network. What a URL says is worth nothing here: one address can be written in a dozen
/// ways, and a name may stand for another one tomorrow. So the addresses themselves are looked at, after the name was looked up and
/// before one of them is dialled, and it is they that are dialled and not the name.
/// </summary>
/// <param name="allowed">Networks that are not public and may be sent to all the same.</param>
/// <param name="resolve">Looks up the addresses of a name; null for the system's own way.</param>
internal sealed class ReceiverGuard(
    IReadOnlyList<IPNetwork> allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    // Who has more addresses than that is reached at one of these, or is not there.
    private const int MostDialled = 4;

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Whether an address may be dialled.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = PublicAddress.Plain(address);
        return PublicAddress.Is(plain) || allowed.Any(network => network.Contains(plain));
    }

    /// <summary>Whether a URL may be kept as a webhook's. Only what needs no looking up is looked at: the rest shows when it is dialled.</summary>
    public bool MayAllow(Uri url) => !IPAddress.TryParse(url.IdnHost, out var address) || Allows(address);

    /// <summary>Connects to a host, and to none that is not allowed.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">Its port.</param>
    /// <param name="steps">Where the times go.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AddressNotAllowedException">One of the host's addresses is not allowed: then none is dialled, for whoever mixes them may mean harm.</exception>
    /// <exception cref="SocketException">The name is unknown, or nobody answers.</exception>
    public async Task<NetworkStream> ConnectAsync(string host, int port, ConnectionSteps? steps, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellation);
        steps?.Resolved();
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (Array.Find(addresses, address => !Allows(address)) is { } refused)
        {
            throw new AddressNotAllowedException($"{refused} is not a public address.");
        }

        SocketException? failure = null;
        foreach (var address in addresses.Take(MostDialled))
        {
            try
            {
                var stream = await DialAsync(new IPEndPoint(PublicAddress.Plain(address), port), cancellation);
                steps?.Connected();
                return stream;
            }
            catch (SocketException e)
            {
                failure = e;
            }
        }

        throw failure!;
    }

    private static async Task<NetworkStream> DialAsync(IPEndPoint target, CancellationToken cancellation)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
