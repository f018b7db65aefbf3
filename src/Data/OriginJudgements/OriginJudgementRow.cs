using ClaimCheck.Domain;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Data.OriginJudgements;

/// <summary>A judgement with the slugs of the sources that it names.</summary>
internal sealed class ExportedJudgementRow : OriginJudgementRow
{
    public string? ASlug { get; init; }
    public string? BSlug { get; init; }

    public OriginJudgement ToJudgement()
    {
        var sources = new Dictionary<Guid, SourceRef>();
        foreach (var (id, slug) in new[] { (ARelayId, ASlug), (BRelayId, BSlug) })
        {
            if (id is { } known)
            {
                sources[known] = new SourceRef(known, slug!);
            }
        }

        return ToJudgement(sources);
    }
}

internal class OriginJudgementRow
{
    public Guid Id { get; init; }
    public Guid? AClaimId { get; init; }
    public Guid? BClaimId { get; init; }
    public string? ADescriptor { get; init; }
    public Guid? ARelayId { get; init; }
    public string? BDescriptor { get; init; }
    public Guid? BRelayId { get; init; }
    public string Verdict { get; init; } = "";
    public string Rationale { get; init; } = "";
    public string JudgedBy { get; init; } = "";
    public DateTime JudgedAt { get; init; }
    public DateTime? SupersededAt { get; init; }
    public int Version { get; init; }

    /// <summary>The sources that the rows name, repeats included.</summary>
    public static IEnumerable<Guid> SourcesOf(IEnumerable<OriginJudgementRow> rows) =>
        rows.SelectMany(row => new[] { row.ARelayId, row.BRelayId }).OfType<Guid>();

    public OriginJudgement ToJudgement(IReadOnlyDictionary<Guid, SourceRef> sources) => new(
        Id, Side(AClaimId, ADescriptor, ARelayId, sources), Side(BClaimId, BDescriptor, BRelayId, sources),
        Words<OriginVerdict>.Parse(Verdict), Rationale, JudgedBy, JudgedAt, SupersededAt, Version);

    private static JudgedOrigin Side(Guid? claim, string? descriptor, Guid? relay, IReadOnlyDictionary<Guid, SourceRef> sources) =>
        new(claim, relay is { } id ? new UnnamedSource(descriptor!, sources[id]) : null);
}
