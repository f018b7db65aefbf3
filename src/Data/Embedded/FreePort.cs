using System.Net;
using System.Net.Sockets;

namespace ClaimCheck.Data.Embedded;

/// <summary>Asks the kernel for a loopback port nobody has now; somebody may take it before Postgres does.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
