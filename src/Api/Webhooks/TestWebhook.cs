using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Changes;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Webhooks.Sending;
using ClaimCheck.Data;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

/// <summary>A message with which a receiver is tried: shaped like one about a change, of which there was none.</summary>
/// <param name="Id">UUIDv7, what `webhook-id` says.</param>
/// <param name="Type">`webhook.test`.</param>
/// <param name="PayloadVersion">The version of this form, as in messages about changes.</param>
/// <param name="Timestamp">When it was asked for, by the service's clock.</param>
/// <param name="Sequence">Always 1.</param>
/// <param name="Data">What it concerns.</param>
public sealed record WebhookTestMessage(
    Guid Id,
    [property: MaxLength(WebhookTestMessage.LengthOfType), RegularExpression("^webhook\\.test$")] string Type,
    [property: Range(1, int.MaxValue)] int PayloadVersion,
    DateTimeOffset Timestamp,
    [property: Range(1L, 1L)] long Sequence,
    WebhookTestData Data) : IExample<WebhookTestMessage>
{
    /// <summary>What its type says.</summary>
    internal const string TypeOfAll = "webhook.test";

    internal const int LengthOfType = 12;

    /// <inheritdoc/>
    public static WebhookTestMessage Example { get; } = Of(SampleWebhook.Id, SampleWebhook.Delivered.MessageId, StoryDates.Recorded);

    internal static WebhookTestMessage Of(Guid webhook, Guid message, DateTimeOffset at) =>
        new(message, TypeOfAll, ChangeResponse.Example.PayloadVersion, at, 1, new WebhookTestData(webhook));
}

/// <summary>What a message concerns with which a receiver is tried.</summary>
/// <param name="Webhook">The webhook that is tried.</param>
public sealed record WebhookTestData(Guid Webhook);

/// <summary>What came of a message that was sent to try a receiver.</summary>
/// <param name="IsTaken">Whether the receiver took it.</param>
/// <param name="MessageId">What `webhook-id` said.</param>
/// <param name="Body">What was sent.</param>
/// <param name="Attempt">The sending.</param>
public sealed record WebhookTestResponse(bool IsTaken, Guid MessageId, WebhookTestMessage Body, AttemptResponse Attempt) : IExample<WebhookTestResponse>
{
    /// <inheritdoc/>
    public static WebhookTestResponse Example { get; } = Of(WebhookTestMessage.Example, SampleWebhook.Delivered.Attempts[0].Attempt);

    internal static WebhookTestResponse Of(WebhookTestMessage message, DeliveryAttempt attempt) => new(
        attempt.Failure is null, message.Id, message, AttemptResponse.Of(message.Id, new NumberedAttempt(0, attempt)));
}

internal static class TestWebhook
{
    public static Task<IdempotentAnswer<Results<Ok<WebhookTestResponse>, ProblemAnswer>>> Handle(
        Guid id, Idempotency idempotency, Caller caller, WebhookSender sender, DataServices data, CancellationToken cancellation) =>
        idempotency.AnswerAsync<WebhookTestResponse?, Results<Ok<WebhookTestResponse>, ProblemAnswer>>(
            receipt => data.IdempotencyStore.DoAsync(receipt, () => SendAsync(id, caller, sender, data, cancellation), cancellation),
            sent => sent is null ? WebhookAnswers.Missing(id) : TypedResults.Ok(sent),
            cancellation);

    /// <returns>Null where there is no such webhook.</returns>
    private static async Task<WebhookTestResponse?> SendAsync(
        Guid id, Caller caller, WebhookSender sender, DataServices data, CancellationToken cancellation)
    {
        if (await data.WebhookReader.GetAsync(id, cancellation) is not { } webhook)
        {
            return null;
        }

        var message = WebhookTestMessage.Of(id, NewId.At(caller.Now), caller.Now);
        var body = JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Options);
        var secrets = await data.WebhookStore.SecretsAsync(id, caller.Now, cancellation);
        var attempt = await sender.SendAsync(new OutgoingMessage(webhook.Facts.Url, message.Id.ToString(), body, secrets), cancellation);
        return WebhookTestResponse.Of(message, attempt);
    }
}
