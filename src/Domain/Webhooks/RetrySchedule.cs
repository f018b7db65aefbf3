namespace ClaimCheck.Domain.Webhooks;

/// <summary>
/// When a message that was not taken is sent again. As Standard Webhooks has it, each step is the gap after the attempt before:
/// the first attempt is made at once, the tenth and last some 76 hours later. Then the message is a dead letter.
/// </summary>
public static class RetrySchedule
{
    /// <summary>No receiver can ask for a longer pause than this.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(24);

    // By how much of itself a gap may be longer, so that what failed together does not come back together.
    private const double Jitter = 0.1;

    /// <summary>The gap before each attempt.</summary>
    public static IReadOnlyList<TimeSpan> Gaps { get; } =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>When to try again; null where every attempt was made.</summary>
    /// <param name="made">How many attempts were made since the message was taken up.</param>
    /// <param name="failedAt">When the last of them failed.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    /// <param name="retryAfter">The pause that the receiver asked for: it can make a gap longer, up to <see cref="LongestPause"/>, and none shorter.</param>
    public static DateTimeOffset? Next(int made, DateTimeOffset failedAt, double chance, TimeSpan? retryAfter = null)
    {
        if (made >= Gaps.Count)
        {
            return null;
        }

        var gap = Gaps[made] * (1 + (Jitter * chance));
        var asked = TimeSpan.FromTicks(Math.Min((retryAfter ?? TimeSpan.Zero).Ticks, LongestPause.Ticks));
        return failedAt + (asked > gap ? asked : gap);
    }
}
