using System.Text;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Evidence;

/// <summary>What a reviewer says of two origins.</summary>
public enum OriginVerdict
{
    /// <summary>They are one. Never raises a count.</summary>
    Same = 1,

    /// <summary>They are two. Lifts what was inferred, not what was recorded.</summary>
    Different,

    /// <summary>It cannot be told: what was inferred stands. Takes back what was judged before.</summary>
    Undetermined,
}

/// <summary>What became of a judgement on two origins.</summary>
public enum OriginOutcome
{
    /// <summary>Stored.</summary>
    Accepted = 1,

    /// <summary>One of the claims does not exist.</summary>
    ClaimMissing,

    /// <summary>One of the claims was taken down by order of law.</summary>
    ClaimTakenDown,

    /// <summary>A relay does not exist.</summary>
    RelayMissing,

    /// <summary>Both sides are the same claim, or the same descriptor behind the same relay.</summary>
    SameThing,
}

/// <summary>A source that is not named: what it is called, behind whom.</summary>
/// <param name="Descriptor">As it was sent.</param>
/// <param name="Relay">The nearest named source before it on a lineage, which may be a claim's own.</param>
public sealed record UnnamedSource(string Descriptor, SourceRef Relay)
{
    /// <summary>The form in which descriptors compare.</summary>
    public string Key { get; } = Attribution.Descriptor.KeyOf(Descriptor);
}

/// <summary>One of the two origins that are judged: that of a claim, or a source that is not named.</summary>
/// <param name="Claim">The claim whose origin is meant; null for a source that is not named.</param>
/// <param name="Unnamed">The source that is not named; null for a claim's origin.</param>
public sealed record JudgedOrigin(Guid? Claim, UnnamedSource? Unnamed)
{
    /// <summary>The origin of a claim.</summary>
    public static JudgedOrigin Of(Guid claim) => new(claim, null);

    /// <summary>A source that is not named.</summary>
    public static JudgedOrigin Of(UnnamedSource unnamed) => new(null, unnamed);
}

/// <summary>An origin as it is sent: the claim whose origin is meant, or a source that is not named, its relay by any of its names.</summary>
/// <param name="Claim">The claim; null where the other two are given.</param>
/// <param name="Descriptor">How the source that is not named is described.</param>
/// <param name="Relay">Id, slug or externalId of the named source behind which it stands.</param>
public sealed record OriginMention(Guid? Claim, string? Descriptor = null, string? Relay = null);

/// <summary>A reviewer's judgement on whether two origins are the same. A later one on the same two retires it; nothing rewrites it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="A">The one that comes first in the order of the pair.</param>
/// <param name="B">The other one, of the same kind.</param>
/// <param name="Verdict">What was judged.</param>
/// <param name="Rationale">Why.</param>
/// <param name="JudgedBy">Who judged.</param>
/// <param name="JudgedAt">When.</param>
/// <param name="SupersededAt">When a later judgement on the same two took its place; null while it stands.</param>
/// <param name="Version">1 as judged; counts on when it is retired or emptied by a takedown.</param>
public sealed record OriginJudgement(
    Guid Id,
    JudgedOrigin A,
    JudgedOrigin B,
    OriginVerdict Verdict,
    string Rationale,
    string JudgedBy,
    DateTimeOffset JudgedAt,
    DateTimeOffset? SupersededAt,
    int Version)
{
    /// <summary>A new judgement, its pair put in order. The two sides are of one kind.</summary>
    /// <param name="id">The judgement's id.</param>
    /// <param name="one">One origin.</param>
    /// <param name="other">The other.</param>
    /// <param name="verdict">What is judged.</param>
    /// <param name="rationale">Why.</param>
    /// <param name="by">Who judges.</param>
    public static Verdict<OriginOutcome, OriginJudgement> Propose(
        Guid id, JudgedOrigin one, JudgedOrigin other, OriginVerdict verdict, string rationale, Authorship by)
    {
        var order = Compare(one, other);
        if (order == 0)
        {
            return new(OriginOutcome.SameThing);
        }

        var (a, b) = order < 0 ? (one, other) : (other, one);
        return new(OriginOutcome.Accepted, new OriginJudgement(id, a, b, verdict, rationale, by.Actor, by.At, null, 1));
    }

    /// <summary>
    /// The judgement in the place of the one that stood: made no earlier than that one, whatever the clock of whoever waited for it
    /// said, so that at any time one of them stands.
    /// </summary>
    public OriginJudgement After(OriginJudgement standing) =>
        this with { JudgedAt = standing.JudgedAt > JudgedAt ? standing.JudgedAt : JudgedAt };

    /// <summary>The judgement after a later one has taken its place.</summary>
    public OriginJudgement Retire(DateTimeOffset at) => this with { SupersededAt = at, Version = Version + 1 };

    /// <summary>As Postgres orders them: UUIDs by their bytes as written, which is how their text sorts too, and keys by their bytes in UTF-8.</summary>
    private static int Compare(JudgedOrigin one, JudgedOrigin other)
    {
        if (one.Unnamed is not { } left || other.Unnamed is not { } right)
        {
            return string.CompareOrdinal(one.Claim?.ToString(), other.Claim?.ToString());
        }

        var byKey = Encoding.UTF8.GetBytes(left.Key).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right.Key));
        return byKey != 0 ? byKey : string.CompareOrdinal(left.Relay.Id.ToString(), right.Relay.Id.ToString());
    }
}
