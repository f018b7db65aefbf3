using ClaimCheck.Domain;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Data.Links;

internal class ClaimLinkRow
{
    public Guid Id { get; init; }
    public Guid FromClaimId { get; init; }
    public Guid ToClaimId { get; init; }
    public string Relation { get; init; } = "";
    public string Status { get; init; } = "";
    public string Method { get; init; } = "";
    public string Rationale { get; init; } = "";
    public string[] EvidenceUrls { get; init; } = [];
    public double? Confidence { get; init; }
    public string ProposedBy { get; init; } = "";
    public int Version { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    public ClaimLink ToLink() => new(
        Id, FromClaimId, ToClaimId, Words<LinkRelation>.Parse(Relation), Words<LinkStatus>.Parse(Status),
        Words<LinkMethod>.Parse(Method), Rationale, EvidenceUrls, Confidence, ProposedBy, Version, CreatedAt, UpdatedAt);
}
