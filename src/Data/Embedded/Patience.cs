namespace ClaimCheck.Data.Embedded;

/// <summary>Waiting for something that another process does.</summary>
internal static class Patience
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>False when it did not happen in time.</summary>
    public static async Task<bool> WithinAsync(TimeSpan limit, Func<bool> done, TimeProvider clock, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        while (!done())
        {
            if (clock.GetElapsedTime(start) > limit)
            {
                return false;
            }

            await Task.Delay(Step, clock, ct);
        }

        return true;
    }
}
