using System.Globalization;

namespace ClaimCheck.Faults.Servers;

/// <summary>
/// The worst moment, held as long as wanted: transactions are committed and safe on disk, and whoever asked for them is
/// kept waiting for the answer, because Postgres was told to wait for a replica that does not exist.
/// </summary>
internal sealed class CommitHold : IAsyncDisposable
{
    // The service itself commits too, now and then: it notes which keys are used, forgets old receipts, stores what was sent for
    // import. Only what clients write is in the history, and it has a pool of its own. Who waits still has its locks.
    private const string Waiting =
        """
        select count(*)
        from pg_stat_activity a
        where a.wait_event = 'SyncRep' and a.application_name = 'claimcheck-writes'
          and exists (
              select 1 from pg_locks l
              where l.pid = a.pid and l.database = a.datid and l.relation = to_regclass('audit_log') and l.mode = 'RowExclusiveLock')
        """;

    private const string Begun = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint";
    private const string StillGoingOn = "select count(*) where pg_snapshot_xmin(pg_current_snapshot())::text::bigint < ";

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

    /// <summary>Lets the answers out, and waits until what was held can be seen. The server must be running.</summary>
    public async ValueTask DisposeAsync()
    {
        var begun = await Sessions.CountAsync(adminConnectionString, Begun);
        await Sessions.ExecuteAsync(
            adminConnectionString, "set synchronous_commit = local", "alter system reset synchronous_standby_names", "select pg_reload_conf()");

        // Reloading is only asked for; sessions hear of it when they do, one after the other.
        var isGoingOn = StillGoingOn + begun.ToString(CultureInfo.InvariantCulture);
        await Eventually.TrueAsync(async () => await Sessions.CountAsync(adminConnectionString, isGoingOn) == 0, "what was held is done");
    }
}
