using System.Globalization;

namespace ClaimCheck.Api.Limits;

/// <summary>What is said to whoever showed a key that does not work, or may not show another.</summary>
/// <param name="Most">How many such keys an address may try within a minute.</param>
/// <param name="Left">How many more it may try.</param>
/// <param name="Wait">When it may try another.</param>
/// <param name="WaitForAll">When it may try as many as ever.</param>
/// <param name="WasTried">Whether the key was looked at.</param>
/// <param name="Address">Where it came from.</param>
internal sealed record LoginRefusal(int Most, int Left, TimeSpan Wait, TimeSpan WaitForAll, bool WasTried, string Address)
{
    public const string PolicyName = "failed-logins";

    public int SecondsToWait => SecondsUp(Wait);

    public string Detail => string.Create(
        CultureInfo.InvariantCulture,
        $"{Most} keys that do not work came from this address within a minute. Repeat after {SecondsToWait} s, with a key that works.");

    /// <summary>Says in the answer how many are left.</summary>
    public void Tell(IHeaderDictionary headers)
    {
        headers[RateLimitHeaders.Policy] = string.Create(
            CultureInfo.InvariantCulture, $"\"{PolicyName}\";q={Most};w={FailedLogins.Window.TotalSeconds}");
        headers.SetLimit(PolicyName, Left, SecondsUp(WaitForAll));
    }

    private static int SecondsUp(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
