using Npgsql;

namespace ClaimCheck.Faults.Servers;

/// <summary>Two real servers, of which one follows the other.</summary>
internal sealed class ReplicatedPostgres : IAsyncDisposable
{
    private ReplicatedPostgres(PostgresServer primary, PostgresServer replica) => (Primary, Replica) = (primary, replica);

    public PostgresServer Primary { get; }

    public PostgresServer Replica { get; }

    /// <summary>Names both, as an operator would who does not know which of them is the primary today.</summary>
    public string ConnectionString => Naming(Replica.Port, Primary.Port);

    /// <param name="faults">Where the primary is copied from.</param>
    /// <param name="synchronous">Whether a commit is acknowledged only once the replica has it on its disk too.</param>
    public static async Task<ReplicatedPostgres> StartAsync(FaultsFixture faults, bool synchronous)
    {
        var primary = await faults.CopyAsync();
        PostgresServer? replica = null;
        try
        {
            replica = await PostgresServer.FollowAsync(primary, TestContext.Current.CancellationToken);
            await Eventually.TrueAsync(
                async () => await Sessions.CountAsync(
                    primary.AdminConnectionString, "select count(*) from pg_stat_replication where state = 'streaming'") == 1,
                "the replica follows");
            if (synchronous)
            {
                await Sessions.ExecuteAsync(
                    primary.AdminConnectionString, "alter system set synchronous_standby_names = '*'", "select pg_reload_conf()");
            }

            return new ReplicatedPostgres(primary, replica);
        }
        catch
        {
            await (replica?.DisposeAsync() ?? default);
            await primary.DisposeAsync();
            throw;
        }
    }

    /// <summary>Names both, the primary first and by another port than its own.</summary>
    public string ConnectionStringWith(int primaryAt) => Naming(primaryAt, Replica.Port);

    /// <summary>Makes the replica the primary.</summary>
    public Task PromoteAsync() => Sessions.ExecuteAsync(Replica.AdminConnectionString, "select pg_promote()");

    public async ValueTask DisposeAsync()
    {
        // The replica first: a primary that waits for it would not stop.
        await Replica.DisposeAsync();
        await Primary.DisposeAsync();
    }

    private string Naming(int first, int second) => new NpgsqlConnectionStringBuilder(Primary.AdminConnectionString)
    {
        Host = $"127.0.0.1:{first},127.0.0.1:{second}",
    }.ConnectionString;
}
