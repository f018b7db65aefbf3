using System.Diagnostics;
using System.Globalization;

namespace ClaimCheck.Data.Embedded;

/// <summary>Finds Postgres's processes by their working folder, which is always the cluster they serve.</summary>
internal static class ProcessesIn
{
    // Somebody's shell may stand in the folder too, and must not be taken for a backend.
    private static readonly string[] Programs = ["postgres", "initdb"];

    /// <summary>Empty where the kernel does not tell (only Linux does).</summary>
    public static IReadOnlyList<int> Folder(string folder) =>
        !OperatingSystem.IsLinux()
            ? []
            : [.. Directory.EnumerateDirectories("/proc")
                .Select(entry => int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0 && WorksIn(id, folder))];

    /// <summary>Whether this process is a live Postgres of this cluster, as far as the platform can tell.</summary>
    public static bool Serves(int process, string cluster)
    {
        if (process == Environment.ProcessId)
        {
            return false;
        }

        if (OperatingSystem.IsLinux())
        {
            return WorksIn(process, cluster);
        }

        try
        {
            using var running = Process.GetProcessById(process);
            return running.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // A process that is gone, is a zombie, or belongs to somebody else shows no folder.
    private static bool WorksIn(int process, string folder)
    {
        try
        {
            return new FileInfo($"/proc/{process}/cwd").LinkTarget == folder
                && Programs.Contains(File.ReadAllText($"/proc/{process}/comm").Trim());
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
