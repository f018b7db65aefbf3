using Microsoft.Extensions.Logging;

namespace ClaimCheck.Data.Embedded;

/// <summary>Chooses the server programs: configured, installed, or unpacked.</summary>
internal static class BinarySearch
{
    private const int OldestMajor = 15;

    public static async Task<PostgresBinaries> FindAsync(
        EmbeddedOptions options, DataLayout layout, UnprivilegedUser? user, ILogger logger, CancellationToken ct)
    {
        var found = string.IsNullOrWhiteSpace(options.BinDirectory)
            ? await LookAroundAsync(options.Places ?? BinaryPlaces.OfThisMachine(user), layout.ClusterMajor, user, logger, ct)
            : await ConfiguredAsync(options.BinDirectory, user, ct);

        if (layout.ClusterMajor is { } major && found.Major != major)
        {
            throw new UnusableConfigurationException(
                $"{layout.Root} was made by Postgres {major}, and the programs in {found.Folder} are Postgres {found.Major}, which "
                + $"cannot read it. Install Postgres {major} or set Embedded__BinDirectory to its programs; or set "
                + "Embedded__DataDirectory to a new folder.");
        }

        return found;
    }

    private static async Task<PostgresBinaries> ConfiguredAsync(string configured, UnprivilegedUser? user, CancellationToken ct)
    {
        var folder = Path.GetFullPath(configured);
        if (!PostgresBinaries.AreIn(folder))
        {
            throw new UnusableConfigurationException(
                $"Embedded__BinDirectory is {folder}, which does not hold initdb and postgres. Set it to the bin folder of a "
                + "Postgres server installation, or remove it to let ClaimCheck look for one.");
        }

        if (!Reachable(folder, user))
        {
            throw new UnusableConfigurationException(
                $"Started by root, ClaimCheck runs Postgres as the user '{user!.Name}', who cannot reach {folder} "
                + "(Embedded__BinDirectory). Move the programs to a folder open to other users.");
        }

        var found = await PostgresBinaries.TryInAsync(folder, ct)
            ?? throw new UnusableConfigurationException(
                $"The programs in {folder} (Embedded__BinDirectory) do not run on this machine.");
        return found.Major >= OldestMajor
            ? found
            : throw new UnusableConfigurationException(
                $"The programs in {folder} (Embedded__BinDirectory) are Postgres {found.Major}. ClaimCheck needs {OldestMajor} or newer.");
    }

    private static async Task<PostgresBinaries> LookAroundAsync(
        BinaryPlaces places, int? wanted, UnprivilegedUser? user, ILogger logger, CancellationToken ct)
    {
        var installed = new List<PostgresBinaries>();
        foreach (var folder in places.Folders.Where(PostgresBinaries.AreIn).Select(RealFolder).Distinct(StringComparer.Ordinal))
        {
            if (Reachable(folder, user) && await PostgresBinaries.TryInAsync(folder, ct) is { Major: >= OldestMajor } binaries)
            {
                installed.Add(binaries);
            }
        }

        // Only its own major version reads a cluster; a new cluster takes the newest there is.
        var best = installed.OrderByDescending(one => one.Major == wanted).ThenByDescending(one => one.Major).FirstOrDefault();
        if (best is not null && (wanted is null || best.Major == wanted))
        {
            return best;
        }

        var package = new NpmPackage(places.Cache, places.Npm);
        if (best is not null && NpmPackage.Major != wanted)
        {
            return best;
        }

        return await package.TryGetAsync(logger, ct)
            ?? best
            ?? throw new UnusableConfigurationException(NoPostgres.Message(OldestMajor, package.WhyNot));
    }

    /// <summary>A folder on the PATH often holds links only; Postgres finds its libraries from where it really is.</summary>
    private static string RealFolder(string folder)
    {
        var program = new FileInfo(new PostgresBinaries(folder, 0).Postgres);
        var real = Path.GetDirectoryName(program.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? program.FullName)!;
        return PostgresBinaries.AreIn(real) ? real : folder;
    }

    private static bool Reachable(string folder, UnprivilegedUser? user) =>
        user is null || ReachablePath.FirstClosedFolder(Path.Combine(folder, "postgres")) is null;
}
