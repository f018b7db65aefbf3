namespace ClaimCheck.Data.Importing;

/// <summary>
/// Work that keeps a processor busy for many milliseconds, away from the thread pool: it has no more threads than processors to
/// begin with, and requests would wait for one.
/// </summary>
public static class OwnThread
{
    /// <summary>Does the work on a thread made for it.</summary>
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation) => Task.Factory.StartNew(
        work, cancellation, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
