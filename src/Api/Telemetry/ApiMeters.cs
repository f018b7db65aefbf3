using System.Diagnostics.Metrics;

namespace ClaimCheck.Api.Telemetry;

/// <summary>
/// What this layer counts; requests themselves are counted by ASP.NET Core. Counting costs next to nothing while nobody
/// listens. A tag never holds anything a user sent: its values are few and known beforehand.
/// </summary>
/// <remarks>docs/operations.md tells operators what each instrument means; a test holds the two together.</remarks>
public sealed class ApiMeters : IDisposable
{
    /// <summary>The name under which the instruments are collected.</summary>
    public const string Name = "ClaimCheck.Api";

    private readonly Meter meter = new(Name, typeof(ApiMeters).Assembly.GetName().Version?.ToString(3));
    private readonly Counter<long> replays;
    private readonly Counter<long> rateLimited;

    /// <summary>Makes the instruments.</summary>
    public ApiMeters()
    {
        replays = meter.CreateCounter<long>(
            "claimcheck.idempotency.replays", "{request}", "Requests that were answered with the stored answer to the same request.");
        rateLimited = meter.CreateCounter<long>(
            "claimcheck.requests.rate_limited", "{request}", "Requests that were answered 429.");
    }

    /// <summary>A request was answered from its <c>Idempotency-Key</c>.</summary>
    public void Replayed() => replays.Add(1);

    /// <summary>A request was answered 429.</summary>
    /// <param name="policy">Which limit was reached, as <c>RateLimit-Policy</c> calls it.</param>
    public void RateLimited(string policy) => rateLimited.Add(1, new KeyValuePair<string, object?>("claimcheck.policy", policy));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
