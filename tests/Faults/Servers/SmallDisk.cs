using System.Diagnostics;

namespace ClaimCheck.Faults.Servers;

/// <summary>A small file system of its own, in memory, that holds the data of a server's database; its log is elsewhere.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Megabytes = 48;

    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    private string Filler => Path.Combine(folder, "filler");

    /// <summary>Mounts it and moves the database there; the test is skipped where that is not allowed.</summary>
    public static async Task<SmallDisk> MountAsync(PostgresServer postgres)
    {
        var folder = ThrowAwayFolder.Make();
        var (mounted, why) = Run("/bin/mount", "-t", "tmpfs", "-o", $"size={Megabytes}m,mode=0711", "tmpfs", folder);
        if (!mounted)
        {
            ThrowAwayFolder.Remove(folder);
        }

        Assert.SkipUnless(mounted, $"A small file system cannot be mounted here, which takes root: {why}");
        var disk = new SmallDisk(folder);
        try
        {
            await disk.MoveInAsync(postgres);
            return disk;
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves no room for another page.</summary>
    public void Fill()
    {
        try
        {
            using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            var block = new byte[4096];
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    /// <summary>Takes it away, with whoever still works on it: the test is over.</summary>
    public ValueTask DisposeAsync()
    {
        Run("/bin/umount", "--lazy", folder);
        ThrowAwayFolder.Remove(folder);
        return default;
    }

    private async Task MoveInAsync(PostgresServer postgres)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        if (postgres.User is { } user)
        {
            Run("/bin/chown", user, data);
        }

        await Sessions.ExecuteAsync(
            postgres.AdminAt("postgres"), $"create tablespace small location '{data}'", "alter database claimcheck set tablespace small");
    }

    private static (bool Done, string Errors) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode == 0, errors.Trim());
    }
}
