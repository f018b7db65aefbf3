using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;

namespace ClaimCheck.Data.Assessments;

/// <summary>An assessment and one of its corrections; one without corrections is one row whose correction version is null.</summary>
internal class AssessmentRow
{
    public Guid Id { get; init; }
    public Guid ClaimId { get; init; }
    public string? Language { get; init; }
    public string? RatingText { get; init; }
    public Guid? ScaleId { get; init; }
    public string? ScaleSlug { get; init; }
    public double? RatingValue { get; init; }
    public double? BestRating { get; init; }
    public double? WorstRating { get; init; }
    public string Normalized { get; init; } = "";
    public short? Credibility { get; init; }
    public string? Likelihood { get; init; }
    public string? Confidence { get; init; }
    public string? Title { get; init; }
    public string? Summary { get; init; }
    public string? ReviewUrl { get; init; }
    public string? AuthorName { get; init; }
    public string? AuthorUrl { get; init; }
    public DateTime? PublishedAt { get; init; }
    public string State { get; init; } = "";
    public string? NeedsReviewReason { get; init; }
    public DateTime? NeedsReviewSince { get; init; }
    public int Version { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
    public DateTime? TakenDownAt { get; init; }

    public int? CorrectionVersion { get; init; }
    public string[] Changed { get; init; } = [];
    public string? Note { get; init; }
    public string CorrectedBy { get; init; } = "";
    public DateTime CorrectedAt { get; init; }

    /// <summary>The assessments of the rows, in the order in which they came.</summary>
    public static List<FoundAssessment> ToAssessments(IEnumerable<AssessmentRow> rows) =>
        [.. rows.GroupBy(row => row.Id).Select(group => group.First().ToFound(
            [.. group.Where(row => row.CorrectionVersion is not null).Select(row => row.ToCorrection())]))];

    private FoundAssessment ToFound(IReadOnlyList<Correction> corrections)
    {
        var scale = ScaleId is { } id ? new RatingScaleRef(id, ScaleSlug!) : null;
        var assessment = new Assessment(
            Id,
            ClaimId,
            new Rating(RatingText ?? "", scale, RatingValue, BestRating, WorstRating, Words<NormalizedRating>.Parse(Normalized)),
            new Finding(
                Language, Title, Summary, Credibility,
                Likelihood is { } likelihood ? Words<Likelihood>.Parse(likelihood) : null,
                Confidence is { } confidence ? Words<Confidence>.Parse(confidence) : null,
                ReviewUrl, new Author(AuthorName ?? "", AuthorUrl), PublishedAt),
            Words<AssessmentState>.Parse(State),
            NeedsReviewReason is null ? null : new SecondLook(NeedsReviewReason, NeedsReviewSince!.Value),
            corrections,
            Version,
            CreatedAt,
            UpdatedAt);
        return new FoundAssessment(assessment, TakenDownAt);
    }

    private Correction ToCorrection() =>
        new(CorrectionVersion!.Value, [.. Changed.Select(Words<AssessmentMember>.Parse)], Note, CorrectedBy, CorrectedAt);
}
