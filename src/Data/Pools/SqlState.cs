using Npgsql;

namespace ClaimCheck.Data.Pools;

/// <summary>What an error that Postgres reported means: everything that this service makes of a SQLSTATE.</summary>
/// <param name="Kind">For the caller.</param>
internal sealed record SqlState(DatabaseFailureKind Kind)
{
    private static readonly SqlState ConnectionLost = new(DatabaseFailureKind.Unavailable) { IsConnectionLost = true };
    private static readonly SqlState ConnectionLostBeforeCommit = ConnectionLost with { WroteNothing = true };
    private static readonly SqlState PassingBy = new(DatabaseFailureKind.Unavailable);

    /// <summary>The connection belongs to a server that is no longer there, or no longer the primary: so do others in the pools.</summary>
    public bool IsConnectionLost { get; private init; }

    /// <summary>Nothing was written, so writing again doubles nothing.</summary>
    public bool WroteNothing { get; private init; }

    /// <summary>A matter of this server: another may answer the same question.</summary>
    public bool MayAskAnother { get; private init; }

    /// <summary>What an error means.</summary>
    public static SqlState Of(PostgresException exception) => exception.SqlState switch
    {
        // An instance that hung in the middle of a transaction was thrown out: it was idle for too long, or took too long.
        "25P03" or "25P04" => ConnectionLostBeforeCommit,
        PostgresErrorCodes.ReadOnlySqlTransaction => ConnectionLostBeforeCommit,

        // On a replica: it had to replay something that the statement still needed.
        PostgresErrorCodes.SerializationFailure => PassingBy with { WroteNothing = true, MayAskAnother = true },
        PostgresErrorCodes.DeadlockDetected => PassingBy with { WroteNothing = true },

        // Ended at its time limit, which on a replica is short.
        PostgresErrorCodes.QueryCanceled => PassingBy with { MayAskAnother = true },

        // A migration is still to be applied; a replica may not have heard of it yet.
        PostgresErrorCodes.UndefinedTable => PassingBy with { MayAskAnother = true },
        PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction => new(DatabaseFailureKind.Defect) { MayAskAnother = true },

        PostgresErrorCodes.DiskFull => new(DatabaseFailureKind.StorageFull),
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation => new(DatabaseFailureKind.Conflict),

        // The service is not let in: a password was changed, or a server is not set up for it yet.
        PostgresErrorCodes.InvalidCatalogName => PassingBy,
        { } state => state[..2] switch
        {
            "08" => ConnectionLost,
            "28" => PassingBy,
            "53" => PassingBy,
            "57" when state[2] == 'P' => ConnectionLost,
            _ => new(DatabaseFailureKind.Defect),
        },
    };
}
