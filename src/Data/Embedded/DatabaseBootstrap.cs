using ClaimCheck.Data.Telemetry;
using Npgsql;

namespace ClaimCheck.Data.Embedded;

/// <summary>Makes the database and the service's own role, or repairs what is missing of them.</summary>
internal static class DatabaseBootstrap
{
    private const string Name = "claimcheck-bootstrap";
    private const string MaintenanceDatabase = "postgres";

    public static async Task EnsureAsync(ServerAccess access, DataLayout layout, CancellationToken ct)
    {
        try
        {
            await EnsureRoleAndDatabaseAsync(access, ct);
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new UnusableConfigurationException(
                $"The password in {layout.SuperuserPassword} is not the one the cluster in {layout.Cluster} was made with. Put the "
                + "right file back, or set Embedded__DataDirectory to a new folder.");
        }
    }

    /// <summary>Passes if the server lets in whom the connection string names.</summary>
    /// <exception cref="NpgsqlException">It does not, or does not answer.</exception>
    public static async Task KnockAsync(string connectionString, CancellationToken ct)
    {
        await using var source = await DataSources.CreateUnpooledAsync(Name, connectionString, ct);
        await using var connection = await source.OpenConnectionAsync(ct);
    }

    private static async Task EnsureRoleAndDatabaseAsync(ServerAccess access, CancellationToken ct)
    {
        await using var source = await DataSources.CreateUnpooledAsync(Name, access.Admin(MaintenanceDatabase), ct);
        await using var connection = await source.OpenConnectionAsync(ct);

        await using var stored = new NpgsqlCommand("select rolpassword from pg_authid where rolname = $1", connection)
        {
            Parameters = { new() { Value = Database.ServiceRole } },
        };
        if (!ScramVerifier.Matches(access.ServicePassword, await stored.ExecuteScalarAsync(ct) as string))
        {
            await SetServicePasswordAsync(connection, ScramVerifier.Of(access.ServicePassword), ct);
        }

        await using var known = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = ServerAccess.Database } },
        };
        if (await known.ExecuteScalarAsync(ct) is null)
        {
            await using var create = new NpgsqlCommand("create database claimcheck", connection);
            await create.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>The verifier goes in as a parameter, which is never logged; DDL itself takes none.</summary>
    private static async Task SetServicePasswordAsync(NpgsqlConnection connection, string verifier, CancellationToken ct)
    {
        await using var hand = new NpgsqlCommand("select set_config('claimcheck.verifier', $1, false)", connection)
        {
            Parameters = { new() { Value = verifier } },
        };
        await hand.ExecuteNonQueryAsync(ct);

        await using var role = new NpgsqlCommand(
            """
            do $$
            begin
                if not exists (select 1 from pg_roles where rolname = 'claimcheck_service') then
                    create role claimcheck_service;
                end if;
                execute format(
                    'alter role claimcheck_service login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password %L',
                    current_setting('claimcheck.verifier'));
            end
            $$
            """,
            connection);
        await role.ExecuteNonQueryAsync(ct);
    }
}
