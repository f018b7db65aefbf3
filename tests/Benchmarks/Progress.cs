using System.Globalization;

namespace ClaimCheck.Benchmarks;

/// <summary>Tells whoever waits what is going on; on standard error, so that standard output is the report alone.</summary>
/// <param name="clock">Says how long it has taken.</param>
internal sealed class Progress(TimeProvider clock)
{
    private readonly long start = clock.GetTimestamp();

    public void Say(string what) => Console.Error.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{clock.GetElapsedTime(start).TotalSeconds,6:0.0} s  {what}"));
}
