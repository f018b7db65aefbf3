using System.Security.Cryptography;

namespace ClaimCheck.Data.Embedded;

/// <summary>Makes the cluster, whole or not at all.</summary>
internal static class ClusterCreation
{
    private const string StagingPrefix = "postgres.new-";

    private static readonly TimeSpan DeathTakes = TimeSpan.FromSeconds(5);

    // Letters outside of ASCII must fold case in searches; not every platform knows C.UTF-8, and C always exists.
    private static readonly string[] CharacterTypes = ["C.UTF-8", "en_US.UTF-8", "C"];

    public static async Task CreateAsync(
        DataLayout layout, PostgresBinaries binaries, UnprivilegedUser? user, string password, bool durable, CancellationToken ct)
    {
        var staging = Path.Combine(layout.Root, StagingPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));
        var passwordFile = staging + ".password";
        DataLayout.MakeForPostgres(staging, user);
        try
        {
            PasswordFile.Write(passwordFile, password);
            user?.Own(passwordFile);
            await InitialiseAsync(binaries, user, staging, passwordFile, durable, ct);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        if (Directory.Exists(layout.Cluster))
        {
            // Known to be empty: a cluster or anything else in it has been refused before.
            Directory.Delete(layout.Cluster);
        }

        // Only a finished cluster ever bears the name.
        Directory.Move(staging, layout.Cluster);
        if (!OperatingSystem.IsWindows())
        {
            UnixCalls.FlushFolder(layout.Root);
        }
    }

    /// <summary>What a kill in the middle of initdb leaves: half a cluster, and perhaps initdb itself.</summary>
    public static async Task RemoveInterruptedAsync(DataLayout layout, TimeProvider clock, CancellationToken ct)
    {
        foreach (var folder in Directory.EnumerateDirectories(layout.Root, StagingPrefix + "*"))
        {
            foreach (var process in ProcessesIn.Folder(folder))
            {
                UnixCalls.Signal(process, PostgresSignal.Kill);
            }

            // A process that is being killed may still make files for a moment.
            await Patience.WithinAsync(DeathTakes, () => ProcessesIn.Folder(folder).Count == 0, clock, ct);
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(layout.Root, StagingPrefix + "*"))
        {
            File.Delete(file);
        }
    }

    private static async Task InitialiseAsync(
        PostgresBinaries binaries, UnprivilegedUser? user, string staging, string passwordFile, bool durable, CancellationToken ct)
    {
        string? complaint = null;
        foreach (var characterType in CharacterTypes)
        {
            List<string> arguments =
            [
                "--pgdata", staging, "--username", ServerAccess.Superuser, $"--pwfile={passwordFile}", "--auth=scram-sha-256",
                "--encoding=UTF8", "--locale=C", $"--lc-ctype={characterType}", "--data-checksums", "--no-instructions",
            ];
            if (!durable)
            {
                arguments.Add("--no-sync");
            }

            // Its own folder as working directory is how a leftover initdb is recognised.
            var run = await ShortCommand.RunAsync(ShortCommand.For(binaries.InitDb, arguments, staging, user), ct);
            if (run.ExitCode == 0)
            {
                return;
            }

            complaint ??= run.Errors.Trim();
            foreach (var entry in new DirectoryInfo(staging).EnumerateFileSystemInfos())
            {
                (entry as DirectoryInfo)?.Delete(recursive: true);
                (entry as FileInfo)?.Delete();
            }
        }

        throw new UnusableConfigurationException($"initdb of {binaries.Folder} could not make a cluster in {staging}: {complaint}");
    }
}
