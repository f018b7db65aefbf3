namespace ClaimCheck.Domain.Values;

/// <summary>Instants as Postgres keeps them.</summary>
public static class Instants
{
    /// <summary>The same instant in UTC, cut to whole microseconds, so that an answer to a write equals every later read.</summary>
    public static DateTimeOffset ToStoredPrecision(this DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>The service's clock in the precision that is stored.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => clock.GetUtcNow().ToStoredPrecision();
}
