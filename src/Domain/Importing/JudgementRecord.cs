using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Withdrawal;

namespace ClaimCheck.Domain.Importing;

/// <summary>A judgement on a source's reliability.</summary>
/// <param name="Source">The source: an id, slug or externalId.</param>
/// <param name="Grade">The grade.</param>
/// <param name="Rationale">Why.</param>
/// <param name="ValidFrom">The day from which it holds; null for the day of the import.</param>
/// <param name="RecordedBy">Who recorded it, where an admin brings it back; null for whoever sends it.</param>
/// <param name="Kept">What an export said of it.</param>
public sealed record ReliabilityRecord(
    string Source, ReliabilityGrade Grade, string Rationale, DateOnly? ValidFrom, string? RecordedBy, Bookkeeping Kept) : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Reliability;
}

/// <summary>A judgement on a link that was made before, and is brought back.</summary>
/// <param name="Link">The link.</param>
/// <param name="Decision">Where the judgement moved it.</param>
/// <param name="Note">Why.</param>
/// <param name="ReviewedBy">Who judged.</param>
/// <param name="ReviewedAt">When.</param>
/// <param name="SupersededAt">When a later judgement took its place.</param>
/// <param name="Kept">Its id.</param>
public sealed record LinkReviewRecord(
    Guid Link, LinkStatus Decision, string? Note, string ReviewedBy, DateTimeOffset ReviewedAt, DateTimeOffset? SupersededAt, Bookkeeping Kept)
    : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.LinkReview;
}

/// <summary>A correction of a published assessment that was made before, and is brought back.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="Correction">The correction, of which one assessment has one to a version.</param>
public sealed record CorrectionRecord(Guid Assessment, Correction Correction) : ImportRecord(new Bookkeeping())
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Correction;
}

/// <summary>An origin as a row refers to it: that of a claim, or a source that is not named.</summary>
/// <param name="Claim">The claim whose origin is meant; null where the other two are given.</param>
/// <param name="Descriptor">How the source that is not named is described.</param>
/// <param name="Relay">Id, slug or externalId of the named source behind which it stands.</param>
public sealed record OriginReference(ClaimReference? Claim, string? Descriptor, string? Relay);

/// <summary>A judgement on two origins.</summary>
/// <param name="A">One origin.</param>
/// <param name="B">The other, of the same kind.</param>
/// <param name="Verdict">What is judged.</param>
/// <param name="Rationale">Why.</param>
/// <param name="JudgedBy">Who judged, where an admin brings it back; null for whoever sends it.</param>
/// <param name="SupersededAt">When a later one took its place; only an admin brings back one that does not stand.</param>
/// <param name="Kept">What an export said of it.</param>
public sealed record OriginJudgementRecord(
    OriginReference A,
    OriginReference B,
    OriginVerdict Verdict,
    string Rationale,
    string? JudgedBy,
    DateTimeOffset? SupersededAt,
    Bookkeeping Kept) : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.OriginJudgement;
}

/// <summary>A claim that fell when its source, or one that it came through, took back what it said.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Effect">What became of it.</param>
public sealed record WithdrawnClaim(Guid Claim, WithdrawalEffect Effect);

/// <summary>
/// A withdrawal that was recorded before, and is brought back: what became of the claims, the claims say themselves.
/// </summary>
/// <param name="Source">Who took it back: an id, slug or externalId.</param>
/// <param name="Reason">Why.</param>
/// <param name="SaidFrom">Only what it said then or later.</param>
/// <param name="SaidTo">Only what it said before the end of this date.</param>
/// <param name="Claims">What fell, without what was taken down since.</param>
/// <param name="RetractedClaims">How many claims of its own were retracted.</param>
/// <param name="UnsupportedClaims">How many claims of others lost it as their source.</param>
/// <param name="RetractedBy">Who recorded it.</param>
/// <param name="Kept">What an export said of it.</param>
public sealed record SourceRetractionRecord(
    string Source,
    string Reason,
    PartialDate? SaidFrom,
    PartialDate? SaidTo,
    IReadOnlyList<WithdrawnClaim> Claims,
    int RetractedClaims,
    int UnsupportedClaims,
    string RetractedBy,
    Bookkeeping Kept) : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.SourceRetraction;
}

/// <summary>A page of ClaimReview markup, which is known by its address.</summary>
/// <param name="Facts">What it says.</param>
/// <param name="Kept">What an export said of it.</param>
public sealed record ClaimReviewPageRecord(MarkupPageFacts Facts, Bookkeeping Kept) : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.ClaimReviewPage;
}
