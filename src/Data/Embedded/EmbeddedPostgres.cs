using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClaimCheck.Data.Embedded;

/// <summary>The service's own Postgres, for people who have none: started with the service and stopped with it.</summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan AttachPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AttachStep = TimeSpan.FromMilliseconds(50);

    private readonly DataLayout layout;
    private readonly ServerAccess access;
    private readonly FolderLock? held;
    private readonly PostgresSupervisor? supervisor;
    private int disposed;

    private EmbeddedPostgres(DataLayout layout, ServerAccess access, FolderLock? held, PostgresSupervisor? supervisor, bool created)
    {
        this.layout = layout;
        this.access = access;
        this.held = held;
        this.supervisor = supervisor;
        Created = created;
    }

    /// <summary>As superuser to the database <c>claimcheck</c>: for migrations.</summary>
    public string AdminConnectionString => access.Admin(ServerAccess.Database);

    /// <summary>As the service's own role, which is no superuser, to the database <c>claimcheck</c>.</summary>
    public string ServiceConnectionString => access.Service(ServerAccess.Database);

    /// <summary>The data folder in use.</summary>
    public string DataDirectory => layout.Root;

    /// <summary>A folder only the service's user can enter, outside of the cluster: for keys kept beside the data.</summary>
    public string SecretsDirectory => layout.Secrets;

    /// <summary>The loopback port, for other programs on this machine; the service itself uses the Unix socket if there is one.</summary>
    public int Port => access.Port;

    /// <summary>Whether this start made the cluster.</summary>
    public bool Created { get; }

    /// <summary>The postmaster this instance looks after; null when attached to the server of another process.</summary>
    internal int? ProcessId => supervisor?.ProcessId;

    /// <summary>Takes the data folder, makes the cluster if there is none, recovers what a kill left, and starts Postgres.</summary>
    /// <exception cref="UnusableConfigurationException">It cannot run as it is set up.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedOptions options, TimeProvider clock, ILogger logger, CancellationToken ct)
    {
        options.ThrowIfUnusable();
        var user = UnprivilegedUser.WhenRoot();
        var layout = DataLayout.Of(options);
        layout.Open(user);
        var held = await FolderLock.TakeAsync(layout, clock, ct);
        try
        {
            return await StartLockedAsync(options, layout, user, held, clock, logger, ct);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The server of a service that is running on the same folder, for commands beside it; null if none is running. The
    /// server stays that service's: disposing of this instance leaves it alone.
    /// </summary>
    /// <exception cref="UnusableConfigurationException">A service holds the folder but its server cannot be reached.</exception>
    public static async Task<EmbeddedPostgres?> AttachAsync(EmbeddedOptions options, TimeProvider clock, CancellationToken ct)
    {
        options.ThrowIfUnusable();
        var layout = DataLayout.Of(options);
        var start = clock.GetTimestamp();
        while (IsHeld(layout))
        {
            if (await TryAttachAsync(layout, ct) is { } attached)
            {
                return attached;
            }

            // It may be starting, or starting its Postgres again.
            if (clock.GetElapsedTime(start) > AttachPatience)
            {
                throw new UnusableConfigurationException(
                    $"A ClaimCheck is using {layout.Root}, but its Postgres does not answer. Look at its log in {layout.Log}, or "
                    + "stop it and try again.");
            }

            await Task.Delay(AttachStep, clock, ct);
        }

        return null;
    }

    /// <summary>
    /// Stops a server that a killed service left on the folder and does nothing else: for removing a throw-away folder.
    /// False when a service is using the folder.
    /// </summary>
    public static async Task<bool> StopLeftoverAsync(
        EmbeddedOptions options, TimeProvider clock, ILogger logger, CancellationToken ct)
    {
        var layout = DataLayout.Of(options);
        if (!File.Exists(layout.Lock))
        {
            return true;
        }

        using var held = FolderLock.TryTake(layout);
        if (held is not null && Directory.Exists(layout.Cluster))
        {
            var binaries = await BinarySearch.FindAsync(options, layout, UnprivilegedUser.WhenRoot(), logger, ct);
            await new Leftovers(layout, binaries, clock, logger).ClearAsync(options.StopTimeout, ct);
        }

        return held is not null;
    }

    /// <summary>Stops Postgres and lets go of the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0 || supervisor is null)
        {
            return;
        }

        await supervisor.DisposeAsync();
        SocketPlace.Remove(supervisor.Plan.SocketFolder, layout);
        held?.Dispose();
    }

    private static async Task<EmbeddedPostgres> StartLockedAsync(
        EmbeddedOptions options, DataLayout layout, UnprivilegedUser? user, FolderLock held, TimeProvider clock, ILogger logger,
        CancellationToken ct)
    {
        layout.RefuseForeignCluster();
        var binaries = await BinarySearch.FindAsync(options, layout, user, logger, ct);
        layout.Furnish(user);
        var created = layout.ClusterMajor is null;
        var (superuser, service) = Passwords(layout, created);
        await ClusterCreation.RemoveInterruptedAsync(layout, clock, ct);
        if (created)
        {
            logger.LogInformation("Making a Postgres {Major} cluster in {Folder}", binaries.Major, layout.Root);
            await ClusterCreation.CreateAsync(layout, binaries, user, superuser, options.Durable, ct);
        }
        else
        {
            await new Leftovers(layout, binaries, clock, logger).ClearAsync(options.StopTimeout, ct);
        }

        var socket = SocketPlace.Make(layout, user);
        PostgresSupervisor? supervisor = null;
        try
        {
            supervisor = await PostgresSupervisor.StartAsync(
                new ServerPlan(binaries, layout, user, socket, options.Port, options.Durable),
                anyPort: options.Port == 0, options.StopTimeout, clock, logger, ct);
            var access = new ServerAccess(socket, supervisor.Plan.Port, superuser, service);
            await DatabaseBootstrap.EnsureAsync(access, layout, ct);
            logger.LogInformation(
                "Postgres {Major} is running in {Folder} on port {Port} of this machine", binaries.Major, layout.Root, access.Port);
            return new EmbeddedPostgres(layout, access, held, supervisor, created);
        }
        catch
        {
            if (supervisor is not null)
            {
                await supervisor.DisposeAsync();
            }

            SocketPlace.Remove(socket, layout);
            throw;
        }
    }

    private static (string Superuser, string Service) Passwords(DataLayout layout, bool created)
    {
        if (!created && !File.Exists(layout.SuperuserPassword))
        {
            throw new UnusableConfigurationException(
                $"{layout.SuperuserPassword} is missing, and without that password the cluster in {layout.Cluster} cannot be opened. "
                + "Put the file back, or set Embedded__DataDirectory to a new folder.");
        }

        var passwords = ("", "");
        layout.Writing(() => passwords =
            (PasswordFile.ReadOrCreate(layout.SuperuserPassword), PasswordFile.ReadOrCreate(layout.ServicePassword)));
        return passwords;
    }

    private static bool IsHeld(DataLayout layout)
    {
        if (!File.Exists(layout.Lock))
        {
            return false;
        }

        using var free = FolderLock.TryTake(layout);
        return free is null;
    }

    private static async Task<EmbeddedPostgres?> TryAttachAsync(DataLayout layout, CancellationToken ct)
    {
        try
        {
            if (PostmasterFile.Read(layout.Cluster) is not { Ready: true } server
                || !File.Exists(layout.SuperuserPassword) || !File.Exists(layout.ServicePassword))
            {
                return null;
            }

            var access = new ServerAccess(
                server.SocketFolder.Length > 0 ? server.SocketFolder : null, server.Port,
                PasswordFile.Read(layout.SuperuserPassword), PasswordFile.Read(layout.ServicePassword));

            // The service's role and database are made last: with them the server is whole.
            await DatabaseBootstrap.KnockAsync(access.Service(ServerAccess.Database), ct);
            return new EmbeddedPostgres(layout, access, held: null, supervisor: null, created: false);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
