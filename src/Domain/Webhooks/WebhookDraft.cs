using ClaimCheck.Domain.Changes;

namespace ClaimCheck.Domain.Webhooks;

/// <summary>What is to be said about a webhook, its sources by whatever name.</summary>
/// <param name="Url">Where messages go.</param>
/// <param name="Description">Whose it is or what it is for.</param>
/// <param name="Types">What happened; empty for everything.</param>
/// <param name="Topics">As topics are stored; empty for all.</param>
/// <param name="Sources">Ids, slugs or externalIds; empty for all.</param>
/// <param name="Claims">Ids; empty for all.</param>
/// <param name="IsEnabled">Whether messages are sent.</param>
public sealed record WebhookDraft(
    string Url,
    string? Description,
    IReadOnlyList<ChangeType> Types,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Sources,
    IReadOnlyList<Guid> Claims,
    bool IsEnabled);
