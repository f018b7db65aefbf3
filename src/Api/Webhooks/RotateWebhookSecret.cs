using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data;
using ClaimCheck.Data.Webhooks;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Webhooks;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

/// <summary>A new secret for a webhook.</summary>
/// <param name="OverlapHours">How long messages are signed with the secret before as well, so that the receiver has time to change over; 0 for not at all, where the old one has become known.</param>
/// <param name="Secret">The new one: `whsec_` and 24 to 64 random bytes in base64. Leave it out and the service makes one.</param>
public sealed record RotateWebhookSecretRequest(
    [property: Range(0, Webhook.MostOverlapHours)] int OverlapHours = 24,
    [property: MaxLength(WebhookSecret.LongestText), RegularExpression(WebhookSecret.Pattern)] string? Secret = null)
    : IExample<RotateWebhookSecretRequest>
{
    /// <inheritdoc/>
    public static RotateWebhookSecretRequest Example { get; } = new(48);
}

internal sealed class RotateWebhookSecretValidator : AbstractValidator<RotateWebhookSecretRequest>
{
    public RotateWebhookSecretValidator()
    {
        RuleFor(rotation => rotation.OverlapHours).InclusiveBetween(0, Webhook.MostOverlapHours)
            .WithMessage($"must be a whole number from 0 to {Webhook.MostOverlapHours}");
        RuleFor(rotation => rotation.Secret).IsWebhookSecret();
    }
}

internal static class RotateWebhookSecret
{
    public static Task<IdempotentAnswer<Results<RotatedWebhook, ProblemAnswer>>> Handle(
        Guid id, Body<RotateWebhookSecretRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        return idempotency.AnswerSecretlyAsync<Verdict<WebhookOutcome, WebhookWithSecret>, Results<RotatedWebhook, ProblemAnswer>>(
            receipt => data.WebhookStore.RotateAsync(
                id, WebhookSecretRules.Read(request.Secret), TimeSpan.FromHours(request.OverlapHours), caller.Authorship, cancellation, receipt),
            verdict => verdict is { Outcome: WebhookOutcome.Accepted, Value: { } rotated }
                ? new RotatedWebhook(rotated)
                : WebhookAnswers.Refuse(verdict.Outcome, verdict.Path, verdict.Index, id),
            cancellation);
    }
}
