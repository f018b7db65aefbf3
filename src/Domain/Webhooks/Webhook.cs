using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Webhooks;

/// <summary>Why a webhook is disabled.</summary>
public enum WebhookStop
{
    /// <summary>An admin disabled it.</summary>
    Admin = 1,

    /// <summary>Its receiver answered 410: it wants nothing more.</summary>
    Gone,

    /// <summary>For five days not one message was taken.</summary>
    Failing,
}

/// <summary>Which changes a webhook tells of. An empty list lets everything pass.</summary>
/// <param name="Types">What happened.</param>
/// <param name="Topics">What the claims concerned are about, as topics are stored.</param>
/// <param name="Sources">Whose the claims concerned are.</param>
/// <param name="Claims">Which claims are concerned.</param>
public sealed record WebhookFilter(
    IReadOnlyList<ChangeType> Types, IReadOnlyList<string> Topics, IReadOnlyList<SourceRef> Sources, IReadOnlyList<Guid> Claims)
{
    /// <summary>The most entries of each list but the types.</summary>
    public const int Most = 100;
}

/// <summary>What can be said about a webhook and changed later.</summary>
/// <param name="Url">Where messages go.</param>
/// <param name="Description">Whose it is or what it is for.</param>
/// <param name="Filter">Which changes it tells of.</param>
/// <param name="IsEnabled">Whether messages are sent.</param>
public sealed record WebhookFacts(string Url, string? Description, WebhookFilter Filter, bool IsEnabled)
{
    /// <summary>The longest description, in code points.</summary>
    public const int DescriptionLength = 300;
}

/// <summary>When and why a webhook was disabled.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
public sealed record WebhookDisabling(DateTimeOffset At, WebhookStop Reason);

/// <summary>A receiver that is told of changes. Its secret is not part of it: that is shown once and otherwise used only.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Facts">What can be said about it.</param>
/// <param name="Disabled">When and why it was disabled; null while it is enabled.</param>
/// <param name="PreviousSecretUntil">Until when messages are signed with the secret before as well; null where there is none.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">The name of the key that made it.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record Webhook(
    Guid Id,
    WebhookFacts Facts,
    WebhookDisabling? Disabled,
    DateTimeOffset? PreviousSecretUntil,
    int Version,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset UpdatedAt)
{
    /// <summary>After so long without a message that was taken, messages failing all the while, a webhook is disabled.</summary>
    public static readonly TimeSpan FailingTooLong = TimeSpan.FromDays(5);

    /// <summary>The longest that two secrets sign side by side, in hours.</summary>
    public const int MostOverlapHours = 168;

    /// <summary>A new one.</summary>
    public static Webhook Create(Guid id, WebhookFacts facts, string createdBy, DateTimeOffset at) =>
        new(id, facts, facts.IsEnabled ? null : new WebhookDisabling(at, WebhookStop.Admin), null, 1, at, createdBy, at);

    /// <summary>The webhook with what is said about it changed.</summary>
    /// <param name="facts">All that is said now.</param>
    /// <param name="from">The version that the change was made from.</param>
    /// <param name="at">When.</param>
    public Verdict<WebhookOutcome, Webhook> Change(WebhookFacts facts, VersionCondition from, DateTimeOffset at) =>
        from.Allows(Version)
            ? new(WebhookOutcome.Accepted, this with
            {
                Facts = facts,
                Disabled = DisablingOf(facts, at),
                Version = Version + 1,
                UpdatedAt = at,
            })
            : new(WebhookOutcome.ChangedMeanwhile, this);

    /// <summary>The webhook with another secret.</summary>
    /// <param name="overlap">How long the secret before goes on signing as well.</param>
    /// <param name="at">When.</param>
    public Webhook Rotate(TimeSpan overlap, DateTimeOffset at) => this with
    {
        PreviousSecretUntil = overlap > TimeSpan.Zero ? at + overlap : null,
        Version = Version + 1,
        UpdatedAt = at,
    };

    /// <summary>The webhook disabled by what its receiver did.</summary>
    public Webhook Disable(WebhookStop reason, DateTimeOffset at) => this with
    {
        Facts = Facts with { IsEnabled = false },
        Disabled = new(at, reason),
        Version = Version + 1,
        UpdatedAt = at,
    };

    private WebhookDisabling? DisablingOf(WebhookFacts facts, DateTimeOffset at) => facts.IsEnabled ? null : Disabled ?? new(at, WebhookStop.Admin);
}

/// <summary>What became of a write to a webhook.</summary>
public enum WebhookOutcome
{
    /// <summary>Stored.</summary>
    Accepted = 1,

    /// <summary>No such webhook.</summary>
    Missing,

    /// <summary>A source that it is to tell of is not known.</summary>
    UnknownSource,

    /// <summary>A claim that it is to tell of is not known.</summary>
    UnknownClaim,

    /// <summary>It is not, or no longer, in a version that the change may start from.</summary>
    ChangedMeanwhile,
}
