using ClaimCheck.Data.Assessments;
using ClaimCheck.Domain;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Data.ClaimReviews;

/// <summary>An assessment with its latest correction, and its claim.</summary>
internal sealed class ReviewRow : AssessmentRow
{
    public string? ClaimText { get; init; }
    public DateTime? ClaimedAt { get; init; }
    public string? ClaimedAtPrecision { get; init; }
    public string Claimant { get; init; } = "";
    public string ClaimantKind { get; init; } = "";
    public string? ClaimantWikidataId { get; init; }

    /// <summary>The review, of a claim that these works carry.</summary>
    public FoundReview ToReview(IEnumerable<ReviewedWorkRow> works)
    {
        var (assessment, takenDownAt) = ToAssessments([this])[0];
        var claim = ReviewedClaim.Of(
            ClaimId, ClaimText ?? "", Columns.Date(ClaimedAt, ClaimedAtPrecision),
            ReviewParty.Of(Claimant, Words<SourceKind>.Parse(ClaimantKind), ClaimantWikidataId), works.Select(work => work.ToWork()));
        return new FoundReview(assessment, claim, takenDownAt);
    }
}

/// <summary>A work that carries a claim.</summary>
internal sealed class ReviewedWorkRow
{
    public Guid ClaimId { get; init; }
    public Guid Id { get; init; }
    public string? Url { get; init; }
    public string? Title { get; init; }
    public DateTime? PublishedAt { get; init; }
    public string? PublishedAtPrecision { get; init; }
    public string Publisher { get; init; } = "";
    public string PublisherKind { get; init; } = "";
    public string? PublisherWikidataId { get; init; }

    public ReviewedWork ToWork() => new(
        Id, Url, Title, Columns.Date(PublishedAt, PublishedAtPrecision),
        ReviewParty.Of(Publisher, Words<SourceKind>.Parse(PublisherKind), PublisherWikidataId));
}
