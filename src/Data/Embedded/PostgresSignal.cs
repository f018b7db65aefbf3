namespace ClaimCheck.Data.Embedded;

/// <summary>What a postmaster understands, under the numbers every Unix gives them.</summary>
internal enum PostgresSignal
{
    /// <summary>SIGINT: end the sessions, write a checkpoint, stop.</summary>
    FastShutdown = 2,

    /// <summary>SIGQUIT: stop at once; the next start recovers from the log.</summary>
    ImmediateShutdown = 3,

    /// <summary>SIGKILL: for a process that no longer listens.</summary>
    Kill = 9,
}
