using ClaimCheck.Api.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaimCheck.Api.Limits;

/// <summary>
/// How long a client may take. Whoever sends or reads more slowly holds a connection and some memory, never one of the database's
/// connections: a body is read before the database is asked, and an answer is written after. Exports alone are read while they are
/// sent; of their connections there are few, and nobody else needs them.
/// </summary>
internal static class SlowClients
{
    // Of a body; half of what a modem did. Whoever is slower gets 408, and so does whoever has not sent all by the deadline.
    private const double BytesSentPerSecond = 2 * 1024;

    // Of an answer; whoever is slower is cut off. What the system buffers counts as read, and buys its time.
    private const double BytesReadPerSecond = 16 * 1024;

    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstBytes = TimeSpan.FromSeconds(5);

    // Longer than the minute for which proxies commonly keep a connection, for whoever closes it last is in the wrong.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(75);

    public static void Limit(KestrelServerLimits limits)
    {
        limits.RequestHeadersTimeout = Headers;
        limits.MinRequestBodyDataRate = new MinDataRate(BytesSentPerSecond, FirstBytes);
        limits.MinResponseDataRate = new MinDataRate(BytesReadPerSecond, FirstBytes);
        limits.KeepAliveTimeout = Idle;

        // The service's own check answers first and says more; this also counts what frames the chunks of a body.
        limits.MaxRequestBodySize = 2 * BodyBytes.Most;
    }
}
