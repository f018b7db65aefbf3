namespace ClaimCheck.Data.Embedded;

/// <summary>Where a machine may hold server programs.</summary>
/// <param name="Folders">Folders of installed programs, most wanted first.</param>
/// <param name="Cache">Where the npm package is unpacked.</param>
/// <param name="Npm">The npm client; null forbids asking it.</param>
internal sealed record BinaryPlaces(IReadOnlyList<string> Folders, string Cache, string? Npm)
{
    // Parent folder, pattern of the version's folder, the rest. Most are absent on any one machine.
    private static readonly (string Parent, string Version, string Bin)[] UsualPlaces =
    [
        ("/usr/lib/postgresql", "*", "bin"),
        ("/usr", "pgsql-*", "bin"),
        ("/opt/homebrew/opt", "postgresql@*", "bin"),
        ("/usr/local/opt", "postgresql@*", "bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql@*", "bin"),
        ("/Library/PostgreSQL", "*", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
        (@"C:\Program Files\PostgreSQL", "*", "bin"),
    ];

    public static BinaryPlaces OfThisMachine(UnprivilegedUser? user) =>
        new([.. FoldersOfPath().Concat(UsualFolders())], CacheFolder(user), OperatingSystem.IsWindows() ? "npm.cmd" : "npm");

    private static IEnumerable<string> FoldersOfPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted);

    private static IEnumerable<string> UsualFolders() =>
        UsualPlaces
            .Where(place => Directory.Exists(place.Parent))
            .SelectMany(place => Directory.EnumerateDirectories(place.Parent, place.Version)
                .Select(version => Path.Combine(version, place.Bin)));

    private static string CacheFolder(UnprivilegedUser? user)
    {
        var intended = Path.Combine(CachesOfUser(), "claimcheck");

        // Root's home is closed, and Postgres must run as somebody else.
        return user is null || ReachablePath.FirstClosedFolder(intended) is null ? intended : "/var/cache/claimcheck";
    }

    private static string CachesOfUser()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } configured)
        {
            return configured;
        }

        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        if (home.Length == 0)
        {
            // A container's numeric user has no home; a shared temporary folder would let others plant programs.
            return AppContext.BaseDirectory;
        }

        return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches") : Path.Combine(home, ".cache");
    }
}
