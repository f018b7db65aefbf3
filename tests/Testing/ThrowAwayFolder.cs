using ClaimCheck.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaimCheck.Testing;

/// <summary>Temporary data folders, including those of test runs that were killed.</summary>
public static class ThrowAwayFolder
{
    private const string Prefix = "claimcheck-test-";
    private const string LastingPrefix = "claimcheck-lasting-";

    // Younger folders may belong to a run that is only just starting and holds no lock yet.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LastingAbandoned = TimeSpan.FromHours(12);

    /// <summary>A new empty folder that Postgres's user can pass through.</summary>
    public static string Make() => Make(Prefix);

    /// <summary>The same for what takes longer than anybody would wait before he calls it abandoned.</summary>
    public static string MakeLasting() => Make(LastingPrefix);

    /// <summary>Removes a folder and all in it.</summary>
    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Stops the servers and removes the folders that killed runs left.</summary>
    public static async Task RemoveAbandonedAsync(CancellationToken ct)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetUtcNow();
        foreach (var folder in OlderThan(begun - Abandoned, Prefix).Concat(OlderThan(begun - LastingAbandoned, LastingPrefix)))
        {
            try
            {
                var options = new EmbeddedOptions { DataDirectory = folder };
                if (await EmbeddedPostgres.StopLeftoverAsync(options, clock, NullLogger.Instance, ct))
                {
                    Remove(folder);
                }
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or Data.UnusableConfigurationException)
            {
                // Another run is removing it, or it is another user's: either way not ours to insist on.
            }
        }
    }

    private static IEnumerable<string> OlderThan(DateTimeOffset moment, string prefix) =>
        new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(prefix + "*").Where(folder => folder.CreationTimeUtc < moment).Select(folder => folder.FullName);

    private static string Make(string prefix)
    {
        var folder = Directory.CreateTempSubdirectory(prefix);
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode |= UnixFileMode.OtherExecute;
        }

        return folder.FullName;
    }
}
