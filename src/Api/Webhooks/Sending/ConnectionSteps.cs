namespace ClaimCheck.Api.Webhooks.Sending;

/// <summary>When a sending came how far.</summary>
/// <param name="clock">The service's clock.</param>
internal sealed class ConnectionSteps(TimeProvider clock)
{
    private readonly long begun = clock.GetTimestamp();

    /// <summary>Under which a request carries it to where its connection is made.</summary>
    public static readonly HttpRequestOptionsKey<ConnectionSteps> Key = new("steps");

    /// <summary>How long finding addresses took; null where it was not needed.</summary>
    public TimeSpan? ToResolve { get; private set; }

    /// <summary>How long connecting took; null where a connection was still open.</summary>
    public TimeSpan? ToConnect { get; private set; }

    /// <summary>How long it has taken by now.</summary>
    public TimeSpan Passed => clock.GetElapsedTime(begun);

    /// <summary>The addresses are known.</summary>
    public void Resolved() => ToResolve = Passed;

    /// <summary>The connection is there.</summary>
    public void Connected() => ToConnect = Passed - ToResolve;
}
