using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Importing;

/// <summary>
/// What an export says of a record besides its contents. An id is taken over wherever it is free; the rest only where an admin
/// brings back what was exported, for it is what a ledger says of itself.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record Bookkeeping(
    Guid? Id = null, int? Version = null, DateTimeOffset? CreatedAt = null, DateTimeOffset? UpdatedAt = null)
{
    /// <summary>Whether the row comes out of an export: nobody else says which version it is.</summary>
    public bool IsExported => Version is not null;
}

/// <summary>What one row asks to be stored. Its shape has been checked; what it refers to has not been looked up.</summary>
/// <param name="Kept">What an export said of it.</param>
public abstract record ImportRecord(Bookkeeping Kept)
{
    /// <summary>What it is about.</summary>
    public abstract RecordKind Kind { get; }

    /// <summary>Its id in somebody else's system; null for what has none, or is of a kind that never has.</summary>
    public virtual string? ExternalId => null;
}

/// <summary>A source.</summary>
/// <param name="Slug">Its address in words, by which it is found again.</param>
/// <param name="ExternalId">Its id in somebody else's system.</param>
/// <param name="Facts">What is known about it.</param>
/// <param name="Kept">What an export said of it.</param>
public sealed record SourceRecord(string Slug, string? ExternalId, SourceFacts Facts, Bookkeeping Kept) : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Source;

    /// <inheritdoc/>
    public override string? ExternalId { get; } = ExternalId;
}

/// <summary>A rating scale.</summary>
/// <param name="Slug">Its address in words, by which it is found again.</param>
/// <param name="Facts">What it says.</param>
/// <param name="Kept">What an export said of it.</param>
public sealed record RatingScaleRecord(string Slug, RatingScaleFacts Facts, Bookkeeping Kept) : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.RatingScale;
}

/// <summary>An article.</summary>
/// <param name="Source">Who published it: an id, slug or externalId.</param>
/// <param name="ExternalId">Its id in the system it came from.</param>
/// <param name="Facts">What is known about it.</param>
/// <param name="Kept">What an export said of it.</param>
public sealed record ArticleRecord(string Source, string? ExternalId, ArticleFacts Facts, Bookkeeping Kept) : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Article;

    /// <inheritdoc/>
    public override string? ExternalId { get; } = ExternalId;
}

/// <summary>A claim.</summary>
/// <param name="Source">Whose it is: an id, slug or externalId.</param>
/// <param name="ExternalId">Its id in the system it came from.</param>
/// <param name="Draft">What it says.</param>
/// <param name="Status">Whether it stands; only an admin brings back one that does not.</param>
/// <param name="Kept">What an export said of it.</param>
public sealed record ClaimRecord(string Source, string? ExternalId, ClaimDraft Draft, ClaimStatus Status, Bookkeeping Kept)
    : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Claim;

    /// <inheritdoc/>
    public override string? ExternalId { get; } = ExternalId;
}

/// <summary>A claim as a link or an assessment refers to it.</summary>
/// <param name="Claim">Its id or externalId.</param>
/// <param name="Source">Its source, by id, slug or externalId: needed where several sources have a claim with that externalId.</param>
public sealed record ClaimReference(string Claim, string? Source = null);

/// <summary>A link.</summary>
/// <param name="From">The claim the relation is said of.</param>
/// <param name="To">The other claim.</param>
/// <param name="Relation">What the first is to the second.</param>
/// <param name="Rationale">Why.</param>
/// <param name="EvidenceUrls">What supports it.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Status">Where it stands; null for what the import says of all links.</param>
/// <param name="Method">Who or what proposed it; null for the import itself.</param>
/// <param name="ProposedBy">Who proposed it, where an admin brings it back; null for whoever sends it.</param>
/// <param name="Kept">What an export said of it.</param>
public sealed record LinkRecord(
    ClaimReference From,
    ClaimReference To,
    LinkRelation Relation,
    string Rationale,
    IReadOnlyList<string> EvidenceUrls,
    double? Confidence,
    LinkStatus? Status,
    LinkMethod? Method,
    string? ProposedBy,
    Bookkeeping Kept) : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Link;
}

/// <summary>An assessment.</summary>
/// <param name="Claim">What it judges.</param>
/// <param name="Rating">The verdict.</param>
/// <param name="Finding">What it says besides.</param>
/// <param name="State">How far it has come.</param>
/// <param name="NeedsReview">Why it needs a second look, where an admin brings it back; null where it needs none.</param>
/// <param name="Kept">What an export said of it.</param>
public sealed record AssessmentRecord(
    ClaimReference Claim, RatingDraft Rating, Finding Finding, AssessmentState State, SecondLook? NeedsReview, Bookkeeping Kept)
    : ImportRecord(Kept)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Assessment;
}

/// <summary>A ClaimReview: the claim, whose source is recorded if nobody knows it, and the verdict on it.</summary>
/// <param name="Claimant">The claim's source, by its name.</param>
/// <param name="ClaimantKind">What the source is, as far as the review says.</param>
/// <param name="Draft">What the claim says.</param>
/// <param name="Rating">The verdict.</param>
/// <param name="Finding">What the review says besides.</param>
/// <param name="Claim">The claim, where the review was exported from here or says so; it is asked whether it says the same.</param>
public sealed record ClaimReviewRecord(
    string Claimant, SourceKind ClaimantKind, ClaimDraft Draft, RatingDraft Rating, Finding Finding, Guid? Claim = null)
    : ImportRecord(new Bookkeeping())
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.ClaimReview;
}
