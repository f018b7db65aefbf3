namespace ClaimCheck.Api.Tests;

/// <summary>A clock that stands still until a test moves it. Timers run by the real one.</summary>
public sealed class MovableClock : TimeProvider
{
    private readonly DateTimeOffset begin = System.GetUtcNow();
    private long passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => TimeSpan.TicksPerDay + Interlocked.Read(ref passed);

    public override DateTimeOffset GetUtcNow() => begin + TimeSpan.FromTicks(Interlocked.Read(ref passed));

    public void Move(TimeSpan time) => Interlocked.Add(ref passed, time.Ticks);
}
