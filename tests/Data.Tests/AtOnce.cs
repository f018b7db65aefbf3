namespace ClaimCheck.Data.Tests;

/// <summary>Does several things at the same moment.</summary>
internal static class AtOnce
{
    public static async Task<T[]> DoAsync<T>(params Func<Task<T>>[] works)
    {
        using var everybody = new Barrier(works.Length);
        var threads = works.Select(work => Task.Factory.StartNew(
            () =>
            {
                everybody.SignalAndWait(TestContext.Current.CancellationToken);
                return work();
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap());
        return await Task.WhenAll(threads);
    }

    public static Task<T[]> DoAsync<T>(int times, Func<int, Task<T>> work) =>
        DoAsync([.. Enumerable.Range(0, times).Select(i => (Func<Task<T>>)(() => work(i)))]);
}
