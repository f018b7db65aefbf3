using ClaimCheck.Api.ApiKeys;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Sources;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A judgement on a source's reliability as a line of an import or export has it.</summary>
internal sealed record ReliabilityLine : IReliabilityFields, ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.Reliability;

    public Guid? Id { get; init; }

    public required string Source { get; init; }

    public required ReliabilityGrade Grade { get; init; }

    public required string Rationale { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateTimeOffset? RecordedAt { get; init; }

    public string? RecordedBy { get; init; }

    internal ReliabilityRecord ToRecord() =>
        new(Source, Grade, Rationale, ValidFrom, RecordedBy, new Bookkeeping(Id, CreatedAt: RecordedAt?.ToStoredPrecision()));
}

internal sealed class ReliabilityLineValidator : ReliabilityFieldsValidator<ReliabilityLine>
{
    public ReliabilityLineValidator(TimeProvider clock)
        : base(clock)
    {
        RuleFor(line => line.Source).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(line => line.Id).IsSomeId();
        RuleFor(line => line.RecordedAt).IsNotInTheFuture(clock);
        RuleFor(line => line.RecordedBy).IsPlainText(CreateApiKeyRequest.NameLength);
    }
}
