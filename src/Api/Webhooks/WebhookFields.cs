using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;
using FluentValidation;

namespace ClaimCheck.Api.Webhooks;

/// <summary>What can be said about a webhook, when it is made and when it is changed.</summary>
public interface IWebhookFields
{
    /// <summary>Where messages go.</summary>
    string Url { get; }

    /// <summary>Whose it is or what it is for.</summary>
    string? Description { get; }

    /// <summary>What happened.</summary>
    IReadOnlyList<ChangeType>? Types { get; }

    /// <summary>What the claims concerned are about.</summary>
    IReadOnlyList<string>? Topics { get; }

    /// <summary>Whose they are.</summary>
    IReadOnlyList<string>? Sources { get; }

    /// <summary>Which they are.</summary>
    IReadOnlyList<Guid>? Claims { get; }

    /// <summary>Whether messages are sent.</summary>
    bool IsEnabled { get; }
}

/// <summary>The rules for them.</summary>
/// <typeparam name="T">A request that has them.</typeparam>
internal abstract class WebhookFieldsValidator<T> : AbstractValidator<T>
    where T : IWebhookFields
{
    protected WebhookFieldsValidator()
    {
        RuleFor(webhook => webhook.Url).IsWebAddress();
        RuleFor(webhook => webhook.Description).IsPlainText(WebhookFacts.DescriptionLength);
        RuleFor(webhook => webhook.Types).Must(types => types is null || types.Count <= WebhookFilter.Most)
            .WithMessage($"must have at most {WebhookFilter.Most} entries");
        RuleFor(webhook => webhook.Topics).Must(topics => topics is null || topics.Count <= WebhookFilter.Most)
            .WithMessage($"must have at most {WebhookFilter.Most} entries");
        RuleForEach(webhook => webhook.Topics)
            .Must(topic => topic is { Length: > 0 } && TopicRules.IsTopic(topic)).WithMessage("must be letters and digits with hyphens, dots or underscores between them")
            .Must(topic => PlainText.Length(topic) <= TopicRules.Length).WithMessage($"must have at most {TopicRules.Length} characters");
        RuleFor(webhook => webhook.Sources).Must(sources => sources is null || sources.Count <= WebhookFilter.Most)
            .WithMessage($"must have at most {WebhookFilter.Most} entries");
        RuleForEach(webhook => webhook.Sources).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(webhook => webhook.Claims).Must(claims => claims is null || claims.Count <= WebhookFilter.Most)
            .WithMessage($"must have at most {WebhookFilter.Most} entries");
    }
}

internal static class WebhookFields
{
    public static WebhookDraft ToDraft(this IWebhookFields webhook) => new(
        webhook.Url, webhook.Description, webhook.Types ?? [], [.. (webhook.Topics ?? []).Select(ClaimFields.Label)], webhook.Sources ?? [],
        webhook.Claims ?? [], webhook.IsEnabled);
}
