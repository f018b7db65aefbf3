using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A claim as a line of an import or export has it.</summary>
internal sealed record ClaimLine : IClaimFields, IKeptFields, ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.Claim;

    public Guid? Id { get; init; }

    public string? ExternalId { get; init; }

    public required string Source { get; init; }

    public ArticleOfClaim? Article { get; init; }

    public required string Text { get; init; }

    public string? Quote { get; init; }

    public QuoteSelector? QuoteSelector { get; init; }

    public PartialDate? ClaimedAt { get; init; }

    public string? Language { get; init; }

    public Modality Modality { get; init; } = Modality.Asserted;

    public Basis Basis { get; init; } = Basis.Unknown;

    public ClaimStatus Status { get; init; } = ClaimStatus.Active;

    public IReadOnlyList<string>? Topics { get; init; }

    public IReadOnlyList<HopRequest>? Attribution { get; init; }

    public int? Version { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    internal ClaimRecord ToRecord() => new(Source, ExternalId, this.ToDraft(), Status, this.ToKept());
}

internal sealed class ClaimLineValidator : ClaimFieldsValidator<ClaimLine>
{
    public ClaimLineValidator(TimeProvider clock)
        : base(clock)
    {
        RuleFor(line => line.Source).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(line => line.ExternalId).IsPlainText(TextRules.ExternalIdLength);
        this.HasKept(clock);
    }
}
