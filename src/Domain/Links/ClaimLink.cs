using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Links;

/// <summary>What one claim is to another.</summary>
public enum LinkRelation
{
    /// <summary>A different assertion that speaks for it. Symmetric.</summary>
    Corroborates = 1,

    /// <summary>Both cannot be true. Symmetric.</summary>
    Contradicts,

    /// <summary>The same assertion in other words. Symmetric.</summary>
    Restates,

    /// <summary>Made from it.</summary>
    DerivedFrom,

    /// <summary>Takes its place.</summary>
    Supersedes,

    /// <summary>Narrows it or adds a condition.</summary>
    Qualifies,

    /// <summary>Helps to understand it.</summary>
    Context,
}

/// <summary>Where a link stands.</summary>
public enum LinkStatus
{
    /// <summary>Proposed, waiting for an editor.</summary>
    Suggested = 1,

    /// <summary>An editor agrees. Only these count as evidence.</summary>
    Confirmed,

    /// <summary>An editor disagrees.</summary>
    Rejected,

    /// <summary>Taken back, for good.</summary>
    Retracted,
}

/// <summary>Who or what proposed it.</summary>
public enum LinkMethod
{
    /// <summary>Somebody, by hand.</summary>
    Human = 1,

    /// <summary>A bulk import.</summary>
    Import,

    /// <summary>The service, from the texts.</summary>
    TextSimilarity,

    /// <summary>The service, from a common address.</summary>
    SharedUrl,
}

/// <summary>An editor's judgement on a link.</summary>
public enum ReviewDecision
{
    /// <summary>It holds.</summary>
    Confirmed = 1,

    /// <summary>It does not.</summary>
    Rejected,
}

/// <summary>What became of a write to a link.</summary>
public enum LinkOutcome
{
    /// <summary>Stored.</summary>
    Accepted = 1,

    /// <summary>No such link.</summary>
    Missing,

    /// <summary>One of the claims does not exist.</summary>
    ClaimMissing,

    /// <summary>One of the claims was taken down by order of law.</summary>
    ClaimTakenDown,

    /// <summary>One of the claims is retracted.</summary>
    ClaimNotActive,

    /// <summary>A claim cannot be linked to itself.</summary>
    SelfLink,

    /// <summary>A living link of this relation joins the two already.</summary>
    AlreadyLinked,

    /// <summary>The lineage would lead back to where it began, or a claim would take the place of what took its place.</summary>
    Cycle,

    /// <summary>The link is in that state already.</summary>
    AlreadyDecided,

    /// <summary>The link was retracted, which is final.</summary>
    Final,

    /// <summary>It is not, or no longer, in a version that the change may start from.</summary>
    ChangedMeanwhile,

    /// <summary>Only an editor may confirm.</summary>
    RoleTooLow,

    /// <summary>Nothing of the kind is suggested between the two claims, or no longer.</summary>
    NotSuggested,
}

