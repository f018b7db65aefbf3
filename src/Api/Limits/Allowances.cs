using System.Globalization;

namespace ClaimCheck.Api.Limits;

/// <summary>What is left to somebody.</summary>
/// <param name="IsGranted">Whether it was enough.</param>
/// <param name="Left">How many units are left.</param>
/// <param name="WholeIn">In how many seconds the allowance is whole again.</param>
/// <param name="EnoughIn">Where it was not enough: in how many seconds it is.</param>
internal readonly record struct Allowance(bool IsGranted, long Left, int WholeIn, int EnoughIn);

/// <summary>
/// An allowance for each of many: a bucket that holds ten seconds' worth of units and is refilled all the time. For each only one
/// number is kept, the moment at which its bucket is full again; a bucket that is full need not be remembered.
/// </summary>
/// <remarks>
/// The limiters of System.Threading.RateLimiting go by a clock of their own, give nothing back, and need a timer or a sweep for
/// each of them.
/// </remarks>
/// <typeparam name="TWho">By what they are known.</typeparam>
internal abstract class Allowances<TWho>
    where TWho : notnull
{
    private const int BurstSeconds = 10;
    private const int MostRemembered = 100_000;

    private readonly TimeProvider clock;
    private readonly ShortMemory<TWho, long> fullAt;
    private readonly long ticksPerUnit;
    private readonly long ticksOfAll;

    /// <param name="policyName">What the headers call it.</param>
    /// <param name="unitsPerSecond">How fast each bucket fills.</param>
    /// <param name="clock">The service's clock.</param>
    protected Allowances(string policyName, int unitsPerSecond, TimeProvider clock)
    {
        this.clock = clock;
        PolicyName = policyName;
        UnitsPerSecond = unitsPerSecond;
        Most = unitsPerSecond * BurstSeconds;
        ticksPerUnit = Math.Max(1, clock.TimestampFrequency / unitsPerSecond);
        ticksOfAll = Most * ticksPerUnit;
        fullAt = new(MostRemembered, full => full <= clock.GetTimestamp());
        Policy = string.Create(CultureInfo.InvariantCulture, $"\"{PolicyName}\";q={Most};w={BurstSeconds}");
    }

    /// <summary>What the headers call it.</summary>
    public string PolicyName { get; }

    public int UnitsPerSecond { get; }

    /// <summary>How many units a full bucket holds.</summary>
    public int Most { get; }

    /// <summary>The value of <c>RateLimit-Policy</c>.</summary>
    public string Policy { get; }

    /// <summary>Takes so many units, or none where there are not so many.</summary>
    public Allowance Take(TWho who, int units)
    {
        // What costs more than a bucket holds is let through when it is full.
        var cost = Math.Min(units, Most) * ticksPerUnit;
        while (true)
        {
            var now = clock.GetTimestamp();
            var isKnown = fullAt.TryGet(who, out var full);
            var before = isKnown ? Math.Max(full, now) : now;
            var after = before + cost;
            if (after - now > ticksOfAll)
            {
                return Describe(before - now, missing: after - now - ticksOfAll);
            }

            if (isKnown ? fullAt.TryUpdate(who, after, full) : fullAt.TryAdd(who, after))
            {
                return Describe(after - now, missing: 0);
            }
        }
    }

    /// <summary>Corrects what was taken: more where a request turned out dearer, even beyond what is left, or less.</summary>
    /// <param name="who">Whose it is.</param>
    /// <param name="units">More units; negative to give back.</param>
    public Allowance Correct(TWho who, int units)
    {
        while (true)
        {
            var now = clock.GetTimestamp();
            var isKnown = fullAt.TryGet(who, out var full);

            // Never deeper in debt than one bucket: whoever it is is back after ten seconds, whatever it asked for.
            var after = Math.Min((isKnown ? Math.Max(full, now) : now) + (units * ticksPerUnit), now + (2 * ticksOfAll));
            if (isKnown ? fullAt.TryUpdate(who, after, full) : fullAt.TryAdd(who, after))
            {
                return Describe(Math.Max(0, after - now), missing: 0);
            }
        }
    }

    private Allowance Describe(long used, long missing) => new(
        missing == 0, Math.Max(0, (ticksOfAll - used) / ticksPerUnit), SecondsUp(used), missing == 0 ? 0 : Math.Max(1, SecondsUp(missing)));

    private int SecondsUp(long ticks) => (int)((ticks + clock.TimestampFrequency - 1) / clock.TimestampFrequency);
}
