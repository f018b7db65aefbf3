using ClaimCheck.Data.Assessments;
using ClaimCheck.Domain;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Data.ClaimReviews;

/// <summary>An assessment with its latest correction, its claim, and one of the works that carry it; one without works is one row whose work is null.</summary>
internal sealed class ReviewRow : AssessmentRow
{
    public string? ClaimText { get; init; }
    public DateTime? ClaimedAt { get; init; }
    public string? ClaimedAtPrecision { get; init; }
    public string Claimant { get; init; } = "";
    public string ClaimantKind { get; init; } = "";
    public string? ClaimantWikidataId { get; init; }

    public Guid? WorkId { get; init; }
    public string? WorkUrl { get; init; }
    public string? WorkTitle { get; init; }
    public DateTime? WorkPublishedAt { get; init; }
    public string? WorkPublishedAtPrecision { get; init; }
    public string Publisher { get; init; } = "";
    public string PublisherKind { get; init; } = "";
    public string? PublisherWikidataId { get; init; }

    /// <summary>The reviews of the rows, in the order in which they came.</summary>
    public static IReadOnlyList<FoundReview> ToReviews(IEnumerable<ReviewRow> rows) =>
        [.. rows.GroupBy(row => row.Id).Select(group => ToReview([.. group]))];

    private static FoundReview ToReview(IReadOnlyList<ReviewRow> rows)
    {
        var row = rows[0];
        var (assessment, takenDownAt) = ToAssessments([row])[0];
        var works = rows.Where(carried => carried.WorkId is not null).Select(carried => carried.ToWork());
        var claim = ReviewedClaim.Of(
            row.ClaimId, row.ClaimText ?? "", Columns.Date(row.ClaimedAt, row.ClaimedAtPrecision),
            Party(row.Claimant, row.ClaimantKind, row.ClaimantWikidataId), works);
        return new FoundReview(assessment, claim, takenDownAt);
    }

    private static ReviewParty? Party(string name, string kind, string? wikidataId) =>
        ReviewParty.Of(name, Words<SourceKind>.Parse(kind), wikidataId);

    private ReviewedWork ToWork() => new(
        WorkId!.Value, WorkUrl, WorkTitle, Columns.Date(WorkPublishedAt, WorkPublishedAtPrecision),
        Party(Publisher, PublisherKind, PublisherWikidataId));
}
