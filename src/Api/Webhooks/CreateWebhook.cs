using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Webhooks.Sending;
using ClaimCheck.Data;
using ClaimCheck.Data.Webhooks;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

/// <summary>A new webhook.</summary>
/// <param name="Url">Where messages go: https, on the public internet.</param>
/// <param name="Description">Whose it is or what it is for.</param>
/// <param name="Types">What it is told of; everything where it is left out or empty.</param>
/// <param name="Topics">Only changes that concern claims about one of these.</param>
/// <param name="Sources">Only changes that concern one of these sources or a claim of theirs: ids, slugs or externalIds.</param>
/// <param name="Claims">Only changes that concern one of these claims.</param>
/// <param name="IsEnabled">Whether messages are sent from the beginning.</param>
/// <param name="Secret">What messages are signed with: `whsec_` and 24 to 64 random bytes in base64. Leave it out and the service makes one.</param>
public sealed record CreateWebhookRequest(
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string Url,
    [property: MaxLength(WebhookFacts.DescriptionLength)] string? Description = null,
    [property: MaxLength(WebhookFilter.Most)] IReadOnlyList<ChangeType>? Types = null,
    [property: MaxLength(WebhookFilter.Most), EachText(TopicRules.Length, Pattern = TopicRules.PatternForTools)] IReadOnlyList<string>? Topics = null,
    [property: MaxLength(WebhookFilter.Most), EachText(TextRules.ExternalIdLength)] IReadOnlyList<string>? Sources = null,
    [property: MaxLength(WebhookFilter.Most)] IReadOnlyList<Guid>? Claims = null,
    bool IsEnabled = true,
    [property: MaxLength(WebhookSecret.LongestText), RegularExpression(WebhookSecret.Pattern)] string? Secret = null)
    : IWebhookFields, IExample<CreateWebhookRequest>
{
    /// <inheritdoc/>
    public static CreateWebhookRequest Example { get; } = new(
        "https://cms.example.org/hooks/claimcheck", "The CMS of the night desk", [ChangeType.ClaimRetracted, ChangeType.EvidenceChanged], ["iran"],
        IsEnabled: false);
}

internal sealed class CreateWebhookValidator : WebhookFieldsValidator<CreateWebhookRequest>
{
    public CreateWebhookValidator() => RuleFor(webhook => webhook.Secret).IsWebhookSecret();
}

internal static class WebhookSecretRules
{
    /// <summary>A secret as it is written down. What was sent is not repeated.</summary>
    public static IRuleBuilderOptions<T, string?> IsWebhookSecret<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => text is null || WebhookSecret.TryParse(text, out _)).WithMessage("must be " + WebhookSecret.Expected);

    /// <summary>The secret that was sent, or a new one.</summary>
    public static WebhookSecret Read(string? text) =>
        text is not null && WebhookSecret.TryParse(text, out var secret) ? secret : WebhookSecret.Create();
}

internal static class CreateWebhook
{
    public static async Task<IdempotentAnswer<Results<NewWebhook, ProblemAnswer>>> Handle(
        Body<CreateWebhookRequest> body, Idempotency idempotency, Caller caller, WebhookSender sender, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        if (!sender.MayReach(request.Url))
        {
            return new(WebhookAnswers.NotAllowed());
        }

        var id = NewId.At(caller.Now);
        return await idempotency.AnswerSecretlyAsync<Verdict<WebhookOutcome, WebhookWithSecret>, Results<NewWebhook, ProblemAnswer>>(
            receipt => data.WebhookStore.AddAsync(
                id, request.ToDraft(), WebhookSecretRules.Read(request.Secret), caller.Authorship, cancellation, receipt),
            verdict => verdict is { Outcome: WebhookOutcome.Accepted, Value: { } made }
                ? new NewWebhook(made)
                : WebhookAnswers.Refuse(verdict.Outcome, verdict.Path, verdict.Index, id),
            cancellation);
    }
}
