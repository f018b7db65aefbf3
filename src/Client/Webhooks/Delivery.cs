using System.Text.Json;

namespace ClaimCheck.Client;

/// <summary>A message for a receiver and what came of sending it: one for each change, however often it is sent.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="MessageId"><c>webhook-id</c> of every sending: the id of the change.</param>
/// <param name="Type">What happened.</param>
/// <param name="State">Where it stands: <c>pending delivered failed</c>. Those that failed are dead letters, which can be sent again.</param>
/// <param name="Body">What is sent.</param>
/// <param name="CreatedAt">When it was put down to be sent.</param>
/// <param name="NextAttemptAt">When it is sent next; null where it is not, or is on its way.</param>
/// <param name="AttemptCount">How often it was sent.</param>
/// <param name="DeliveredAt">When it was last taken.</param>
/// <param name="Attempts">The newest sendings, newest first.</param>
public sealed record Delivery(
    Guid Id,
    Guid MessageId,
    string Type,
    string State,
    JsonElement Body,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    int AttemptCount,
    DateTimeOffset? DeliveredAt,
    IReadOnlyList<DeliveryAttempt> Attempts);

/// <summary>One sending of a message and what came of it.</summary>
/// <param name="Number">Counts from 1 with every sending of the message; 0 for a test.</param>
/// <param name="At">When it began.</param>
/// <param name="Url">Where it went, which a change of the webhook leaves as it was; null for one from before this was noted.</param>
/// <param name="RequestHeaders">What it was sent with, but for the signature.</param>
/// <param name="Failure">Why it failed, in a word; null where it was taken.</param>
/// <param name="Status">The status of the answer, if there was one.</param>
/// <param name="Answer">The first 2 KiB of its body; null also where a claim concerned was taken down.</param>
/// <param name="Timings">How long it took.</param>
public sealed record DeliveryAttempt(
    int Number,
    DateTimeOffset At,
    string? Url,
    IReadOnlyList<SentHeader> RequestHeaders,
    string? Failure,
    int? Status,
    string? Answer,
    DeliveryTimings Timings);

/// <summary>A header as it was sent.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="Value">Its value.</param>
public sealed record SentHeader(string Name, string Value);

/// <summary>How long the parts of a sending took, in milliseconds; null for one that there was not.</summary>
/// <param name="ResolveMs">Finding the addresses of the host.</param>
/// <param name="ConnectMs">Connecting to one of them.</param>
/// <param name="AnswerMs">From the beginning until the status was there.</param>
/// <param name="TotalMs">From the beginning to the end.</param>
public sealed record DeliveryTimings(double? ResolveMs, double? ConnectMs, double? AnswerMs, double TotalMs);

/// <summary>Which deliveries; what is left out does not narrow anything.</summary>
public sealed record DeliveryQuery
{
    /// <summary>Where they stand; <c>failed</c> are the dead letters.</summary>
    public string? State { get; init; }

    /// <summary>What happened.</summary>
    public string? Type { get; init; }

    /// <summary>Put down then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Put down before then.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>What came of a message that was sent to try a receiver.</summary>
/// <param name="IsTaken">Whether the receiver took it.</param>
/// <param name="MessageId">What <c>webhook-id</c> said.</param>
/// <param name="Body">What was sent.</param>
/// <param name="Attempt">The sending.</param>
public sealed record WebhookTrial(bool IsTaken, Guid MessageId, JsonElement Body, DeliveryAttempt Attempt);

/// <summary>How many messages are to be sent again.</summary>
/// <param name="Count">How many; those that are on their way already are not among them.</param>
/// <param name="IsComplete">Whether these are all.</param>
/// <param name="NextAfter">Where they are not: the delivery behind which the rest follows.</param>
public sealed record Redelivered(int Count, bool IsComplete, Guid? NextAfter = null);

internal sealed record RedeliverBody(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string>? States, Guid? After);