/// <summary>A typed relation between two claims.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="From">The claim the relation is said of; for a symmetric relation the one with the smaller id.</param>
/// <param name="To">The other claim.</param>
/// <param name="Relation">What the first is to the second.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Method">Who or what proposed it.</param>
/// <param name="Rationale">Why.</param>
/// <param name="EvidenceUrls">What supports it.</param>
/// <param name="Confidence">From 0 to 1, as its proposer gave it.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was proposed.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ClaimLink(
    Guid Id,
    Guid From,
    Guid To,
    LinkRelation Relation,
    LinkStatus Status,
    LinkMethod Method,
    string Rationale,
    IReadOnlyList<string> EvidenceUrls,
    double? Confidence,
    string ProposedBy,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Whether it may still come to count: at most one such link of a relation joins two claims.</summary>
    public bool IsLiving => Status switch
    {
        LinkStatus.Suggested or LinkStatus.Confirmed => true,
        LinkStatus.Rejected or LinkStatus.Retracted => false,
    };

    /// <summary>Whether the relation reads the same both ways, so that the pair is one row however it is sent.</summary>
    public static bool IsSymmetric(LinkRelation relation) => relation switch
    {
        LinkRelation.Corroborates or LinkRelation.Contradicts or LinkRelation.Restates => true,
        LinkRelation.DerivedFrom or LinkRelation.Supersedes or LinkRelation.Qualifies or LinkRelation.Context => false,
    };

    /// <summary>
    /// A new link, its symmetric pair put in order. A contributor's is a suggestion; an editor's may be confirmed at once.
    /// </summary>
    /// <param name="id">The link's id.</param>
    /// <param name="from">The claim the relation is said of.</param>
    /// <param name="proposal">What is said.</param>
    /// <param name="by">Who says it.</param>
    public static Verdict<LinkOutcome, ClaimLink> Propose(Guid id, Guid from, LinkProposal proposal, Authorship by)
    {
        if (from == proposal.Target)
        {
            return new(LinkOutcome.SelfLink);
        }

        if (proposal.Status == LinkStatus.Confirmed && by.Role < Role.Editor)
        {
            return new(LinkOutcome.RoleTooLow);
        }

        // Postgres orders UUIDs by their bytes as written, which is how their text sorts too.
        var swap = IsSymmetric(proposal.Relation)
            && string.CompareOrdinal(from.ToString(), proposal.Target.ToString()) > 0;
        return new(LinkOutcome.Accepted, new ClaimLink(
            id, swap ? proposal.Target : from, swap ? from : proposal.Target, proposal.Relation, proposal.Status,
            proposal.Method, proposal.Rationale, proposal.EvidenceUrls, proposal.Confidence, by.Actor, 1, by.At, by.At));
    }

    /// <summary>The link after an editor's judgement, which may also turn an earlier one over.</summary>
    /// <param name="decision">The judgement.</param>
    /// <param name="from">The version that is judged.</param>
    /// <param name="at">When.</param>
    public Verdict<LinkOutcome, ClaimLink> Review(ReviewDecision decision, VersionCondition from, DateTimeOffset at) =>
        MoveTo(
            decision switch
            {
                ReviewDecision.Confirmed => LinkStatus.Confirmed,
                ReviewDecision.Rejected => LinkStatus.Rejected,
            },
            from,
            at);

    /// <summary>The link taken back.</summary>
    /// <param name="from">The version that is taken back.</param>
    /// <param name="at">When.</param>
    public Verdict<LinkOutcome, ClaimLink> Retract(VersionCondition from, DateTimeOffset at) => MoveTo(LinkStatus.Retracted, from, at);

    private Verdict<LinkOutcome, ClaimLink> MoveTo(LinkStatus status, VersionCondition from, DateTimeOffset at)
    {
        if (!from.Allows(Version))
        {
            return new(LinkOutcome.ChangedMeanwhile, this);
        }

        if (Status == status)
        {
            return new(LinkOutcome.AlreadyDecided, this);
        }

        return Status == LinkStatus.Retracted
            ? new(LinkOutcome.Final, this)
            : new(LinkOutcome.Accepted, this with { Status = status, Version = Version + 1, UpdatedAt = at });
    }
}

/// <summary>What is proposed about a claim.</summary>
/// <param name="Target">The other claim.</param>
/// <param name="Relation">What the claim is to the target.</param>
/// <param name="Rationale">Why.</param>
/// <param name="EvidenceUrls">What supports it.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Status"><see cref="LinkStatus.Suggested"/> or <see cref="LinkStatus.Confirmed"/>.</param>
/// <param name="Method">Who or what proposes it.</param>
public sealed record LinkProposal(
    Guid Target,
    LinkRelation Relation,
    string Rationale,
    IReadOnlyList<string> EvidenceUrls,
    double? Confidence,
    LinkStatus Status,
    LinkMethod Method = LinkMethod.Human);
