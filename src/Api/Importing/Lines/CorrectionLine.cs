using ClaimCheck.Api.ApiKeys;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data.Assessments;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A correction of an assessment as a line of a backup has it.</summary>
internal sealed record CorrectionLine : ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.Correction;

    public required Guid Assessment { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<AssessmentMember> Changed { get; init; }

    public string? Note { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    internal CorrectionRecord ToRecord() => new(Assessment, new Correction(Version, Changed, Note, By, At.ToStoredPrecision()));

    internal static CorrectionLine Of(StoredCorrection stored) => new()
    {
        Assessment = stored.Assessment,
        Version = stored.Correction.Version,
        Changed = stored.Correction.Changed,
        Note = stored.Correction.Note,
        By = stored.Correction.By,
        At = stored.Correction.At,
    };
}

internal sealed class CorrectionLineValidator : AbstractValidator<CorrectionLine>
{
    public CorrectionLineValidator(TimeProvider clock)
    {
        RuleFor(line => line.Version).GreaterThanOrEqualTo(2).WithMessage("must be at least 2");
        RuleFor(line => line.Changed).Must(changed => changed.Count <= Correction.MostChanged)
            .WithMessage($"must have at most {Correction.MostChanged} entries");
        RuleFor(line => line.Note).IsPlainText(Correction.NoteLength);
        RuleFor(line => line.By).IsPlainText(CreateApiKeyRequest.NameLength);
        RuleFor(line => line.At).IsNotInTheFuture(clock);
    }
}
