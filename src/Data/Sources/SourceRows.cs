using System.Globalization;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Data.Sources;

internal class ReliabilityRow
{
    public Guid? JudgementId { get; init; }
    public string Grade { get; init; } = "";
    public string Rationale { get; init; } = "";
    public string ValidFrom { get; init; } = "";
    public DateTime RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";

    public ReliabilityJudgement? ToJudgement() => JudgementId is not { } id ? null : new(
        id, Words<ReliabilityGrade>.Parse(Grade), Rationale,
        DateOnly.ParseExact(ValidFrom, "yyyy-MM-dd", CultureInfo.InvariantCulture), RecordedAt, RecordedBy);
}

internal sealed class RatedSourceRow : ReliabilityRow
{
    public Guid SourceId { get; init; }
    public string Slug { get; init; } = "";

    public RatedSource ToRated() => new(new SourceRef(SourceId, Slug), ToJudgement()!);
}

internal sealed class SourceRow : ReliabilityRow
{
    public Guid Id { get; init; }
    public string Slug { get; init; } = "";
    public string? ExternalId { get; init; }
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public Guid? ParentId { get; init; }
    public string? ParentSlug { get; init; }
    public Guid FamilyId { get; init; }
    public string FamilySlug { get; init; } = "";
    public string? Country { get; init; }
    public string? Language { get; init; }
    public string[] Domains { get; init; } = [];
    public string? WikidataId { get; init; }
    public string? Notes { get; init; }
    public int Version { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    public Source ToSource() => new(
        Id, Slug, ExternalId, Name, Words<SourceKind>.Parse(Kind),
        ParentId is { } parent ? new SourceRef(parent, ParentSlug!) : null, new SourceRef(FamilyId, FamilySlug),
        Country, Language, Domains, WikidataId, Notes, ToJudgement(), Version, CreatedAt, UpdatedAt);
}
