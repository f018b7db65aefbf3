using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Sources;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A source as a line of an import or export has it.</summary>
internal sealed record SourceLine : ISourceFields, IKeptFields, ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.Source;

    public Guid? Id { get; init; }

    public string? Slug { get; init; }

    public string? ExternalId { get; init; }

    public required string Name { get; init; }

    public required SourceKind Kind { get; init; }

    public string? Parent { get; init; }

    public string? Country { get; init; }

    public string? Language { get; init; }

    public IReadOnlyList<string>? Domains { get; init; }

    public string? WikidataId { get; init; }

    public string? Notes { get; init; }

    public int? Version { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    internal SourceRecord ToRecord() =>
        new(Slug ?? Domain.Sources.Slug.FromName(Name)!, ExternalId, this.ToFacts(), this.ToKept());
}

internal sealed class SourceLineValidator : SourceFieldsValidator<SourceLine>
{
    public SourceLineValidator(TimeProvider clock)
    {
        this.HasSlug(line => line.Slug, line => line.Name);
        RuleFor(line => line.ExternalId).IsPlainText(TextRules.ExternalIdLength);
        this.HasKept(clock);
    }
}
