namespace ClaimCheck.Data.Pools;

/// <summary>
/// Lets the process answer while Postgres is frozen: a command that runs into its time limit then costs a thread until Postgres
/// goes on, because Npgsql asks for its cancellation and waits, without a limit, to be heard. Threads beyond the least number of
/// the thread pool come only one or two a second, so that number is raised by one for each use that was left hanging. It is
/// not high all the time because threads that are not needed take the processors from each other.
/// </summary>
internal static class SpareThreads
{
    private static readonly Lock Counting = new();

    /// <summary>One thread more, until this is disposed of.</summary>
    public static IDisposable ForOneMore()
    {
        Change(by: 1);
        return new Spared();
    }

    private static void Change(int by)
    {
        lock (Counting)
        {
            ThreadPool.GetMinThreads(out var threads, out var ports);
            ThreadPool.SetMinThreads(threads + by, ports);
        }
    }

    private sealed class Spared : IDisposable
    {
        public void Dispose() => Change(by: -1);
    }
}
