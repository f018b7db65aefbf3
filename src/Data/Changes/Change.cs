using System.Text.Json;
using ClaimCheck.Data.Audit;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Data.Changes;

/// <summary>A place in the feed. Whoever has read up to one has missed nothing before it.</summary>
/// <param name="Transaction">The number of the transaction.</param>
/// <param name="Sequence">The place in it: within one thing, later changes have greater ones, whatever their transactions.</param>
public sealed record ChangePosition(long Transaction, long Sequence)
{
    /// <summary>Before everything.</summary>
    public static ChangePosition Zero { get; } = new(0, 0);
}

/// <summary>One entry of the audit log as the feed tells it.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Id">UUIDv7 of the entry.</param>
/// <param name="Type">What it is called; null for what nobody is told, and only what is counted from the record depends on.</param>
/// <param name="Entity">What kind of thing changed.</param>
/// <param name="EntityId">Which; of evidence the claim.</param>
/// <param name="Version">The version the change made.</param>
/// <param name="Action">The word the thing's history has for it.</param>
/// <param name="At">When, by the clock of whoever wrote it.</param>
/// <param name="Claims">The claims it concerns: both of a link, the one that is assessed.</param>
/// <param name="Sources">The sources of those claims, or the source itself.</param>
/// <param name="Topics">See <see cref="ChangeSubject"/>; empty where they were not asked for.</param>
/// <param name="Relation">Of a link: what the first claim is to the second.</param>
/// <param name="Told">What the entry of evidence, an import or a webhook says, and of a source that was rated the judgement; null for others, and where it was redacted.</param>
public sealed record Change(
    ChangePosition Position,
    Guid Id,
    ChangeType? Type,
    AuditedEntity Entity,
    Guid EntityId,
    int Version,
    string Action,
    DateTimeOffset At,
    IReadOnlyList<Guid> Claims,
    IReadOnlyList<Guid> Sources,
    IReadOnlyList<string> Topics,
    LinkRelation? Relation,
    JsonElement? Told)
{
    /// <summary>Whether somebody wants to hear of it.</summary>
    public bool Passes(ChangeFilter filter) =>
        Type is { } type && (filter ?? throw new ArgumentNullException(nameof(filter))).Passes(new ChangeSubject(type, Claims, Sources, Topics));
}

/// <summary>What stands in the feed behind a place.</summary>
/// <param name="Changes">The next ones, in order.</param>
/// <param name="End">Where they end; the place asked about where there are none.</param>
/// <param name="HasMore">Whether others may follow at once.</param>
public sealed record ChangePage(IReadOnlyList<Change> Changes, ChangePosition End, bool HasMore);

/// <summary>How far behind something is that follows the feed within the service.</summary>
/// <param name="Name">Under which name it follows.</param>
/// <param name="BehindSince">When the oldest change was made that it has not seen; null where it has seen everything.</param>
public sealed record FollowerLag(string Name, DateTimeOffset? BehindSince);
