using System.Text.Json;

namespace ClaimCheck.Data.Audit;

/// <summary>What the audit log keeps a history of.</summary>
public enum AuditedEntity
{
    /// <summary>A source.</summary>
    Source = 1,

    /// <summary>An article.</summary>
    Article,

    /// <summary>A claim.</summary>
    Claim,

    /// <summary>A link between claims.</summary>
    Link,

    /// <summary>An API key.</summary>
    ApiKey,

    /// <summary>A rating scale.</summary>
    RatingScale,

    /// <summary>An assessment of a claim.</summary>
    Assessment,

    /// <summary>A judgement on whether two origins are the same.</summary>
    OriginJudgement,

    /// <summary>A source's withdrawal of what it said.</summary>
    SourceRetraction,

    /// <summary>A page of ClaimReview markup.</summary>
    ClaimReviewPage,

    /// <summary>How many independent origins stand behind a claim; its id is the claim's.</summary>
    Evidence,

    /// <summary>An import.</summary>
    Import,

    /// <summary>A webhook.</summary>
    Webhook,
}

/// <summary>One change of one thing.</summary>
/// <param name="Id">UUIDv7 of the entry.</param>
/// <param name="Version">The version the change made.</param>
/// <param name="Action">Such as <c>created</c>, <c>changed</c>, <c>retracted</c>.</param>
/// <param name="ActorId">The key used; null for the service itself.</param>
/// <param name="Actor">The key's name at the time.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, as far as it was said.</param>
/// <param name="Before">How it looked before; null for its creation, and where it was redacted.</param>
/// <param name="After">How it looked afterwards; null where it was redacted.</param>
/// <param name="RedactedAt">When a legal takedown emptied the entry.</param>
public sealed record AuditEntry(
    Guid Id,
    int Version,
    string Action,
    Guid? ActorId,
    string Actor,
    DateTimeOffset At,
    string? Reason,
    JsonElement? Before,
    JsonElement? After,
    DateTimeOffset? RedactedAt);
