using ClaimCheck.Data.Pools;
using ClaimCheck.Data.Telemetry;
using Npgsql;

namespace ClaimCheck.Data.Replicas;

/// <summary>
/// The ways to the replicas, and what keeps anybody from being shown less there than he has written: how far each of them has come,
/// and how far the caller.
/// </summary>
internal sealed class ReplicaReads : IAsyncDisposable
{
    // A replica is not worth waiting for: the primary answers as well. A search may take its time there too.
    private const double ShareOfReads = 0.125;
    private const double ShareOfSearches = 0.5;

    private readonly Server server;
    private readonly ReplayedPositions replayed = new();

    // Ambient, because what a request may read from where is nothing that the readers between its beginning and its reads know.
    private readonly AsyncLocal<CallerPosition?> caller = new();

    /// <summary>Makes the pools; connects to nothing yet.</summary>
    public ReplicaReads(DatabaseOptions options, DataMeters meters)
    {
        server = new Server("replicas", new HostSearch(new NpgsqlConnectionStringBuilder(options.ConnectionString), HostRole.Replica), meters);
        Reads = new Pool(PoolSettings.Of(options, "claimcheck-replica-reads", 16, waiting: 256, ShareOfReads), server, meters);
        Searches = new Pool(
            PoolSettings.Of(options, "claimcheck-replica-searches", 8, waiting: 64, ShareOfSearches, Database.SearchOptions), server, meters);
    }

    /// <summary>For short reads.</summary>
    public Pool Reads { get; }

    /// <summary>For searches.</summary>
    public Pool Searches { get; }

    /// <summary>Whom all that comes from here on is for.</summary>
    public void Follow(CallerPosition position) => caller.Value = position;

    /// <summary>Reads from a replica, if there is one that answers and has come far enough for the caller.</summary>
    /// <returns>Whether it was read, and what.</returns>
    public async ValueTask<(bool IsRead, T? Result)> TryAsync<T>(
        Pool pool, Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        if (!pool.IsThere || caller.Value is not { MayReadReplicas: true } position)
        {
            return (false, default);
        }

        try
        {
            return await pool.TryOnceAsync(
                async (connection, token) => await replayed.IncludesAsync(connection, position.After, token)
                    ? (true, await read(connection, token))
                    : (false, default(T)),
                cancellation);
        }
        catch (Exception e) when (Failures.MayAskAnother(e))
        {
            // The primary answers what the replicas cannot.
            return (false, default);
        }
    }

    /// <summary>
    /// After a commit on this connection to the primary, or when the caller is told of what was met there: from here on he must be
    /// shown no less.
    /// </summary>
    public async ValueTask NotePositionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (caller.Value is not { } position)
        {
            return;
        }

        try
        {
            position.MoveTo(await ReplayedPositions.EndAsync(connection, cancellation));
        }
        catch (NpgsqlException)
        {
            // The write is committed and must be acknowledged: whoever was told that it failed would repeat it.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Reads.DisposeAsync();
        await Searches.DisposeAsync();
        await server.DisposeAsync();
    }
}
