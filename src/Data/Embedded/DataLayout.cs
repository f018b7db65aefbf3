namespace ClaimCheck.Data.Embedded;

/// <summary>What lies where in the data folder, and whether the folder can be used at all.</summary>
/// <param name="Root">The data folder, with symbolic links resolved.</param>
internal sealed record DataLayout(string Root)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Lets the unprivileged user walk through to its own folders, and list nothing.
    private const UnixFileMode OwnerAndPassage = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // What a freshly made volume may hold already.
    private static readonly string[] HarmlessEntries = ["lost+found", ".gitkeep", ".DS_Store"];

    public string Cluster => Path.Combine(Root, "postgres");

    public string Secrets => Path.Combine(Root, "secrets");

    public string SuperuserPassword => Path.Combine(Secrets, "superuser");

    public string ServicePassword => Path.Combine(Secrets, "service");

    public string Log => Path.Combine(Root, "log");

    public string Socket => Path.Combine(Root, "socket");

    public string Lock => Path.Combine(Root, "service.lock");

    /// <summary>Who holds the lock: nobody else can read a locked file.</summary>
    public string Holder => Path.Combine(Root, "service.pid");

    /// <summary>Null until a cluster has been made here.</summary>
    public int? ClusterMajor =>
        File.Exists(Path.Combine(Cluster, "PG_VERSION"))
        && int.TryParse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")).Trim(), out var major)
            ? major
            : null;

    public static DataLayout Of(EmbeddedOptions options) =>
        new(ReachablePath.Real(
            string.IsNullOrWhiteSpace(options.DataDirectory) ? EmbeddedDataDirectory.Default() : options.DataDirectory));

    /// <summary>Makes the data folder or says why it cannot be used. Nothing in it is touched before the lock is held.</summary>
    public void Open(UnprivilegedUser? user)
    {
        if (File.Exists(Root))
        {
            throw new UnusableConfigurationException(
                $"The data folder {Root} is a file. Set Embedded__DataDirectory to a folder.");
        }

        RefuseFolderOfSomeoneElse();
        if (user is not null && ReachablePath.FirstClosedFolder(Root) is { } closed)
        {
            throw new UnusableConfigurationException(
                $"Started by root, ClaimCheck runs Postgres as the user '{user.Name}', who cannot reach the data folder {Root} "
                + $"because {closed} is closed to other users. Set Embedded__DataDirectory to a folder that '{user.Name}' can "
                + "reach, or start ClaimCheck as an ordinary user.");
        }

        Writing(() => Make(Root, user is null ? OwnerOnly : OwnerAndPassage));
    }

    /// <summary>Makes the folders inside, once the lock is held.</summary>
    public void Furnish(UnprivilegedUser? user) => Writing(() =>
    {
        Make(Secrets, OwnerOnly);
        Make(Log, OwnerOnly);
        user?.Own(Log);
    });

    /// <summary>A folder only Postgres's user may enter.</summary>
    public static void MakeForPostgres(string folder, UnprivilegedUser? user)
    {
        Make(folder, OwnerOnly);
        user?.Own(folder);
    }

    public void RefuseForeignCluster()
    {
        if (ClusterMajor is null && Directory.Exists(Cluster) && Directory.EnumerateFileSystemEntries(Cluster).Any())
        {
            throw new UnusableConfigurationException(
                $"{Cluster} is not empty and is not a Postgres cluster. Move what is in it elsewhere, or set "
                + "Embedded__DataDirectory to another folder.");
        }
    }

    /// <summary>Turns a refusal of the file system into words about the data folder.</summary>
    internal void Writing(Action action)
    {
        try
        {
            action();
        }
        catch (Exception refusal) when (refusal is UnauthorizedAccessException or IOException)
        {
            throw new UnusableConfigurationException(
                $"The data folder {Root} cannot be written: {refusal.Message.TrimEnd('.')}. Give the user that runs ClaimCheck "
                + "the right to write there, or set Embedded__DataDirectory to another folder.");
        }
    }

    private static void Make(string folder, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, mode);
        }

        // The process's umask may have taken bits away.
        if ((File.GetUnixFileMode(folder) & mode) != mode)
        {
            File.SetUnixFileMode(folder, mode);
        }
    }

    private void RefuseFolderOfSomeoneElse()
    {
        var strangers = Array.Empty<string>();
        Writing(() => strangers = Directory.Exists(Root) && !File.Exists(Lock)
            ? [.. Directory.EnumerateFileSystemEntries(Root).Select(entry => Path.GetFileName(entry)).Except(HarmlessEntries)]
            : []);

        // A second service starting at the same moment may have put its lock there since.
        if (strangers.Length > 0 && !File.Exists(Lock))
        {
            throw new UnusableConfigurationException(
                $"The data folder {Root} is not empty and was not made by ClaimCheck (it holds {strangers[0]}). "
                + "Set Embedded__DataDirectory to an empty or new folder.");
        }
    }
}
