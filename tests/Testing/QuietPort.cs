using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ClaimCheck.Testing;

/// <summary>
/// A loopback port for a server that will be gone for a while and come back: below those that kernels give to outgoing
/// connections, or whoever knocks in the meantime may be given the very port and so talk to himself.
/// </summary>
public static class QuietPort
{
    private const int First = 15_000;
    private const int Last = 30_000;

    public static int Next()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Somebody has it: another.
            }
        }
    }
}
