using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;

namespace ClaimCheck.Data.Assessments;

/// <summary>A correction, and of which assessment.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="Correction">The correction.</param>
public sealed record StoredCorrection(Guid Assessment, Correction Correction);

internal sealed class CorrectionRow
{
    public Guid AssessmentId { get; init; }
    public int Version { get; init; }
    public string[] Changed { get; init; } = [];
    public string? Note { get; init; }
    public string CorrectedBy { get; init; } = "";
    public DateTime CorrectedAt { get; init; }

    public StoredCorrection ToStored() => new(
        AssessmentId, new Correction(Version, [.. Changed.Select(Words<AssessmentMember>.Parse)], Note, CorrectedBy, CorrectedAt));
}
