using System.Globalization;
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

        var taken = await retry.ExecuteAsync(_ => ValueTask.FromResult(TryTake(layout)), ct)
            ?? throw new UnusableConfigurationException(
                $"Another ClaimCheck ({Holder(layout)}) is already using {layout.Root}: stop it, or set "
                + "Embedded__DataDirectory to another folder.");
        layout.Writing(() => File.WriteAllText(layout.Holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        return taken;
    }

    /// <summary>Null when another process holds it.</summary>
    public static FolderLock? TryTake(DataLayout layout)
    {
        try
        {
            return new FolderLock(new FileStream(layout.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new UnusableConfigurationException(
                $"The lock {layout.Lock} cannot be opened: it belongs to another user. Start ClaimCheck as the user that made "
                + "the data folder, or set Embedded__DataDirectory to another folder.");
        }
        catch (IOException) when (File.Exists(layout.Lock))
        {
            return null;
        }
    }

    public void Dispose() => stream.Dispose();

    private static string Holder(DataLayout layout)
    {
        try
        {
            return $"process {File.ReadAllText(layout.Holder).Trim()}";
        }
        catch (IOException)
        {
            // It has the lock and is about to say who it is.
            return "a process just starting";
        }
    }
}
