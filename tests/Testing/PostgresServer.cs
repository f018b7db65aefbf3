using ClaimCheck.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaimCheck.Testing;

/// <summary>
/// A durable server in a throw-away folder of its own, for tests that hurt it: nobody starts it again but the test. It keeps
/// its port for life.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private readonly DataLayout layout;
    private readonly ServerPlan plan;
    private readonly ServerAccess access;
    private readonly FolderLock held;
    private Postmaster? running;

    private PostgresServer(DataLayout layout, ServerPlan plan, ServerAccess access, FolderLock held)
    {
        this.layout = layout;
        this.plan = plan;
        this.access = access;
        this.held = held;
    }

    /// <summary>As superuser, over TCP.</summary>
    public string AdminConnectionString => access.Admin(ServerAccess.Database);

    /// <summary>As the service's role, over TCP.</summary>
    public string ServiceConnectionString => access.Service(ServerAccess.Database);

    public int Port => plan.Port;

    /// <summary>As superuser to another database than the service's.</summary>
    public string AdminAt(string database) => access.Admin(database);

    /// <summary>The data folder: as the service's own Postgres would have it.</summary>
    public string Folder => layout.Root;

    /// <summary>The cluster inside of it.</summary>
    public string Cluster => layout.Cluster;

    /// <summary>The user the server runs as, who must own what it writes; null for the test's own.</summary>
    public string? User => plan.User?.Name;

    /// <summary>Makes a cluster with the service's role and database in it, and starts it.</summary>
    public static async Task<PostgresServer> CreateAsync(CancellationToken cancellation)
    {
        var server = await OpenAsync(
            async (layout, binaries, user) =>
            {
                layout.Furnish(user);
                PasswordFile.ReadOrCreate(layout.ServicePassword);
                await ClusterCreation.CreateAsync(
                    layout, binaries, user, PasswordFile.ReadOrCreate(layout.SuperuserPassword), durable: true, cancellation);
            },
            cancellation);
        await server.StartAsync(cancellation);
        await DatabaseBootstrap.EnsureAsync(server.access, server.layout, cancellation);
        return server;
    }

    /// <summary>Starts a server on a copy of the folder of another, which must be stopped.</summary>
    public static async Task<PostgresServer> CopyAsync(PostgresServer original, CancellationToken cancellation)
    {
        var server = await OpenAsync((layout, _, _) => original.CopyFolderAsync(layout.Root, cancellation), cancellation);
        await server.StartAsync(cancellation);
        return server;
    }

    /// <summary>Makes a replica of a running server: a copy of its cluster that follows it, and starts it.</summary>
    public static async Task<PostgresServer> FollowAsync(PostgresServer primary, CancellationToken cancellation)
    {
        var server = await OpenAsync(
            async (layout, binaries, user) =>
            {
                layout.Furnish(user);
                File.Copy(primary.layout.SuperuserPassword, layout.SuperuserPassword);
                File.Copy(primary.layout.ServicePassword, layout.ServicePassword);
                DataLayout.MakeForPostgres(layout.Cluster, user);
                var copy = ShortCommand.For(
                    Path.Combine(binaries.Folder, "pg_basebackup"),
                    [
                        "--pgdata", layout.Cluster, "--host", "127.0.0.1", "--port", $"{primary.Port}", "--username", ServerAccess.Superuser,
                        "--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast",
                    ],
                    layout.Cluster, user);
                copy.Environment["PGPASSWORD"] = primary.access.SuperuserPassword;
                var ended = await ShortCommand.RunAsync(copy, cancellation);
                if (ended.ExitCode != 0)
                {
                    throw new InvalidOperationException($"pg_basebackup failed: {ended.Errors}");
                }
            },
            cancellation);
        await server.StartAsync(cancellation);
        return server;
    }

    /// <summary>The postmaster and all its children.</summary>
    public IReadOnlyList<int> Processes() => ProcessesIn.Folder(layout.Cluster);

    /// <summary>Starts it, after whatever has happened to it, and returns once it accepts connections.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        running?.Dispose();
        await new Leftovers(layout, plan.Binaries, TimeProvider.System, NullLogger.Instance).ClearAsync(StopPatience, cancellation);
        DataLayout.MakeForPostgres(plan.SocketFolder!, plan.User);
        running = await Postmaster.StartAsync(plan, StopPatience, TimeProvider.System, cancellation);
    }

    /// <summary>Stops it as a restart does: sessions are ended, nothing is lost.</summary>
    public async Task StopAsync()
    {
        if (running is not null)
        {
            await running.StopAsync(StopPatience, TimeProvider.System);
            running.Dispose();
            running = null;
        }
    }

    /// <summary>kill -9 of the postmaster and every child; they are gone when this returns.</summary>
    public async Task KillAsync()
    {
        await Eventually.TrueAsync(
            () =>
            {
                var alive = Processes();
                ServiceProcess.Signal("KILL", alive);
                return Task.FromResult(alive.Count == 0);
            },
            "every process of the server is gone");
        await running!.Exited.WaitAsync(StopPatience);
    }

    /// <summary>Stops every process in its tracks: connections stay open and nothing is answered, until <see cref="Resume"/>.</summary>
    public void Freeze() => ServiceProcess.Signal("STOP", Processes());

    /// <summary>Lets them go on where they were.</summary>
    public void Resume() => ServiceProcess.Signal("CONT", Processes());

    /// <summary>Copies the folder, owners and all.</summary>
    public async Task CopyFolderAsync(string target, CancellationToken cancellation)
    {
        var copy = await ShortCommand.RunAsync(ShortCommand.For("/bin/cp", ["-a", layout.Root + "/.", target], target, user: null), cancellation);
        if (copy.ExitCode != 0)
        {
            throw new InvalidOperationException($"{layout.Root} could not be copied: {copy.Errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A frozen server would not hear that it is to stop.
        Resume();
        await StopAsync();
        held.Dispose();
        ThrowAwayFolder.Remove(layout.Root);
    }

    private static async Task<PostgresServer> OpenAsync(
        Func<DataLayout, PostgresBinaries, UnprivilegedUser?, Task> furnish, CancellationToken cancellation)
    {
        await ThrowAwayFolder.RemoveAbandonedAsync(cancellation);
        var options = new EmbeddedOptions { DataDirectory = ThrowAwayFolder.Make(), Port = QuietPort.Next() };
        var user = UnprivilegedUser.WhenRoot();
        var layout = DataLayout.Of(options);
        layout.Open(user);
        var held = await FolderLock.TakeAsync(layout, TimeProvider.System, cancellation);
        try
        {
            var binaries = await BinarySearch.FindAsync(options, layout, user, NullLogger.Instance, cancellation);
            await furnish(layout, binaries, user);
            var plan = new ServerPlan(binaries, layout, user, SocketPlace.Make(layout, user), options.Port, Durable: true);
            var access = new ServerAccess(
                SocketFolder: null, options.Port, PasswordFile.Read(layout.SuperuserPassword), PasswordFile.Read(layout.ServicePassword));
            return new PostgresServer(layout, plan, access, held);
        }
        catch
        {
            held.Dispose();
            ThrowAwayFolder.Remove(layout.Root);
            throw;
        }
    }
}
