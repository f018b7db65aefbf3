namespace ClaimCheck.Api.Telemetry;

/// <summary>Counts what may happen very often, for a log that is to tell of it every few seconds: a line for each would be a flood of its own.</summary>
/// <param name="clock">The service's clock.</param>
internal sealed class NowAndThen(TimeProvider clock)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private long untold;
    private long toldAt;

    /// <summary>Counts it once more.</summary>
    /// <param name="count">How often it has happened since it was last told of.</param>
    /// <returns>Whether it is time to tell.</returns>
    public bool IsToBeTold(out long count)
    {
        Interlocked.Increment(ref untold);
        var before = Interlocked.Read(ref toldAt);
        var now = clock.GetTimestamp();
        var isTime = (before == 0 || clock.GetElapsedTime(before, now) >= Silence) && Interlocked.CompareExchange(ref toldAt, now, before) == before;
        count = isTime ? Interlocked.Exchange(ref untold, 0) : 0;
        return isTime;
    }
}
