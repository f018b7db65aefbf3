using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Data.Webhooks;

/// <summary>A delivery as it is stored.</summary>
internal sealed class DeliveryRow
{
    public Guid Id { get; init; }
    public Guid WebhookId { get; init; }
    public Guid MessageId { get; init; }
    public string Type { get; init; } = "";
    public string State { get; init; } = "";
    public byte[] Body { get; init; } = [];
    public DateTime CreatedAt { get; init; }
    public DateTime? NextAttemptAt { get; init; }
    public Guid? Lease { get; init; }
    public int Attempts { get; init; }
    public DateTime? DeliveredAt { get; init; }

    public WebhookDelivery ToDelivery(IEnumerable<AttemptRow> attempts) => new(
        Id,
        WebhookId,
        MessageId,
        Words<ChangeType>.Parse(Type),
        Words<DeliveryState>.Parse(State),
        Body,
        CreatedAt,
        Lease is null ? NextAttemptAt : null,
        Attempts,
        DeliveredAt,
        [.. attempts.Select(attempt => attempt.ToAttempt())]);
}

/// <summary>A sending as it is stored.</summary>
internal sealed class AttemptRow
{
    public Guid DeliveryId { get; init; }
    public int Number { get; init; }
    public DateTime At { get; init; }
    public string? Url { get; init; }
    public string? Failure { get; init; }
    public int? Status { get; init; }
    public byte[]? Answer { get; init; }
    public double? ResolveMs { get; init; }
    public double? ConnectMs { get; init; }
    public double? AnswerMs { get; init; }
    public double TotalMs { get; init; }

    public static object Parameters(Guid id, Guid? lease, DeliveryAttempt attempt) => new
    {
        id,
        lease,
        attempt.At,
        attempt.Url,
        Failure = attempt.Failure is { } failure ? Words<DeliveryFailure>.Of(failure) : null,
        attempt.Status,
        Answer = attempt.Answer?.ToArray(),
        ResolveMs = attempt.Times.Resolve?.TotalMilliseconds,
        ConnectMs = attempt.Times.Connect?.TotalMilliseconds,
        AnswerMs = attempt.Times.Answer?.TotalMilliseconds,
        TotalMs = attempt.Times.Total.TotalMilliseconds,
    };

    public NumberedAttempt ToAttempt() => new(Number, new DeliveryAttempt(
        At,
        Failure is null ? null : Words<DeliveryFailure>.Parse(Failure),
        Status,
        Answer is null ? (ReadOnlyMemory<byte>?)null : Answer,
        new DeliveryTimes(Time(ResolveMs), Time(ConnectMs), Time(AnswerMs), TimeSpan.FromMilliseconds(TotalMs)))
    {
        Url = Url,
    });

    private static TimeSpan? Time(double? milliseconds) => milliseconds is { } known ? TimeSpan.FromMilliseconds(known) : null;
}
