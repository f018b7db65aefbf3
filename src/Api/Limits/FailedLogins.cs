namespace ClaimCheck.Api.Limits;

/// <summary>The newest failed logins of one address: never more than a limit within any minute.</summary>
/// <param name="most">The limit.</param>
/// <param name="clock">The service's clock.</param>
internal sealed class FailedLogins(int most, TimeProvider clock)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // The newest failures, each in place of the oldest; null where there was none yet.
    private readonly long?[] failedAt = new long?[most];
    private int oldest;

    /// <summary>Keys that are not known to work are tried one after the other, so that no more than the limit are ever tried.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>How many more keys may be tried.</summary>
    public int Left
    {
        get
        {
            lock (failedAt)
            {
                return failedAt.Count(at => AgeOf(at) >= Window);
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
                return AgeOf(failedAt[oldest]) is var age && age < Window ? Window - age : TimeSpan.Zero;
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
                return failedAt.Max(at => AgeOf(at) is var age && age < Window ? Window - age : TimeSpan.Zero);
            }
        }
    }

    public void Add()
    {
        lock (failedAt)
        {
            failedAt[oldest] = clock.GetTimestamp();
            oldest = (oldest + 1) % most;
        }
    }

    private TimeSpan AgeOf(long? timestamp) => timestamp is { } at ? clock.GetElapsedTime(at) : TimeSpan.MaxValue;
}
