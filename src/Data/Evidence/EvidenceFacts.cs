using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using Dapper;

namespace ClaimCheck.Data.Evidence;

/// <summary>What has been read so far around a claim, as it was recorded at a time.</summary>
/// <param name="recordedAsOf">The time; <see cref="DateTime.MaxValue"/> for now.</param>
internal sealed class EvidenceFacts(DateTime recordedAsOf)
{
    private readonly HashSet<Guid> asked = [];
    private readonly Dictionary<Guid, KnownSource> sources = [];
    private readonly Dictionary<Guid, KnownJudgement> judgements = [];
    private readonly List<Batch> batches = [];

    /// <summary>The ids that were looked up, found or not.</summary>
    public IReadOnlyCollection<Guid> Asked => asked;

    /// <summary>Takes what was found of claims.</summary>
    /// <returns>How many links there were.</returns>
    public async Task<int> AddAsync(Guid[] ids, SqlMapper.GridReader results, bool isPast)
    {
        asked.UnionWith(ids);
        var claims = (await results.ReadAsync<EvidenceClaimRow>()).AsList();
        var hops = (await results.ReadAsync<EvidenceHopRow>()).ToLookup(hop => hop.ClaimId);
        var links = (await results.ReadAsync<EvidenceLinkRow>()).AsList();
        Add(await results.ReadAsync<EvidenceJudgementRow>());
        var withdrawn = (await results.ReadAsync<(Guid Claim, Guid Source)>()).ToLookup(row => row.Claim, row => row.Source);
        var past = isPast ? (await results.ReadAsync<PastClaimRow>()).ToDictionary(row => row.Id) : [];
        batches.Add(new Batch(
            [.. claims.Where(claim => claim.CreatedAt <= recordedAsOf).Select(claim => new Recorded(
                claim,
                claim.UpdatedAt > recordedAsOf ? past.GetValueOrDefault(claim.Id)?.ToClaim(claim.PublishedOn, [.. withdrawn[claim.Id]]) : null,
                [.. hops[claim.Id]],
                [.. withdrawn[claim.Id]]))],
            [.. links.Select(link => link.ToLink())]));
        return links.Count;
    }

    /// <summary>Takes the sources that were still wanted, and judgements that touch them.</summary>
    public void AddSources(IEnumerable<EvidenceSourceRow> more, IEnumerable<EvidenceJudgementRow> judged)
    {
        foreach (var source in more)
        {
            sources[source.Id] = source.ToSource();
        }

        Add(judged);
    }

    /// <summary>Claims on which those that are known rest, or with which judgements compare them, and which have not been looked up.</summary>
    public Guid[] Missing() =>
    [
        .. batches.SelectMany(batch => batch.Claims.SelectMany(claim => claim.Upstream)
                .Concat(batch.Links.Where(link => link.Relation == LinkRelation.DerivedFrom).Select(link => link.To)))
            .Concat(judgements.Values.SelectMany(judgement => judgement.Claims is var (a, b) ? new[] { a, b } : []))
            .Where(id => !asked.Contains(id))
            .Distinct(),
    ];

    /// <summary>The sources that any of the claims names, or named then.</summary>
    public Guid[] NamedSources() => [.. batches.SelectMany(batch => batch.Claims).SelectMany(claim => claim.Named).Distinct()];

    /// <summary>All of it; null where the claim itself was not known then, or has been taken down since.</summary>
    public Neighbourhood? Around(Guid id, DateTime saidAsOf, bool wasCut)
    {
        var claims = new List<KnownClaim>(asked.Count);
        var stands = false;
        foreach (var recorded in batches.SelectMany(batch => batch.Claims))
        {
            if (recorded.ToClaim(recordedAsOf, sources) is not { } claim || (claim.Said?.Past.UtcDateTime ?? recorded.Row.CreatedAt) > saidAsOf)
            {
                continue;
            }

            claims.Add(claim);
            stands |= claim.Id == id && recorded.Row.TakenDownAt is null;
        }

        return stands
            ? new Neighbourhood(id, claims, [.. batches.SelectMany(batch => batch.Links)], sources, [.. judgements.Values], wasCut)
            : null;
    }

    private void Add(IEnumerable<EvidenceJudgementRow> judged)
    {
        foreach (var judgement in judged)
        {
            judgements[judgement.Id] = judgement.ToJudgement();
        }
    }

    private sealed record Batch(IReadOnlyList<Recorded> Claims, IReadOnlyList<KnownLink> Links);

    /// <summary>A claim as it is recorded, and as it was where it has changed since.</summary>
    private sealed record Recorded(EvidenceClaimRow Row, KnownClaim? Past, EvidenceHopRow[] Hops, Guid[] Withdrawn)
    {
        public IEnumerable<Guid> Upstream =>
            (Past is null ? Hops.Select(hop => hop.UpstreamClaimId) : Past.Attribution.Select(hop => hop.UpstreamClaim)).OfType<Guid>();

        public IEnumerable<Guid> Named =>
            Past is null
                ? Hops.Select(hop => hop.SourceId).OfType<Guid>().Append(Row.SourceId)
                : Past.Attribution.Select(hop => hop.Source?.Id).OfType<Guid>().Append(Past.Source.Id);

        /// <summary>Null where it has changed since, and what it was has been redacted.</summary>
        public KnownClaim? ToClaim(DateTime recordedAsOf, Dictionary<Guid, KnownSource> sources) =>
            Row.UpdatedAt > recordedAsOf ? Past : Row.ToClaim(sources[Row.SourceId].Source, [.. Hops.Select(hop => hop.ToHop(sources))], Withdrawn);
    }
}
