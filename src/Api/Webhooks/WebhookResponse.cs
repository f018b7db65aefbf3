using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Api.Webhooks;

/// <summary>A receiver that is told of changes.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Url">Where messages go.</param>
/// <param name="Description">Whose it is or what it is for.</param>
/// <param name="Types">What it is told of; empty for everything.</param>
/// <param name="Topics">Only changes that concern claims about one of these, in lower case; empty for all.</param>
/// <param name="Sources">Only changes that concern one of these sources or a claim of theirs; empty for all.</param>
/// <param name="Claims">Only changes that concern one of these claims; empty for all.</param>
/// <param name="IsEnabled">Whether messages are sent.</param>
/// <param name="DisabledAt">Since when they are not.</param>
/// <param name="DisabledReason">Why not: `admin` wished so, the receiver answered 410 and is `gone`, or it was `failing` for five days.</param>
/// <param name="PreviousSecretUntil">Until when messages were or are signed with the secret before the last rotation as well; null where there was none.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">The name of the key that made it.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Secret">In the answer that makes it or rotates it, and never again: what messages are signed with.</param>
public sealed record WebhookResponse(
    Guid Id,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string Url,
    [property: MaxLength(WebhookFacts.DescriptionLength)] string? Description,
    [property: MaxLength(WebhookFilter.Most)] IReadOnlyList<ChangeType> Types,
    [property: MaxLength(WebhookFilter.Most), EachText(TopicRules.LengthStored, Pattern = TopicRules.PatternForTools)] IReadOnlyList<string> Topics,
    [property: MaxLength(WebhookFilter.Most)] IReadOnlyList<SourceRef> Sources,
    [property: MaxLength(WebhookFilter.Most)] IReadOnlyList<Guid> Claims,
    bool IsEnabled,
    DateTimeOffset? DisabledAt,
    WebhookStop? DisabledReason,
    DateTimeOffset? PreviousSecretUntil,
    int Version,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset UpdatedAt,
    [property: MaxLength(WebhookSecret.LongestText), RegularExpression(WebhookSecret.Pattern), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret = null)
    : IExample<WebhookResponse>
{
    /// <inheritdoc/>
    public static WebhookResponse Example { get; } = new(
        SampleWebhook.Id, SampleWebhook.Url, SampleWebhook.Description, [ChangeType.ClaimCreated, ChangeType.ClaimUpdated], [], [], [], false,
        StoryDates.Recorded, WebhookStop.Admin, null, 1, StoryDates.Recorded, "Night desk", StoryDates.Recorded);

    internal static WebhookResponse Of(Webhook webhook, WebhookSecret? secret = null) => new(
        webhook.Id, webhook.Facts.Url, webhook.Facts.Description, webhook.Facts.Filter.Types, webhook.Facts.Filter.Topics,
        webhook.Facts.Filter.Sources, webhook.Facts.Filter.Claims, webhook.Facts.IsEnabled, webhook.Disabled?.At, webhook.Disabled?.Reason,
        webhook.PreviousSecretUntil, webhook.Version, webhook.CreatedAt, webhook.CreatedBy, webhook.UpdatedAt, secret?.Reveal());
}
