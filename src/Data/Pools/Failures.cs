using Npgsql;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ClaimCheck.Data.Pools;

/// <summary>What a failure says about whether the server is there, and about whether what failed may be tried again.</summary>
internal static class Failures
{
    /// <summary>The server, or the way to it, is away: connections are refused, cut or silent.</summary>
    public static bool IsServerAway(Exception exception) => exception is TimeoutRejectedException || IsConnectionLost(exception);

    /// <summary>What doubles nothing may be done again, and may succeed then.</summary>
    public static bool MayRepeat(Exception exception) => IsConnectionLost(exception) || WroteNothing(exception);

    /// <summary>Another server may answer what this one cannot.</summary>
    public static bool MayAskAnother(Exception exception) =>
        exception is BrokenCircuitException or DatabaseBusyException or NotReachedException
        || IsServerAway(exception)
        || (exception is PostgresException e && SqlState.Of(e).MayAskAnother);

    /// <summary>Nothing was written, so writing again doubles nothing.</summary>
    public static bool WroteNothing(Exception exception) =>
        exception is NotReachedException || (exception is PostgresException e && SqlState.Of(e).WroteNothing);

    /// <summary>The connection belongs to a server that is no longer there, or no longer the primary: so do others in the pools.</summary>
    public static bool IsConnectionLost(Exception exception) => exception switch
    {
        // A server that is there and lets nobody else in keeps those who are in.
        NotReachedException { InnerException: PostgresException e } => SqlState.Of(e).IsConnectionLost,
        NotReachedException => true,
        PostgresException e => SqlState.Of(e).IsConnectionLost,
        NpgsqlException => true,
        _ => false,
    };
}
