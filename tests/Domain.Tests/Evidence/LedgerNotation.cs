using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>The words of the truth table for what is known; the table itself says what they mean.</summary>
internal static class LedgerNotation
{
    internal static readonly IReadOnlyDictionary<string, LinkRelation> Relations = new Dictionary<string, LinkRelation>
    {
        ["="] = LinkRelation.Restates,
        ["~"] = LinkRelation.Corroborates,
        ["!"] = LinkRelation.Contradicts,
        ["<-"] = LinkRelation.DerivedFrom,
        ["supersedes"] = LinkRelation.Supersedes,
        ["qualifies"] = LinkRelation.Qualifies,
        ["context"] = LinkRelation.Context,
    };

    internal static readonly IReadOnlyDictionary<string, OnRecord> Terms = new Dictionary<string, OnRecord>
    {
        ["on record"] = OnRecord.OnRecord,
        ["background"] = OnRecord.Background,
        ["off record"] = OnRecord.OffRecord,
    };

    internal static readonly IReadOnlyDictionary<string, AttributionRelation> HopRelations = new Dictionary<string, AttributionRelation>
    {
        ["primary"] = AttributionRelation.PrimarySource,
        ["quoted"] = AttributionRelation.QuotedFrom,
    };

    /// <summary>What a claim is called.</summary>
    internal static string Name(Guid claim, Neighbourhood known) => known.Claims.Single(one => one.Id == claim).ExternalId!;

    /// <summary>A judgement as the table writes it.</summary>
    internal static string Write(KnownJudgement judgement, Neighbourhood known) => judgement switch
    {
        { Claims: { } pair } => $"{Words<OriginVerdict>.Of(judgement.Verdict)} {Name(pair.A, known)} {Name(pair.B, known)}",
        { Unnamed: { } pair } => $"{Words<OriginVerdict>.Of(judgement.Verdict)} {Write(pair.A, known)}, {Write(pair.B, known)}",
        _ => "",
    };

    /// <summary>A whole question.</summary>
    internal static string Write(Question question)
    {
        var known = question.Known;
        IEnumerable<string> lines =
        [
            "",
            .. known.Claims.Select(claim => Write(claim, known)),
            .. known.Sources.Values.Where(source => source.Family != source.Source.Id)
                .Select(source => $"{source.Source.Slug} of {known.Sources[source.Family].Source.Slug}"),
            .. known.Links.Select(link => Write(link, known)),
            .. known.Claims.SelectMany(claim => claim.WithdrawnSources, (claim, source) => $"withdrawn {known.Sources[source].Source.Slug} for {claim.ExternalId}"),
            .. known.Judgements.Select(judgement => Write(judgement, known)),
            question.Policy == EvidencePolicy.Strict ? "strict" : "",
            $"asked {Name(known.Claim, known)}",
        ];
        return string.Join('\n', lines);
    }

    private static string Write(KnownLink link, Neighbourhood known) =>
        $"{Name(link.From, known)} {Relations.Single(pair => pair.Value == link.Relation).Key} {Name(link.To, known)}{(link.IsSuggested ? " ?" : "")}";

    private static string Write(UnnamedOrigin unnamed, Neighbourhood known) => $"\"{unnamed.DescriptorKey}\" @ {known.Sources[unnamed.Relay].Source.Slug}";

    private static string Write(KnownClaim claim, Neighbourhood known)
    {
        IEnumerable<string> parts =
        [
            $"{claim.ExternalId}: {string.Join(" < ", claim.Attribution.Select(hop => Write(hop, known)).Prepend(claim.Source.Slug))}",
            claim.Basis == Basis.Unknown ? "" : Words<Basis>.Of(claim.Basis),
            claim.Status == ClaimStatus.Active ? "" : Words<ClaimStatus>.Of(claim.Status),
            claim.Said is { } date ? $"said {date}" : "",
            $"says \"{claim.Text}\"",
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private static string Write(Hop hop, Neighbourhood known)
    {
        var upstream = hop.UpstreamClaim is { } id ? $" [{known.Claims.FirstOrDefault(claim => claim.Id == id)?.ExternalId ?? "?"}]" : "";
        string[] said = [.. Terms.Where(pair => pair.Value == hop.OnRecord).Select(pair => pair.Key), .. HopRelations.Where(pair => pair.Value == hop.Relation).Select(pair => pair.Key)];
        return hop.Label + upstream + (said.Length > 0 ? $" ({string.Join(", ", said)})" : "");
    }
}
