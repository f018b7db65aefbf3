using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;

namespace ClaimCheck.Data.Assessments;

/// <summary>A scale and one of its labels; no scale is without.</summary>
internal sealed class RatingScaleRow
{
    public Guid Id { get; init; }
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public double? BestRating { get; init; }
    public double? WorstRating { get; init; }
    public int Version { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    public string LabelText { get; init; } = "";
    public double? LabelValue { get; init; }
    public string LabelNormalized { get; init; } = "";

    /// <summary>The scales of the rows, in the order in which they came.</summary>
    public static List<RatingScale> ToScales(IEnumerable<RatingScaleRow> rows) =>
        [.. rows.GroupBy(row => row.Id).Select(scale => scale.First().ToScale([.. scale.Select(row => row.ToLabel())]))];

    private RatingScale ToScale(IReadOnlyList<RatingLabel> labels) =>
        new(Id, Slug, new RatingScaleFacts(Name, BestRating, WorstRating, labels), Version, CreatedAt, UpdatedAt);

    private RatingLabel ToLabel() => new(LabelText, Words<NormalizedRating>.Parse(LabelNormalized), LabelValue);
}
