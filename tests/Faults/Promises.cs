using System.Globalization;
using ClaimCheck.Faults.Load;

namespace ClaimCheck.Faults;

/// <summary>What the service promises while the database is away, and when it is back.</summary>
internal static class Promises
{
    /// <summary>No request is answered later.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    // An answer given at the deadline arrives a little later.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(200);

    // Beside other tests: enough to tell an answer at the deadline from one that waited for the database.
    private static readonly TimeSpan DeadlineBesideOtherTests = Deadline * 2.5;

    private static readonly TimeSpan Liveness = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstSuccess = TimeSpan.FromMilliseconds(500);

    /// <summary>Settings of a service that is held to the deadline: others have a long one, for slow machines.</summary>
    public static IReadOnlyDictionary<string, string> WithDeadline { get; } = Settings((int)Deadline.TotalSeconds);

    /// <summary>Settings of a service whose deadline comes later than any test waits.</summary>
    public static IReadOnlyDictionary<string, string> WithoutDeadline { get; } = Settings(60);

    /// <summary>How long the database must be away for a request without a deadline to be found out; at length also what gives up later than that.</summary>
    public static TimeSpan LongAbsence => Deadline * Form.Times(3, 5);

    private static TimeSpan SlowestAllowed => Form.IsLong ? Deadline + OnItsWay : DeadlineBesideOtherTests;

    /// <param name="slowest">The longest that anybody waited.</param>
    /// <param name="watched">What whoever watches asked, and was answered, while the database was away.</param>
    /// <param name="firstSuccesses">How long after it was back something succeeded.</param>
    public static void Kept(TimeSpan slowest, IReadOnlyList<Attempt> watched, params IEnumerable<TimeSpan> firstSuccesses)
    {
        AnsweredInTime(slowest);
        Alive(watched);
        BackInTime(firstSuccesses);
    }

    public static void AnsweredInTime(TimeSpan slowest) => Assert.True(slowest <= SlowestAllowed, $"The slowest answer took {slowest}.");

    /// <summary>
    /// Whatever needs the database is answered in its absence with a refusal, or not at all. Beside other tests that alone tells
    /// what needs it from what does not, however slow the machine.
    /// </summary>
    /// <param name="watched">What was asked, and answered, in the absence.</param>
    public static void Alive(IReadOnlyList<Attempt> watched)
    {
        Assert.NotEmpty(watched);
        Assert.All(watched, attempt => Assert.True(attempt.Succeeded, $"Whoever watched was answered {attempt.Status}."));
        var slowest = watched.Max(attempt => attempt.Took);
        Assert.True(!Form.IsLong || slowest <= Liveness, $"The slowest answer about liveness took {slowest}.");
    }

    public static void BackInTime(params IEnumerable<TimeSpan> firstSuccesses) => Assert.All(
        firstSuccesses,
        first => Assert.True(first <= Form.Bound(FirstSuccess), $"The first success came {first} after the database was back."));

    private static Dictionary<string, string> Settings(int deadlineSeconds) =>
        new() { ["Limits__DeadlineSeconds"] = deadlineSeconds.ToString(CultureInfo.InvariantCulture) };
}
