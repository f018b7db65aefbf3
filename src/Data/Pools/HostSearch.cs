using System.Net.Sockets;
using ClaimCheck.Data.Telemetry;
using Npgsql;

namespace ClaimCheck.Data.Pools;

/// <summary>Which of several hosts is meant.</summary>
internal enum HostRole
{
    /// <summary>The one that is written to.</summary>
    Primary = 1,

    /// <summary>One that follows it.</summary>
    Replica,
}

/// <summary>
/// Knows which of the hosts of a connection string is the one that is meant. All are asked at once, and the first that says so
/// is it, until there is reason to doubt it: so one that is gone or silent costs nobody any time.
/// </summary>
/// <remarks>
/// Npgsql's own choice among hosts tries one after the other, and waits anew for one that takes connections and then says
/// nothing at every use that needs a connection.
/// </remarks>
internal sealed class HostSearch : IAsyncDisposable
{
    private const string Name = "claimcheck-hosts";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(50);

    // Between searches whose end nobody waits for.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A replica that was promoted answers as before: only now and then it is seen to be none any longer.
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(10);

    private readonly HostRole role;
    private readonly NpgsqlDataSource[] doors;
    private readonly Lock searching = new();
    private Task<Host?> search = Task.FromResult<Host?>(null);
    private volatile Host? known;
    private long searchedAt;

    /// <param name="settings">How to connect to any of them.</param>
    /// <param name="role">Which is meant.</param>
    public HostSearch(NpgsqlConnectionStringBuilder settings, HostRole role)
    {
        this.role = role;
        var hosts = DataSources.HostsOf(settings);
        if (hosts.Count == 1)
        {
            doors = [];
            known = new Host(0, long.MaxValue);
            return;
        }

        foreach (var host in hosts)
        {
            host.ApplicationName = Name;
            host.Pooling = false;
            host.Timeout = (int)Patience.TotalSeconds;
        }

        // Which server it is Postgres says to whoever connects: nothing is asked of it, not even its types.
        doors = [.. hosts.Select(host => DataSources.Create(Name, host, loadTypes: false))];
    }

    /// <summary>Whether there are several to choose from.</summary>
    private bool IsChoice => doors.Length > 0;

    /// <summary>The host's place in the connection string; null while it is not known. If so, or if that was long ago, it is looked for now and then.</summary>
    public int? Peek()
    {
        var last = known;
        var now = Environment.TickCount64;
        if (IsChoice && now - (last?.SeenAt ?? 0) > TrustedFor.TotalMilliseconds && now - searchedAt > Pause.TotalMilliseconds)
        {
            _ = Search();
        }

        return last?.Place;
    }

    /// <summary>The host's place in the connection string. Whoever comes while it is not known waits until it is.</summary>
    /// <exception cref="NotReachedException">None of the hosts is the one that is meant.</exception>
    public async ValueTask<int> FindAsync(CancellationToken cancellation) =>
        Peek() ?? (await Search().WaitAsync(cancellation))?.Place
        ?? throw new NotReachedException($"None of the database's hosts says that it is the {role.ToString().ToLowerInvariant()}.");

    /// <summary>There is reason to doubt that a host is the one: it did not answer, or no longer as it should.</summary>
    public void Doubt(int place)
    {
        if (IsChoice && known is { } last && last.Place == place)
        {
            Interlocked.CompareExchange(ref known, null, last);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var door in doors)
        {
            await door.DisposeAsync();
        }
    }

    private Task<Host?> Search()
    {
        lock (searching)
        {
            if (search.IsCompleted)
            {
                searchedAt = Environment.TickCount64;
                search = Task.Run(SearchAsync);
            }

            return search;
        }
    }

    private async Task<Host?> SearchAsync()
    {
        var enough = new CancellationTokenSource(Patience);
        var asked = Enumerable.Range(0, doors.Length).Select(place => AskAsync(place, enough.Token)).ToList();
        Host? found = null;
        try
        {
            await foreach (var answer in Task.WhenEach(asked).WithCancellation(enough.Token))
            {
                found = await answer;
                if (found is not null)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Time is up, and none said that it is the one.
        }

        // One that lets nobody else in is still good for those who are in: it is given up only when it is doubted.
        if (found is not null)
        {
            known = found;
        }

        await enough.CancelAsync();

        // Nobody waits for those that say nothing: Npgsql does not let itself be hurried while it waits for their first word.
        _ = Task.WhenAll(asked).ContinueWith(_ => enough.Dispose(), TaskScheduler.Default);
        return found;
    }

    /// <summary>
    /// Asks one host; for the primary again and again until nobody wants to know any longer, because nothing can be done
    /// before there is one.
    /// </summary>
    private async Task<Host?> AskAsync(int place, CancellationToken enough)
    {
        do
        {
            try
            {
                await using var door = await doors[place].OpenConnectionAsync(enough);
                var isReplica = door.PostgresParameters.TryGetValue("in_hot_standby", out var standby) && standby == "on";
                if (isReplica == (role == HostRole.Replica))
                {
                    return new Host(place, Environment.TickCount64);
                }
            }
            catch (Exception e) when (
                e is NpgsqlException or SocketException or IOException or TimeoutException or OperationCanceledException or ObjectDisposedException)
            {
                // Whatever it is, this host is not the one.
            }

            await Task.Delay(Rhythm, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (role == HostRole.Primary && !enough.IsCancellationRequested);

        return null;
    }

    private sealed record Host(int Place, long SeenAt);
}
