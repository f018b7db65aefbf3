using System.Text.Json;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Webhooks.Sending;
using ClaimCheck.Data;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

/// <summary>What came of a message that was sent to try a receiver.</summary>
/// <param name="IsTaken">Whether the receiver took it.</param>
/// <param name="MessageId">What `webhook-id` said.</param>
/// <param name="Body">What was sent.</param>
/// <param name="Attempt">The sending.</param>
public sealed record WebhookTestResponse(bool IsTaken, Guid MessageId, JsonElement Body, AttemptResponse Attempt) : IExample<WebhookTestResponse>
{
    /// <inheritdoc/>
    public static WebhookTestResponse Example { get; } = Of(
        SampleWebhook.Delivered.MessageId, TestWebhook.BodyOf(SampleWebhook.Id, SampleWebhook.Delivered.MessageId, StoryDates.Recorded),
        SampleWebhook.Delivered.Attempts[0].Attempt);

    internal static WebhookTestResponse Of(Guid message, byte[] body, DeliveryAttempt attempt) => new(
        attempt.Failure is null, message, JsonElement.Parse(body), AttemptResponse.Of(message, new NumberedAttempt(0, attempt)));
}

internal static class TestWebhook
{
    private const string Type = "webhook.test";

    public static async Task<Results<Ok<WebhookTestResponse>, ProblemAnswer>> Handle(
        Guid id, Caller caller, WebhookSender sender, DataServices data, CancellationToken cancellation)
    {
        if (await data.WebhookReader.GetAsync(id, cancellation) is not { } webhook)
        {
            return WebhookAnswers.Missing(id);
        }

        var message = NewId.At(caller.Now);
        var body = BodyOf(id, message, caller.Now);
        var secrets = await data.WebhookStore.SecretsAsync(id, caller.Now, cancellation);
        var attempt = await sender.SendAsync(new OutgoingMessage(webhook.Facts.Url, message.ToString(), body, secrets), cancellation);
        return TypedResults.Ok(WebhookTestResponse.Of(message, body, attempt));
    }

    /// <summary>Shaped like a message about a change.</summary>
    internal static byte[] BodyOf(Guid webhook, Guid message, DateTimeOffset at) => JsonSerializer.SerializeToUtf8Bytes(
        new { Id = message, Type, PayloadVersion = 1, Timestamp = at, Sequence = 1, Data = new { Webhook = webhook } }, WireJson.Options);
}
