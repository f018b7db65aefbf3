using Npgsql;

namespace ClaimCheck.Data.Embedded;

/// <summary>How to reach one running server.</summary>
/// <param name="SocketFolder">The folder of its Unix socket; null on Windows.</param>
/// <param name="Port">Its loopback port.</param>
/// <param name="SuperuserPassword">For migrations.</param>
/// <param name="ServicePassword">For the running service.</param>
internal sealed record ServerAccess(string? SocketFolder, int Port, string SuperuserPassword, string ServicePassword)
{
    public const string Superuser = "postgres";
    public const string Database = "claimcheck";

    /// <summary>As superuser to any database.</summary>
    public string Admin(string database) => For(Superuser, SuperuserPassword, database);

    /// <summary>As the service's own role to any database.</summary>
    public string Service(string database) => For(Data.Database.ServiceRole, ServicePassword, database);

    private string For(string role, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = SocketFolder ?? "127.0.0.1",
        Port = Port,
        Username = role,
        Password = password,
        Database = database,

        // Nothing leaves the machine, and asking for encryption first costs a round trip.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;
}
