using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Webhooks.Sending;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Api.Webhooks;

/// <summary>A header as it was sent.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="Value">Its value.</param>
public sealed record SentHeader(string Name, string Value);

/// <summary>How long the parts of a sending took, in milliseconds; null for one that there was not.</summary>
/// <param name="ResolveMs">Finding the addresses of the host; null also where a connection was still open.</param>
/// <param name="ConnectMs">Connecting to one of them, without TLS; null also where a connection was still open.</param>
/// <param name="AnswerMs">From the beginning until the status was there.</param>
/// <param name="TotalMs">From the beginning to the end.</param>
public sealed record AttemptTimings(double? ResolveMs, double? ConnectMs, double? AnswerMs, double TotalMs)
{
    internal static AttemptTimings Of(DeliveryTimes times) => new(
        Rounded(times.Resolve), Rounded(times.Connect), Rounded(times.Answer), Rounded(times.Total)!.Value);

    private static double? Rounded(TimeSpan? time) => time is { } known ? Math.Round(known.TotalMilliseconds, 3) : null;
}

/// <summary>One sending of a message and what came of it.</summary>
/// <param name="Number">Counts from 1 with every sending of the message; 0 for a test.</param>
/// <param name="At">When it began.</param>
/// <param name="Url">Where it went, which a change of the webhook leaves as it was; null for one from before this was noted.</param>
/// <param name="RequestHeaders">What it was sent with, but for the signature.</param>
/// <param name="Failure">Why it failed; null where it was taken. `status`: answered with another status than 2xx. `address_not_allowed`: the address leads to where messages may not go. `secret_unreadable`: the service has no key for the secret, rotate it.</param>
/// <param name="Status">The status of the answer, if there was one.</param>
/// <param name="Answer">The first 2 KiB of its body; what is no UTF-8 is replaced by U+FFFD. Null where there was none, or where a claim concerned was taken down, before it or later.</param>
/// <param name="Timings">How long it took.</param>
public sealed record AttemptResponse(
    [property: Range(0, int.MaxValue)] int Number,
    DateTimeOffset At,
    [property: MaxLength(WebAddress.MaxLength)] string? Url,
    [property: MaxLength(8)] IReadOnlyList<SentHeader> RequestHeaders,
    DeliveryFailure? Failure,
    [property: Range(100, 999)] int? Status,
    [property: MaxLength(DeliveryAttempt.MostOfAnswer)] string? Answer,
    AttemptTimings Timings)
{
    internal static AttemptResponse Of(Guid message, NumberedAttempt numbered) => new(
        numbered.Number,
        numbered.Attempt.At,
        numbered.Attempt.Url,
        [.. WebhookSender.HeadersOf(message.ToString(), numbered.Attempt.At).Select(header => new SentHeader(header.Key, header.Value))],
        numbered.Attempt.Failure,
        numbered.Attempt.Status,
        numbered.Attempt.Answer is { } answer ? Encoding.UTF8.GetString(answer.Span) : null,
        AttemptTimings.Of(numbered.Attempt.Times));
}

/// <summary>A message for a receiver and what came of sending it. There is one for each change, however often it is sent.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="MessageId">`webhook-id` of every sending: the id of the change.</param>
/// <param name="Type">What happened.</param>
/// <param name="State">`pending`: to be sent, for the first time or again. `delivered`: taken. `failed`: sent in vain as often as it may be, a dead letter, which can be redelivered.</param>
/// <param name="Body">What is sent.</param>
/// <param name="CreatedAt">When it was put down to be sent.</param>
/// <param name="NextAttemptAt">When it is sent next; null where it is not, or is on its way. Nothing is sent while the webhook is disabled.</param>
/// <param name="AttemptCount">How often it was sent.</param>
/// <param name="DeliveredAt">When it was last taken.</param>
/// <param name="Attempts">The newest sendings, newest first.</param>
public sealed record DeliveryResponse(
    Guid Id,
    Guid MessageId,
    ChangeType Type,
    DeliveryState State,
    JsonElement Body,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    [property: Range(0, int.MaxValue)] int AttemptCount,
    DateTimeOffset? DeliveredAt,
    [property: MaxLength(WebhookDelivery.MostAttemptsShown)] IReadOnlyList<AttemptResponse> Attempts) : IExample<DeliveryResponse>
{
    /// <inheritdoc/>
    public static DeliveryResponse Example { get; } = Of(SampleWebhook.Delivered);

    internal static DeliveryResponse Of(WebhookDelivery delivery) => new(
        delivery.Id, delivery.MessageId, delivery.Type, delivery.State, JsonElement.Parse(delivery.Body.Span), delivery.CreatedAt,
        delivery.NextAttemptAt, delivery.AttemptCount, delivery.DeliveredAt,
        [.. delivery.Attempts.Select(attempt => AttemptResponse.Of(delivery.MessageId, attempt))]);
}
