using ClaimCheck.Domain.Changes;

namespace ClaimCheck.Domain.Webhooks;

/// <summary>Where the delivery of a message stands.</summary>
public enum DeliveryState
{
    /// <summary>It is to be sent, for the first time or again.</summary>
    Pending = 1,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>It was sent in vain as often as it may be: a dead letter, which can be sent again by hand.</summary>
    Failed,
}

/// <summary>A message for one receiver, and what came of sending it. There is one for each change and webhook, however often it is sent.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Webhook">Whose.</param>
/// <param name="MessageId">What the receiver knows it by: the id of the change.</param>
/// <param name="Type">What happened.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Body">What is sent, to the byte.</param>
/// <param name="CreatedAt">When it was put down to be sent.</param>
/// <param name="NextAttemptAt">When it is sent next; null where it is not, or is on its way.</param>
/// <param name="AttemptCount">How often it was sent.</param>
/// <param name="DeliveredAt">When it was taken.</param>
/// <param name="Attempts">The newest sendings, newest first.</param>
public sealed record WebhookDelivery(
    Guid Id,
    Guid Webhook,
    Guid MessageId,
    ChangeType Type,
    DeliveryState State,
    ReadOnlyMemory<byte> Body,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    int AttemptCount,
    DateTimeOffset? DeliveredAt,
    IReadOnlyList<NumberedAttempt> Attempts)
{
    /// <summary>The most sendings that are shown with a delivery.</summary>
    public const int MostAttemptsShown = 20;
}

/// <summary>A sending with its place among those of its message.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Attempt">The sending.</param>
public sealed record NumberedAttempt(int Number, DeliveryAttempt Attempt);
