namespace ClaimCheck.Faults;

/// <summary>How much is done: a little whenever the tests run, and at length with <c>make faults</c>, which sets <c>FAULTS=long</c>.</summary>
internal static class Form
{
    private const int LeniencyBesideOtherTests = 10;

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("FAULTS") == "long";

    /// <summary>How often something is done.</summary>
    public static int Times(int shortly, int atLength) => IsLong ? atLength : shortly;

    /// <summary>
    /// A time that the service promises. At length it is held to it; in short, with other tests on the same processors, to
    /// several times as much, which still tells slow from never.
    /// </summary>
    public static TimeSpan Bound(TimeSpan promised) => IsLong ? promised : promised * LeniencyBesideOtherTests;
}
