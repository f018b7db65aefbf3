using System.Text.Json;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Evidence;

internal sealed class WalkedRow
{
    public Guid Id { get; init; }
    public bool IsSupporting { get; init; }
}

internal sealed class EvidenceClaimRow
{
    public Guid Id { get; init; }
    public string? ExternalId { get; init; }
    public Guid SourceId { get; init; }
    public string? Text { get; init; }
    public string Modality { get; init; } = "";
    public string Basis { get; init; } = "";
    public string Status { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
    public DateTime? TakenDownAt { get; init; }
    public DateTime? ClaimedAt { get; init; }
    public string? ClaimedAtPrecision { get; init; }
    public DateTime? PublishedAt { get; init; }
    public string? PublishedAtPrecision { get; init; }

    /// <summary>When its article appeared.</summary>
    public PartialDate? PublishedOn => Columns.Date(PublishedAt, PublishedAtPrecision);

    /// <summary>Of a claim that was taken down nothing is left that could be counted, or that it could rest on.</summary>
    public KnownClaim ToClaim(SourceRef source, IReadOnlyList<Hop> hops, IReadOnlyList<Guid> withdrawn) => new(
        Id, ExternalId, source, Text ?? "", Columns.Date(ClaimedAt, ClaimedAtPrecision) ?? PublishedOn,
        Words<Modality>.Parse(Modality),
        TakenDownAt is null ? Words<Basis>.Parse(Basis) : Domain.Claims.Basis.Unknown,
        TakenDownAt is null ? Words<ClaimStatus>.Parse(Status) : ClaimStatus.Superseded, hops, withdrawn);
}

internal sealed class EvidenceHopRow
{
    public Guid ClaimId { get; init; }
    public Guid? SourceId { get; init; }
    public string? Descriptor { get; init; }
    public string Relation { get; init; } = "";
    public string OnRecord { get; init; } = "";
    public Guid? UpstreamClaimId { get; init; }

    public Hop ToHop(IReadOnlyDictionary<Guid, KnownSource> sources) => new(
        SourceId is { } id ? sources[id].Source : null, Descriptor, Words<AttributionRelation>.Parse(Relation),
        Words<OnRecord>.Parse(OnRecord), UpstreamClaimId, null);
}

internal sealed class EvidenceLinkRow
{
    public Guid Id { get; init; }
    public Guid FromClaimId { get; init; }
    public Guid ToClaimId { get; init; }
    public string Relation { get; init; } = "";
    public string Status { get; init; } = "";

    public KnownLink ToLink() => new(
        Id, FromClaimId, ToClaimId, Words<LinkRelation>.Parse(Relation), Status == Words<LinkStatus>.Of(LinkStatus.Suggested));
}

internal sealed class EvidenceJudgementRow
{
    public Guid Id { get; init; }
    public string Verdict { get; init; } = "";
    public Guid? AClaimId { get; init; }
    public Guid? BClaimId { get; init; }
    public string? ADescriptorKey { get; init; }
    public Guid? ARelayId { get; init; }
    public string? BDescriptorKey { get; init; }
    public Guid? BRelayId { get; init; }

    public KnownJudgement ToJudgement() => new(
        Id, Words<OriginVerdict>.Parse(Verdict),
        AClaimId is { } a && BClaimId is { } b ? (a, b) : null,
        ARelayId is { } one && BRelayId is { } other
            ? (new UnnamedOrigin(ADescriptorKey!, one), new UnnamedOrigin(BDescriptorKey!, other))
            : null);
}

internal sealed class EvidenceSourceRow
{
    public Guid Id { get; init; }
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public Guid FamilyId { get; init; }

    public KnownSource ToSource() => new(new SourceRef(Id, Slug), Name, FamilyId);
}

internal sealed class PastClaimRow
{
    public Guid Id { get; init; }
    public string? After { get; init; }

    /// <summary>The claim as the history keeps it; null where that was redacted.</summary>
    /// <param name="publishedOn">When its article appeared, of which a claim's history knows nothing.</param>
    /// <param name="withdrawn">Who had taken back what it relays.</param>
    public KnownClaim? ToClaim(PartialDate? publishedOn, IReadOnlyList<Guid> withdrawn)
    {
        if (After is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(After);
        var claim = document.RootElement;
        return new KnownClaim(
            Id, Text(claim, "externalId"), Source(claim.GetProperty("source")), Text(claim, "text") ?? "",
            PartialDate.TryParse(Text(claim, "claimedAt"), out var said) ? said : publishedOn,
            Word<Modality>(claim, "modality"), Word<Basis>(claim, "basis"), Word<ClaimStatus>(claim, "status"),
            [.. claim.GetProperty("attribution").EnumerateArray().Select(hop => new Hop(
                hop.GetProperty("source") is { ValueKind: JsonValueKind.Object } source ? Source(source) : null,
                Text(hop, "descriptor"), Word<AttributionRelation>(hop, "relation"), Word<OnRecord>(hop, "onRecord"),
                hop.GetProperty("upstreamClaim") is { ValueKind: JsonValueKind.String } upstream ? upstream.GetGuid() : null, null))],
            withdrawn);
    }

    private static SourceRef Source(JsonElement source) => new(source.GetProperty("id").GetGuid(), Text(source, "slug")!);

    private static string? Text(JsonElement thing, string member) => thing.GetProperty(member).GetString();

    private static T Word<T>(JsonElement thing, string member) where T : struct, Enum => Words<T>.Parse(Text(thing, member)!);
}
