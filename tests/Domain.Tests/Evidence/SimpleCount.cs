using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>
/// The count once more, written down from docs/evidence.md without any thought of speed: every lineage is followed anew, every
/// set of claims and every grouping of origins is tried. It shares nothing with the counter.
/// </summary>
internal sealed class SimpleCount
{
    private readonly Neighbourhood known;
    private readonly EvidencePolicy policy;
    private readonly Dictionary<Guid, KnownClaim> claims;
    private readonly Dictionary<string, string> identity = [];
    private readonly Dictionary<string, string> cluster = [];
    private readonly HashSet<(string, string)> different = [];

    public SimpleCount(Question question)
    {
        (known, policy) = (question.Known, question.Policy);
        claims = known.Claims.ToDictionary(claim => claim.Id);
        FollowJudgements();
    }

    /// <summary>An end of one way along a lineage.</summary>
    /// <param name="Origin">A source, or an unnamed one as one claim records it.</param>
    /// <param name="Alike">What makes unnamed ones seem the same; that of a source is itself.</param>
    /// <param name="Kind">What it is called on this way.</param>
    /// <param name="OnRecord">Whether it counts strictly.</param>
    /// <param name="Clean">Whether nobody unnamed is on the way.</param>
    /// <param name="Stands">Whether nothing on the way was taken back.</param>
    private sealed record Way(string Origin, string Alike, OriginKind Kind, bool OnRecord, bool Clean, bool Stands);

    /// <summary>The claims that speak for the one asked about.</summary>
    public IReadOnlyList<Guid> Supporting => Side(Restating([known.Claim]));

    /// <summary>The claims that speak against it.</summary>
    public IReadOnlyList<Guid> Contradicting => Side(Restating(Tied(Restating([known.Claim]), LinkRelation.Contradicts)));

    /// <summary>Both numbers of a side.</summary>
    public (int Floor, int Ceiling) Of(IReadOnlyList<Guid> side)
    {
        var ceiling = Ceiling(side);
        var eligible = side.Where(IsEligible).ToList();
        return (Math.Max(LargestApart(eligible, 0, []), Math.Min(ceiling, 1)), ceiling);
    }

    /// <summary>Whether a claim may be one of those behind the floor.</summary>
    public bool IsEligible(Guid claim) => Ways(claim).Any(way => way.Stands && Counts(way) && way.Clean && way.Kind != OriginKind.Unnamed);

    /// <summary>Whether two claims share anything.</summary>
    public bool Share(Guid one, Guid other) =>
        Lineage(one).Select(Family).Intersect(Lineage(other).Select(Family)).Any()
        || Ways(one).Exists(way => Ways(other).Exists(theirs => MayMeet(way, theirs)))
        || AreCopies(claims[one], claims[other]);

    private int LargestApart(List<Guid> eligible, int next, List<Guid> chosen)
    {
        if (next == eligible.Count)
        {
            return chosen.Count;
        }

        var without = LargestApart(eligible, next + 1, chosen);
        return chosen.Exists(other => Share(eligible[next], other))
            ? without
            : Math.Max(without, LargestApart(eligible, next + 1, [.. chosen, eligible[next]]));
    }

    private int Ceiling(IReadOnlyList<Guid> side) => side
        .SelectMany(Ways)
        .Where(way => way.Stands && Counts(way))
        .Select(way => way.Origin)
        .Distinct()
        .GroupBy(origin => cluster[origin])
        .Sum(alike => FewestGroups([.. alike], 0, []));

    /// <summary>In how few groups nothing is together that must be apart: every grouping is tried.</summary>
    private int FewestGroups(List<string> origins, int next, List<List<string>> groups)
    {
        if (next == origins.Count)
        {
            return groups.Count;
        }

        var best = FewestGroups(origins, next + 1, [.. groups, [origins[next]]]);
        foreach (var group in groups.Where(group => !group.Exists(other => different.Contains((origins[next], other)))))
        {
            best = Math.Min(best, FewestGroups(origins, next + 1, [.. groups.Where(other => other != group), [.. group, origins[next]]]));
        }

        return best;
    }

    private bool Counts(Way way) => policy == EvidencePolicy.Standard || way.Kind != OriginKind.Named || way.OnRecord;

    /// <summary>Whether two ways may lead to one origin: they seem to, and no reviewer told what they lead to apart.</summary>
    private bool MayMeet(Way one, Way other) =>
        cluster[one.Origin] == cluster[other.Origin] && !different.Contains((one.Origin, other.Origin));

    private Guid Family(Guid source) => known.Sources[source].Family;

    private bool AreCopies(KnownClaim one, KnownClaim other) => one.Text == other.Text && one.Text.Length > 0 && !known.Judgements.Any(judgement =>
        judgement is { Verdict: OriginVerdict.Different, Claims: { } pair } && (pair == (one.Id, other.Id) || pair == (other.Id, one.Id)));

    private List<Guid> Side(List<Guid> same) => [.. same.Union(Restating(Tied(same, LinkRelation.Corroborates))).Where(IsActive)];

    private List<Guid> Restating(List<Guid> from)
    {
        var all = from.Union(Tied(from, LinkRelation.Restates)).ToList();
        return all.Count == from.Count ? from : Restating(all);
    }

    private List<Guid> Tied(List<Guid> from, LinkRelation relation) =>
        [.. known.Links.Where(link => link.Relation == relation)
            .SelectMany(link => new[] { (link.From, link.To), (link.To, link.From) })
            .Where(pair => from.Contains(pair.Item1) && IsActive(pair.Item2))
            .Select(pair => pair.Item2)
            .Distinct()];

