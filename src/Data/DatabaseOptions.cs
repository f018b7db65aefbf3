using Npgsql;

namespace ClaimCheck.Data;

/// <summary>Which database, and how much patience the service has with it.</summary>
/// <param name="ConnectionString">An Npgsql connection string; several hosts in it are a primary and its replicas.</param>
/// <param name="ReadFromReplicas">Whether reads may go to a replica, where there is one.</param>
public sealed record DatabaseOptions(string ConnectionString, bool ReadFromReplicas = false)
{
    /// <summary>Whether the connection string names several hosts, of which the one that is the primary at the time is written to.</summary>
    public bool HasSeveralHosts { get; } = new NpgsqlConnectionStringBuilder(ConnectionString).Host?.Contains(',') is true;

    /// <summary>The keys, 32 bytes each, under which secrets are kept in it: the first seals, all of them open. Without any it has one of its own.</summary>
    public IReadOnlyList<byte[]> SecretKeys { get; init; } = [];

    /// <summary>How long a statement may take; Postgres itself ends it then. A use of the database is given up a little later.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2.4);

    /// <summary>By how much a use of the database outlives the statement's own limit: only where the server does not answer at all.</summary>
    internal TimeSpan Grace => Patience / 12;
}
