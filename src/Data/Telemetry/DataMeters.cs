using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Links;
using Polly.CircuitBreaker;

namespace ClaimCheck.Data.Telemetry;

/// <summary>
/// What this layer counts. Counting costs next to nothing while nobody listens. A tag never holds anything a user sent: its
/// values are few and known beforehand.
/// </summary>
/// <remarks>docs/operations.md tells operators what each instrument means; a test holds the two together.</remarks>
public sealed class DataMeters : IDisposable
{
    /// <summary>The name under which the instruments are collected.</summary>
    public const string Name = "ClaimCheck.Data";

    private readonly ConcurrentDictionary<string, Func<CircuitState>> circuits = new();
    private readonly ConcurrentDictionary<string, Func<int>> queues = new();
    private readonly Counter<long> claimsWritten;
    private readonly Counter<long> linksReviewed;
    private readonly Counter<long> retries;
    private readonly Counter<long> circuitOpenings;
    private readonly Counter<long> queueRefusals;

    /// <summary>Makes the instruments; nothing is observed yet.</summary>
    public DataMeters()
    {
        claimsWritten = Meter.CreateCounter<long>("claimcheck.claims.written", "{claim}", "Claims created, changed, retracted or taken down, once that was committed.");
        linksReviewed = Meter.CreateCounter<long>("claimcheck.links.reviewed", "{link}", "Judgements on links, once they were committed.");
        retries = Meter.CreateCounter<long>(
            "claimcheck.database.retries", "{retry}", "Statements and transactions that were tried once more after they had failed.");
        circuitOpenings = Meter.CreateCounter<long>(
            "claimcheck.database.circuit.openings", "{opening}", "How often a circuit opened because the database kept failing.");
        queueRefusals = Meter.CreateCounter<long>(
            "claimcheck.database.queue.refusals", "{request}", "Uses of the database that were refused because their queue was full.");
        Meter.CreateObservableGauge(
            "claimcheck.database.circuit.state", () => circuits.Select(Observe), "1", "0 closed: in use. 1 half open: being tried. 2 open: refusing.");
        Meter.CreateObservableUpDownCounter(
            "claimcheck.database.queue.length", () => queues.Select(Observe), "{request}", "Uses of the database that wait for their turn.");
    }

    internal Meter Meter { get; } = new(Name, typeof(DataMeters).Assembly.GetName().Version?.ToString(3));

    /// <summary>A version of a claim was committed.</summary>
    /// <param name="action">The word its history has for it: created, changed, retracted, taken_down.</param>
    public void ClaimWritten(string action) => claimsWritten.Add(1, Tag("claimcheck.action", action));

    /// <summary>Versions of many claims were committed together.</summary>
    /// <param name="action">The word their histories have for it.</param>
    /// <param name="count">How many.</param>
    public void ClaimsWritten(string action, int count) => claimsWritten.Add(count, Tag("claimcheck.action", action));

    /// <summary>A judgement on a link was committed.</summary>
    /// <param name="decision">The status it gave the link.</param>
    public void LinkReviewed(LinkStatus decision) => linksReviewed.Add(1, Tag("claimcheck.decision", Words<LinkStatus>.Of(decision)));

    /// <summary>Something failed and is about to be tried once more.</summary>
    /// <param name="pool">Whose: the name of a pool.</param>
    public void Retried(string pool) => retries.Add(1, Tag("claimcheck.pool", pool));

    /// <summary>A circuit opened. Counted beside its state, because it may close again between two looks at that.</summary>
    /// <param name="circuit">Which.</param>
    public void CircuitOpened(string circuit) => circuitOpenings.Add(1, Tag("claimcheck.circuit", circuit));

    /// <summary>A queue was full, and what came was refused at once.</summary>
    /// <param name="pool">Whose: the name of a pool.</param>
    public void QueueRefused(string pool) => queueRefusals.Add(1, Tag("claimcheck.pool", pool));

    /// <summary>Lets a circuit be looked at whenever metrics are collected.</summary>
    /// <param name="circuit">Which.</param>
    /// <param name="state">Says its state; from any thread, without waiting.</param>
    public void ObserveCircuit(string circuit, Func<CircuitState> state) => circuits[circuit] = state;

    /// <summary>Lets a queue be looked at whenever metrics are collected.</summary>
    /// <param name="pool">Whose: the name of a pool.</param>
    /// <param name="length">Says how many wait; from any thread, without waiting.</param>
    public void ObserveQueue(string pool, Func<int> length) => queues[pool] = length;

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static Measurement<int> Observe(KeyValuePair<string, Func<CircuitState>> circuit)
    {
        var state = circuit.Value() switch
        {
            CircuitState.Closed => 0,
            CircuitState.HalfOpen => 1,
            CircuitState.Open or CircuitState.Isolated => 2,
        };
        return new(state, Tag("claimcheck.circuit", circuit.Key));
    }

    private static Measurement<int> Observe(KeyValuePair<string, Func<int>> queue) => new(queue.Value(), Tag("claimcheck.pool", queue.Key));
}
