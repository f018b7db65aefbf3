using ClaimCheck.Api.Http;
using ClaimCheck.Api.RatingScales;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A rating scale as a line of an import or export has it.</summary>
internal sealed record RatingScaleLine : IRatingScaleFields, IKeptFields, ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.RatingScale;

    public Guid? Id { get; init; }

    public string? Slug { get; init; }

    public required string Name { get; init; }

    public double? BestRating { get; init; }

    public double? WorstRating { get; init; }

    public required IReadOnlyList<RatingLabel> Labels { get; init; }

    public int? Version { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    internal RatingScaleRecord ToRecord() =>
        new(Slug ?? Domain.Sources.Slug.FromName(Name)!, this.ToFacts(), this.ToKept());
}

internal sealed class RatingScaleLineValidator : RatingScaleFieldsValidator<RatingScaleLine>
{
    public RatingScaleLineValidator(TimeProvider clock)
    {
        this.HasSlug(line => line.Slug, line => line.Name);
        this.HasKept(clock);
    }
}
