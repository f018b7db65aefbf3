using System.Security.Cryptography;

namespace ClaimCheck.Faults.Load;

/// <summary>Time in which others work.</summary>
internal static class Pause
{
    public static Task ForAsync(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);

    /// <summary>So that what comes next hits a moment that nobody chose.</summary>
    public static Task UpToAsync(TimeSpan longest) =>
        ForAsync(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)longest.TotalMilliseconds)));
}
