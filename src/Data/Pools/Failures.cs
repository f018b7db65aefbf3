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
        exception is BrokenCircuitException or DatabaseBusyException || IsServerAway(exception) || IsConflictWithReplay(exception);

    /// <summary>Nothing was written, so writing again doubles nothing.</summary>
    public static bool WroteNothing(Exception exception) => exception
        is NotReachedException
        or PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.ReadOnlySqlTransaction
        };

    // 40001 on a replica: it had to replay something that the statement still needed.
    private static bool IsConflictWithReplay(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure };

    /// <summary>The connection belongs to a server that is no longer there, or no longer the primary: so do others in the pools.</summary>
    public static bool IsConnectionLost(Exception exception) => exception switch
    {
        NotReachedException => true,

        // 08: connection; 57P: shutting down, crashed, starting.
        PostgresException e => e.SqlState.StartsWith("08", StringComparison.Ordinal)
            || e.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || e.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException => true,
        _ => false,
    };
}
