using System.Globalization;
using System.Text;
using Polly;
using Polly.Retry;

namespace ClaimCheck.Data.Embedded;

/// <summary>Keeps two services off one data folder. The kernel lets go of it, however the process ends.</summary>
internal sealed class FolderLock : IDisposable
{
    // The file is on the data folder's own file system, so a second try costs nothing; a command that only asks whether a
    // service is running, or a service that is just ending, holds the lock for a moment.
    private const int Tries = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    private readonly FileStream stream;

    private FolderLock(FileStream stream) => this.stream = stream;

    public static async Task<FolderLock> TakeAsync(DataLayout layout, TimeProvider clock, CancellationToken ct)
    {
        var retry = new ResiliencePipelineBuilder<FolderLock?> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<FolderLock?>
            {
                MaxRetryAttempts = Tries,
                Delay = Pause,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome is { Exception: null, Result: null }),
            })
            .Build();

        return await retry.ExecuteAsync(_ => ValueTask.FromResult(TryTake(layout)), ct)
            ?? throw new UnusableConfigurationException(
                $"Another ClaimCheck ({Holder(layout)}) is already using {layout.Root}: stop it, or set "
                + "Embedded__DataDirectory to another folder.");
    }

    /// <summary>Null when another process holds it.</summary>
    public static FolderLock? TryTake(DataLayout layout)
    {
        FileStream? opened = null;
        try
        {
            opened = new FileStream(layout.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            opened.SetLength(0);
            opened.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            opened.Flush();
            return new FolderLock(opened);
        }
        catch (UnauthorizedAccessException)
        {
            throw new UnusableConfigurationException(
                $"The lock {layout.Lock} cannot be opened: it belongs to another user. Start ClaimCheck as the user that made "
                + "the data folder, or set Embedded__DataDirectory to another folder.");
        }
        catch (IOException) when (opened is null && File.Exists(layout.Lock))
        {
            return null;
        }
    }

    public void Dispose() => stream.Dispose();

    private static string Holder(DataLayout layout)
    {
        try
        {
            using var reader = new StreamReader(
                new FileStream(layout.Lock, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return int.TryParse(reader.ReadToEnd(), out var process) ? $"process {process}" : "another process";
        }
        catch (IOException)
        {
            // Windows lets nobody read a locked file.
            return "another process";
        }
    }
}
