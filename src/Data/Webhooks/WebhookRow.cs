using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Data.Webhooks;

/// <summary>A webhook as it is stored.</summary>
internal sealed class WebhookRow
{
    public Guid Id { get; init; }
    public string Url { get; init; } = "";
    public string? Description { get; init; }
    public string[] Types { get; init; } = [];
    public string[] Topics { get; init; } = [];
    public Guid[] SourceIds { get; init; } = [];
    public Guid[] ClaimIds { get; init; } = [];
    public DateTime? DisabledAt { get; init; }
    public string? DisabledReason { get; init; }
    public DateTime? PreviousSecretUntil { get; init; }
    public int Version { get; init; }
    public DateTime CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTime UpdatedAt { get; init; }

    public Webhook ToWebhook(IReadOnlyDictionary<Guid, SourceRef> names) => new(
        Id,
        new WebhookFacts(
            Url,
            Description,
            new WebhookFilter([.. Types.Select(Words<ChangeType>.Parse)], Topics, [.. SourceIds.Select(id => names[id])], ClaimIds),
            DisabledAt is null),
        DisabledAt is { } at ? new WebhookDisabling(at, Words<WebhookStop>.Parse(DisabledReason!)) : null,
        PreviousSecretUntil,
        Version,
        CreatedAt,
        CreatedBy,
        UpdatedAt);
}
