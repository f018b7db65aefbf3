using ClaimCheck.Data.Pools;
using Npgsql;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ClaimCheck.Data;

/// <summary>What an unforeseen failure of the database means for the caller.</summary>
public enum DatabaseFailureKind
{
    /// <summary>The database is away, stopping or out of resources: the same request may succeed later.</summary>
    Unavailable = 1,

    /// <summary>Too many wait for the database already: the same request may succeed in a moment.</summary>
    Busy,

    /// <summary>The database has no room to write: the same request succeeds once somebody has made some.</summary>
    StorageFull,

    /// <summary>A rule of the schema was broken that no outcome foresaw, by a race for example.</summary>
    Conflict,

    /// <summary>Nothing the caller could change.</summary>
    Defect,
}

/// <summary>Tells what kind of failure an exception from the database is.</summary>
public static class DatabaseFailure
{
    /// <summary>The kind of failure, or null where the exception is not the database's.</summary>
    public static DatabaseFailureKind? Classify(Exception exception) => exception switch
    {
        DatabaseBusyException => DatabaseFailureKind.Busy,
        PostgresException e => SqlState.Of(e).Kind,
        NpgsqlException or TimeoutException or NotReachedException or BrokenCircuitException or TimeoutRejectedException
            => DatabaseFailureKind.Unavailable,
        _ => null,
    };

    /// <summary>The name of the constraint or the SQLSTATE, for the log: never the row.</summary>
    public static string? Describe(Exception exception) =>
        exception is PostgresException e ? $"{e.SqlState} {e.ConstraintName}".TrimEnd() : null;
}
