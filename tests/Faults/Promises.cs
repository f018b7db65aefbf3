namespace ClaimCheck.Faults;

/// <summary>What the service promises while the database is away, and when it is back.</summary>
internal static class Promises
{
    /// <summary>No request is answered later.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    // An answer given at the deadline arrives a little later.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(200);

    // Beside other tests: enough to tell an answer at the deadline from one that waited for the database.
    private static readonly TimeSpan DeadlineBesideOtherTests = TimeSpan.FromSeconds(4.5);

    private static readonly TimeSpan Liveness = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstSuccess = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the database must be away for a request without a deadline to be found out; at length also what gives up later than that.</summary>
    public static TimeSpan LongAbsence => Deadline * Form.Times(2, 5);

    public static TimeSpan SlowestAllowed => Form.IsLong ? Deadline + OnItsWay : DeadlineBesideOtherTests;

    /// <param name="slowest">The longest that anybody waited.</param>
    /// <param name="liveness">The longest that whoever watches waited while the database was away.</param>
    /// <param name="firstSuccesses">How long after it was back something succeeded.</param>
    public static void Kept(TimeSpan slowest, TimeSpan liveness, params IEnumerable<TimeSpan?> firstSuccesses)
    {
        Assert.True(slowest <= SlowestAllowed, $"The slowest answer took {slowest}.");
        Assert.True(liveness > TimeSpan.Zero && liveness <= Form.Bound(Liveness), $"The slowest answer about liveness took {liveness}.");
        BackInTime(firstSuccesses);
    }

    public static void BackInTime(params IEnumerable<TimeSpan?> firstSuccesses) => Assert.All(
        firstSuccesses,
        first => Assert.True(first <= Form.Bound(FirstSuccess), $"The first success came {first} after the database was back."));
}
