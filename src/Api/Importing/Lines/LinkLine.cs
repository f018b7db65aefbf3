using ClaimCheck.Api.ApiKeys;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;
using FluentValidation;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A link as a line of an import or export has it.</summary>
internal sealed record LinkLine : ILinkFields, IKeptFields, ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.Link;

    public Guid? Id { get; init; }

    public required ClaimPointer From { get; init; }

    public required ClaimPointer To { get; init; }

    public required LinkRelation Relation { get; init; }

    public LinkStatus? Status { get; init; }

    public LinkMethod? Method { get; init; }

    public required string Rationale { get; init; }

    public IReadOnlyList<string>? EvidenceUrls { get; init; }

    public double? Confidence { get; init; }

    public string? ProposedBy { get; init; }

    public int? Version { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    internal LinkRecord ToRecord() => new(
        From.ToReference(), To.ToReference(), Relation, Rationale, EvidenceUrls ?? [], Confidence, Status, Method, ProposedBy, this.ToKept());
}

internal sealed class LinkLineValidator : LinkFieldsValidator<LinkLine>
{
    public LinkLineValidator(TimeProvider clock)
    {
        this.HasPointer(nameof(LinkLine.From), line => line.From);
        this.HasPointer(nameof(LinkLine.To), line => line.To);
        RuleFor(line => line.To)
            .Must((line, to) => to != line.From).WithErrorCode(ProblemType.SelfLink.Slug).WithMessage("must be another claim than from");
        RuleFor(line => line.ProposedBy).IsPlainText(CreateApiKeyRequest.NameLength);
        this.HasKept(clock);
    }
}
