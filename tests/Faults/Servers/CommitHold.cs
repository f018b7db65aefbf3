namespace ClaimCheck.Faults.Servers;

/// <summary>
/// The worst moment, held as long as wanted: transactions are committed and safe on disk, and whoever asked for them is
/// kept waiting for the answer, because Postgres was told to wait for a replica that does not exist.
/// </summary>
internal sealed class CommitHold : IAsyncDisposable
{
    private const string Waiting = "select count(*) from pg_stat_activity where wait_event = 'SyncRep'";

    private readonly string adminConnectionString;

    private CommitHold(string adminConnectionString) => this.adminConnectionString = adminConnectionString;

    public static async Task<CommitHold> StartAsync(string adminConnectionString)
    {
        await Sessions.ExecuteAsync(
            adminConnectionString, "alter system set synchronous_standby_names = 'nobody'", "select pg_reload_conf()");
        return new CommitHold(adminConnectionString);
    }

    /// <summary>Waits until that many writers are held.</summary>
    public Task HoldsAsync(int writers) => Eventually.TrueAsync(
        async () => await Sessions.CountAsync(adminConnectionString, Waiting) >= writers, $"{writers} writers wait for their answer");

    /// <summary>Lets the answers out. The server must be running.</summary>
    public async ValueTask DisposeAsync() => await Sessions.ExecuteAsync(
        adminConnectionString, "set synchronous_commit = local", "alter system reset synchronous_standby_names", "select pg_reload_conf()");
}