    private bool IsActive(Guid claim) => claims[claim].Status == ClaimStatus.Active;

    private bool IsRetracted(Guid claim) => claims[claim].Status == ClaimStatus.Retracted;

    private IEnumerable<Guid> DerivedFrom(Guid claim) =>
        known.Links.Where(link => link.Relation == LinkRelation.DerivedFrom && link.From == claim).Select(link => link.To);

    private HashSet<Guid> Lineage(Guid id)
    {
        var claim = claims[id];
        return
        [
            claim.Source.Id,
            .. claim.Attribution.Select(hop => hop.Source?.Id).OfType<Guid>(),
            .. claim.Attribution.Select(hop => hop.UpstreamClaim).OfType<Guid>().Where(claims.ContainsKey).Concat(DerivedFrom(id)).SelectMany(Lineage),
        ];
    }

    private List<Way> Ways(Guid id)
    {
        var claim = claims[id];
        List<Way> ways = [.. DerivedFrom(id).SelectMany(from => Ways(from).Select(way => way with { Stands = way.Stands && !IsRetracted(from) }))];
        if (claim.Attribution.Count == 0 && !DerivedFrom(id).Any() && claim.Basis == Basis.Witnessed)
        {
            ways.Add(new Way($"source {claim.Source.Id}", $"source {claim.Source.Id}", OriginKind.FirstHand, true, true, true));
        }

        var (relay, clean, stands) = (claim.Source.Id, true, true);
        foreach (var hop in claim.Attribution)
        {
            relay = hop.Source?.Id ?? relay;
            clean &= hop.Source is not null;
            stands &= hop.Source is null || !claim.WithdrawnSources.Contains(relay);
            if (hop.UpstreamClaim is { } lost && !claims.ContainsKey(lost))
            {
                continue;
            }

            if (hop.UpstreamClaim is { } upstream)
            {
                stands &= !IsRetracted(upstream);
                ways.AddRange(Ways(upstream).Select(way => way with { Clean = way.Clean && clean, Stands = way.Stands && stands }));
            }
            else if (ReferenceEquals(hop, claim.Attribution[^1]))
            {
                ways.Add(End(claim, hop, relay, clean, stands));
            }
        }

        return ways;
    }

    private static Way End(KnownClaim claim, Hop last, Guid relay, bool clean, bool stands) => last.Source is not null
        ? new Way($"source {relay}", $"source {relay}", OriginKind.Named, last.OnRecord == OnRecord.OnRecord, clean, stands)
        : new Way(
            $"unnamed {Descriptor.KeyOf(last.Descriptor!)} behind {relay} in {claim.Id}", $"unnamed {Descriptor.KeyOf(last.Descriptor!)} behind {relay}",
            OriginKind.Unnamed, false, false, stands);

    private void FollowJudgements()
    {
        var alike = claims.Keys.SelectMany(Ways).GroupBy(way => way.Alike, way => way.Origin).ToDictionary(group => group.Key, group => group.Distinct().ToList());
        foreach (var pair in known.Judgements.Select(judgement => judgement.Unnamed).OfType<(UnnamedOrigin A, UnnamedOrigin B)>())
        {
            foreach (var name in new[] { NameOf(pair.A), NameOf(pair.B) })
            {
                // Also one that no claim here cites may be what ties two others together.
                alike.TryAdd(name, []);
                alike[name].Add(name);
            }
        }

        foreach (var origin in alike.Values.SelectMany(origins => origins))
        {
            (identity[origin], cluster[origin]) = (origin, origin);
        }

        foreach (var judgement in known.Judgements.Where(judgement => judgement.Verdict == OriginVerdict.Same))
        {
            var (a, b) = Judged(judgement, alike);
            if (a.Count > 0 && b.Count > 0)
            {
                MakeOne(identity, [.. a, .. b]);
            }
        }

        foreach (var origin in identity)
        {
            MakeOne(cluster, [origin.Key, origin.Value]);
        }

        alike.Values.ToList().ForEach(origins => MakeOne(cluster, origins));
        foreach (var judgement in known.Judgements.Where(judgement => judgement.Verdict == OriginVerdict.Different))
        {
            var (a, b) = Judged(judgement, alike);
            foreach (var (one, other) in a.SelectMany(_ => b, (one, other) => (one, other)).Where(pair => identity[pair.one] != identity[pair.other]))
            {
                different.Add((one, other));
                different.Add((other, one));
            }
        }
    }

    private (List<string> A, List<string> B) Judged(KnownJudgement judgement, Dictionary<string, List<string>> alike) => judgement switch
    {
        { Claims: { } pair } => (OriginsOf(pair.A), OriginsOf(pair.B)),
        { Unnamed: { } pair } => (alike[NameOf(pair.A)], alike[NameOf(pair.B)]),
        _ => ([], []),
    };

    private List<string> OriginsOf(Guid claim) => [.. Ways(claim).Select(way => way.Origin).Distinct()];

    private static string NameOf(UnnamedOrigin origin) => $"unnamed {origin.DescriptorKey} behind {origin.Relay}";

    private static void MakeOne(Dictionary<string, string> names, List<string> same)
    {
        var joined = same.Select(name => names[name]).ToHashSet();
        var one = names[same[0]];
        foreach (var name in names.Where(pair => joined.Contains(pair.Value)).Select(pair => pair.Key).ToList())
        {
            names[name] = one;
        }
    }
}
