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

    // A replica that was promoted answers as before: only now and then it is seen to be none any longer.
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(10);

    private readonly HostRole role;
    private readonly NpgsqlDataSource[] doors;
    private readonly Lock searching = new();
    private Task<Host?> search = Task.FromResult<Host?>(null);
    private volatile Host? known;

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

    /// <summary>The host's place in the connection string; null while it is not known. If so, or if it was long ago, it is looked for.</summary>
    public int? Peek()
    {
        var last = known;
        if (last is null || (IsChoice && Environment.TickCount64 - last.SeenAt > TrustedFor.TotalMilliseconds))
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

        known = found;
        await enough.CancelAsync();

        // Nobody waits for those that say nothing: Npgsql does not let itself be hurried while it waits for their first word.
        _ = Task.WhenAll(asked).ContinueWith(_ => enough.Dispose(), TaskScheduler.Default);
        return found;
    }

    /// <summary>Asks one host again and again until it is the one, or nobody wants to know any longer.</summary>
    private async Task<Host?> AskAsync(int place, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await using var door = await doors[place].OpenConnectionAsync(enough);
                var isReplica = door.PostgresParameters.TryGetValue("in_hot_standby", out var standby) && standby == "on";
                if (isReplica == (role == HostRole.Replica))
                {
                    return new Host(place, Environment.TickCount64);
                }

                await Task.Delay(Rhythm, enough);
            }
            catch (Exception e) when (
                e is NpgsqlException or SocketException or IOException or TimeoutException or OperationCanceledException or ObjectDisposedException)
            {
                await Task.Delay(Rhythm, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    private sealed record Host(int Place, long SeenAt);
}
