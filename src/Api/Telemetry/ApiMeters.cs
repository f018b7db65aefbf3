using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Webhooks;

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
    private readonly Counter<long> attempts;
    private readonly Counter<long> deadLetters;
    private readonly Counter<long> disabled;
    private readonly Counter<long> rests;
    private readonly Histogram<double> delay;
    private readonly ConcurrentDictionary<string, double> lags = new();
    private long backlogLength;
    private double backlogAge;

    /// <summary>Makes the instruments.</summary>
    public ApiMeters()
    {
        replays = meter.CreateCounter<long>(
            "claimcheck.idempotency.replays", "{request}", "Requests that were answered with the stored answer to the same request.");
        rateLimited = meter.CreateCounter<long>(
            "claimcheck.requests.rate_limited", "{request}", "Requests that were answered 429.");
        attempts = meter.CreateCounter<long>(
            "claimcheck.webhooks.attempts", "{attempt}", "Messages that were sent to receivers, by what came of it.");
        deadLetters = meter.CreateCounter<long>(
            "claimcheck.webhooks.dead_letters", "{message}", "Messages that were given up after every attempt had failed.");
        disabled = meter.CreateCounter<long>(
            "claimcheck.webhooks.disabled", "{webhook}", "Webhooks that were disabled because of what their receivers did.");
        rests = meter.CreateCounter<long>(
            "claimcheck.webhooks.circuit.openings", "{opening}", "How often a receiver was left alone for a while because it kept failing.");
        delay = meter.CreateHistogram<double>(
            "claimcheck.webhooks.delay", "s", "From a change until it was first sent to a receiver.");
        meter.CreateObservableUpDownCounter(
            "claimcheck.webhooks.backlog.length", () => Interlocked.Read(ref backlogLength), "{message}", "Messages that wait to be sent, as of the last 20 seconds.");
        meter.CreateObservableGauge(
            "claimcheck.webhooks.backlog.age", () => Volatile.Read(ref backlogAge), "s", "How long the oldest of them has waited.");
        meter.CreateObservableGauge(
            "claimcheck.changes.lag", () => lags.Select(lag => new Measurement<double>(lag.Value, new KeyValuePair<string, object?>("claimcheck.follower", lag.Key))), "s",
            "For how long the oldest change has waited that was not followed yet, as of the last 20 seconds.");
    }

    /// <summary>A request was answered from its <c>Idempotency-Key</c>.</summary>
    public void Replayed() => replays.Add(1);

    /// <summary>A request was answered 429.</summary>
    /// <param name="policy">Which limit was reached, as <c>RateLimit-Policy</c> calls it.</param>
    public void RateLimited(string policy) => rateLimited.Add(1, new KeyValuePair<string, object?>("claimcheck.policy", policy));

    /// <summary>A message was sent.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <param name="sinceChange">With the first sending: how long ago what it tells of happened.</param>
    public void Attempted(DeliveryAttempt attempt, TimeSpan? sinceChange)
    {
        var outcome = attempt.Failure is { } failure ? Words<DeliveryFailure>.Of(failure) : "delivered";
        attempts.Add(1, new KeyValuePair<string, object?>("claimcheck.outcome", outcome));
        if (sinceChange is { } passed)
        {
            delay.Record(passed.TotalSeconds);
        }
    }

    /// <summary>A message was given up.</summary>
    public void DeadLetter() => deadLetters.Add(1);

    /// <summary>A webhook was disabled by what its receiver did.</summary>
    /// <param name="reason">Why.</param>
    public void WebhookDisabled(WebhookStop reason) =>
        disabled.Add(1, new KeyValuePair<string, object?>("claimcheck.reason", Words<WebhookStop>.Of(reason)));

    /// <summary>A receiver is left alone for a while.</summary>
    public void ReceiverRested() => rests.Add(1);

    /// <summary>How much waits to be sent, over all instances.</summary>
    /// <param name="length">How many messages.</param>
    /// <param name="age">How long the oldest has waited.</param>
    public void NoteBacklog(long length, TimeSpan age)
    {
        Interlocked.Exchange(ref backlogLength, length);
        Volatile.Write(ref backlogAge, age.TotalSeconds);
    }

    /// <summary>How far behind something is that follows the feed, over all instances.</summary>
    /// <param name="follower">Under which name it follows.</param>
    /// <param name="lag">How long the oldest change has waited for it.</param>
    public void NoteLag(string follower, TimeSpan lag) => lags[follower] = lag.TotalSeconds;

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
