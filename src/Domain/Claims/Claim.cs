using System.ComponentModel.DataAnnotations;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Claims;

/// <summary>How the source puts it.</summary>
public enum Modality
{
    /// <summary>In its own voice.</summary>
    Asserted = 1,

    /// <summary>As something others said.</summary>
    Reported,

    /// <summary>With doubt.</summary>
    Alleged,

    /// <summary>As not so.</summary>
    Denied,

    /// <summary>As something to come.</summary>
    Predicted,

    /// <summary>In somebody's own words.</summary>
    Quoted,
}

/// <summary>How the source knows.</summary>
public enum Basis
{
    /// <summary>It was there, or issued it.</summary>
    Witnessed = 1,

    /// <summary>It concluded it.</summary>
    Deduced,

    /// <summary>Somebody told it.</summary>
    Told,

    /// <summary>Not recorded.</summary>
    Unknown,
}

/// <summary>Whether a claim still stands as its source's claim.</summary>
public enum ClaimStatus
{
    /// <summary>It stands.</summary>
    Active = 1,

    /// <summary>Taken back; the record stays.</summary>
    Retracted,

    /// <summary>A confirmed <c>supersedes</c> link points to it.</summary>
    Superseded,
}

/// <summary>Where in an article a quote stands (W3C Web Annotation, TextQuoteSelector).</summary>
/// <param name="Exact">The words themselves.</param>
/// <param name="Prefix">The words before them.</param>
/// <param name="Suffix">The words after them.</param>
public sealed record QuoteSelector(
    string Exact,
    [property: MaxLength(QuoteSelector.ContextLength)] string? Prefix = null,
    [property: MaxLength(QuoteSelector.ContextLength)] string? Suffix = null)
{
    /// <summary>The longest surroundings, in code points: enough to find the place again.</summary>
    public const int ContextLength = 1000;
}

/// <summary>What a claim says, apart from whose it is: all of it can be corrected, and every version is kept.</summary>
/// <param name="Text">The assertion in one sentence, as sent; at most 10,000 code points.</param>
/// <param name="Quote">The source's own words.</param>
/// <param name="QuoteSelector">Where they stand.</param>
/// <param name="ClaimedAt">When the source said it, as far as known.</param>
/// <param name="Language">BCP 47; decides how the text is stemmed for search.</param>
/// <param name="Modality">How the source puts it.</param>
/// <param name="Basis">How the source knows.</param>
/// <param name="Topics">In lower case, without repeats, in the order sent.</param>
/// <param name="Attribution">Through whom it came, nearest first.</param>
public sealed record ClaimFacts(
    string Text,
    string? Quote,
    QuoteSelector? QuoteSelector,
    PartialDate? ClaimedAt,
    string? Language,
    Modality Modality,
    Basis Basis,
    IReadOnlyList<string> Topics,
    IReadOnlyList<Hop> Attribution);

/// <summary>One assertion, made by one source in (optionally) one article: the unit of the system.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ExternalId">Its id in the system it came from, unique per source; never changes.</param>
/// <param name="Source">Whose claim it is; never changes.</param>
/// <param name="Article">Where it was made.</param>
/// <param name="Facts">What it says.</param>
/// <param name="Status">Whether it stands.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record Claim(
    Guid Id,
    string? ExternalId,
    SourceRef Source,
    ArticleRef? Article,
    ClaimFacts Facts,
    ClaimStatus Status,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The claim with what it says corrected; only while it stands.</summary>
    /// <param name="facts">All that it says now.</param>
    /// <param name="article">Where it was made.</param>
    /// <param name="from">The version that the correction was made from.</param>
    /// <param name="at">When.</param>
    public Verdict<ClaimOutcome, Claim> Correct(ClaimFacts facts, ArticleRef? article, VersionCondition from, DateTimeOffset at) =>
        WhileItStands(from, Next(at) with { Facts = facts, Article = article });

    /// <summary>The claim taken back, for good.</summary>
    /// <param name="from">The version that is taken back.</param>
    /// <param name="at">When.</param>
    public Verdict<ClaimOutcome, Claim> Retract(VersionCondition from, DateTimeOffset at) =>
        WhileItStands(from, Next(at) with { Status = ClaimStatus.Retracted });

    /// <summary>
    /// The claim taken back by its source, for good. Also one that was superseded: it was replaced and not taken back until now, so
    /// whatever rests on it still did.
    /// </summary>
    /// <param name="at">When.</param>
    public Claim Withdraw(DateTimeOffset at) => Next(at) with { Status = ClaimStatus.Retracted };

    /// <summary>
    /// The claim after what is said of its successors has changed: superseded while a confirmed link says so, active again once
    /// none does, retracted for ever. Null where nothing changes.
    /// </summary>
    public Claim? FollowSuccession(bool isSuperseded, DateTimeOffset at) => (Status, isSuperseded) switch
    {
        (ClaimStatus.Active, true) => Next(at) with { Status = ClaimStatus.Superseded },
        (ClaimStatus.Superseded, false) => Next(at) with { Status = ClaimStatus.Active },
        _ => null,
    };

    private Verdict<ClaimOutcome, Claim> WhileItStands(VersionCondition from, Claim changed)
    {
        if (!from.Allows(Version))
        {
            return new(ClaimOutcome.ChangedMeanwhile, this);
        }

        return Status == ClaimStatus.Active ? new(ClaimOutcome.Accepted, changed) : new(ClaimOutcome.NotActive, this);
    }

    private Claim Next(DateTimeOffset at) => this with { Version = Version + 1, UpdatedAt = at };
}

/// <summary>What became of a write to a claim.</summary>
public enum ClaimOutcome
{
    /// <summary>Stored.</summary>
    Accepted = 1,

    /// <summary>No such claim.</summary>
    Missing,

    /// <summary>The claim was taken down by order of law.</summary>
    TakenDown,

    /// <summary>The claim is retracted or superseded and cannot be changed.</summary>
    NotActive,

    /// <summary>The source whose claim it is to be does not exist.</summary>
    SourceMissing,

    /// <summary>A source named in a hop does not exist.</summary>
    HopSourceMissing,

    /// <summary>The article named does not exist, or belongs to another source.</summary>
    ArticleMissing,

    /// <summary>An upstream claim named does not exist, or belongs to another source than its hop's.</summary>
    UpstreamMissing,

    /// <summary>The source has another claim with this externalId.</summary>
    ExternalIdTaken,

    /// <summary>The chain would lead back to where it began.</summary>
    LineageCycle,

    /// <summary>It is not, or no longer, in a version that the change may start from.</summary>
    ChangedMeanwhile,
}
