namespace ClaimCheck.Api.Limits;

/// <summary>The newest failed logins of one address: never more than a limit within any minute.</summary>
/// <param name="most">The limit.</param>
/// <param name="clock">The service's clock.</param>
internal sealed class FailedLogins(int most, TimeProvider clock)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // The oldest first; never more than the limit, for whoever has reached it is not let in to fail.
    private readonly Queue<long> failedAt = new();

    /// <summary>Keys that are not known to work are tried one after the other, so that no more than the limit are ever tried.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>How many more keys may be tried.</summary>
    public int Left
    {
        get
        {
            lock (failedAt)
            {
                Forget();
                return most - failedAt.Count;
            }
        }
    }

    /// <summary>How long until one more may be tried; zero when one may.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (failedAt)
            {
                Forget();
                return failedAt.Count < most ? TimeSpan.Zero : TimeUntilForgotten(failedAt.Peek());
            }
        }
    }

    /// <summary>How long until none of these failures counts any more.</summary>
    public TimeSpan WaitForAll
    {
        get
        {
            lock (failedAt)
            {
                Forget();
                return failedAt.Count == 0 ? TimeSpan.Zero : TimeUntilForgotten(failedAt.Last());
            }
        }
    }

    public void Add()
    {
        lock (failedAt)
        {
            failedAt.Enqueue(clock.GetTimestamp());
        }
    }

    private TimeSpan TimeUntilForgotten(long timestamp) => Window - clock.GetElapsedTime(timestamp);

    private void Forget()
    {
        while (failedAt.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= Window)
        {
            failedAt.Dequeue();
        }
    }
}
