namespace ClaimCheck.Client;

/// <summary>A webhook to be made. What is left out lets everything pass.</summary>
/// <param name="Url">Where messages go: https, on the public internet, unless the operator allows other.</param>
public sealed record NewWebhook(string Url)
{
    /// <summary>Whose it is or what it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Only these of <see cref="ChangeTypes"/>.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Only what concerns claims about one of these.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>Only what concerns one of these sources or a claim of theirs: ids, slugs or externalIds.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Only what concerns one of these claims.</summary>
    public IReadOnlyList<Guid>? Claims { get; init; }

    /// <summary>Whether messages are sent from the beginning; they are where it is left out.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>What messages are signed with: <c>whsec_</c> and 24 to 64 bytes in base64. The service makes one where it is left out.</summary>
    public string? Secret { get; init; }

    /// <summary>Where it leads, and nothing about the secret.</summary>
    public override string ToString() => $"A new webhook to {Url}";
}

/// <summary>What is to be different about a webhook; what is null stays as it is, and a list is given whole.</summary>
public sealed record WebhookChanges
{
    /// <summary>Where messages go.</summary>
    public string? Url { get; init; }

    /// <summary>Whose it is or what it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Only these of <see cref="ChangeTypes"/>; empty for everything.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Only what concerns claims about one of these; empty for all.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>Only what concerns one of these sources or a claim of theirs; empty for all.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Only what concerns one of these claims; empty for all.</summary>
    public IReadOnlyList<Guid>? Claims { get; init; }

    /// <summary>Whether messages are sent. One that was switched off is enabled with true; catch up from the feed of changes then.</summary>
    public bool? IsEnabled { get; init; }
}

/// <summary>A receiver that is told of changes.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Url">Where messages go.</param>
/// <param name="Description">Whose it is or what it is for.</param>
/// <param name="Types">What it is told of; empty for everything.</param>
/// <param name="Topics">Only what concerns claims about one of these; empty for all.</param>
/// <param name="Sources">Only what concerns one of these sources or a claim of theirs; empty for all.</param>
/// <param name="Claims">Only what concerns one of these claims; empty for all.</param>
/// <param name="IsEnabled">Whether messages are sent.</param>
/// <param name="DisabledAt">Since when they are not.</param>
/// <param name="DisabledReason">Why not: <c>admin gone failing</c>.</param>
/// <param name="PreviousSecretUntil">Until when messages were or are signed with the secret before as well.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">The name of the key that made it.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Secret">Where it was just made or rotated, and never again: what messages are signed with.</param>
public sealed record Webhook(
    Guid Id,
    string Url,
    string? Description,
    IReadOnlyList<string> Types,
    IReadOnlyList<string> Topics,
    IReadOnlyList<SourceRef> Sources,
    IReadOnlyList<Guid> Claims,
    bool IsEnabled,
    DateTimeOffset? DisabledAt,
    string? DisabledReason,
    DateTimeOffset? PreviousSecretUntil,
    int Version,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset UpdatedAt,
    string? Secret = null)
{
    /// <summary>Which it is and where it leads, and nothing about the secret.</summary>
    public override string ToString() => $"Webhook {Id} to {Url}";
}

internal sealed record RotateBody(int? OverlapHours, string? Secret);
