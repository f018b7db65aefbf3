using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>Counts one side.</summary>
/// <param name="ledger">What is known.</param>
/// <param name="tracer">Where claims lead.</param>
/// <param name="classes">Which origins are the same.</param>
/// <param name="policy">Which named origins count.</param>
internal sealed class SideCounter(Ledger ledger, Tracer tracer, OriginClasses classes, EvidencePolicy policy)
{
    private static readonly EvidenceSide Empty = new([], 0, 0, new OriginCount(0, 0, 0, 0, 0, 0), [], [], []);

    /// <summary>The side that these claims make, of which some are copies, and how to find, if it is asked, whose withdrawal would lower its numbers.</summary>
    public (EvidenceSide Side, Func<IReadOnlyList<ChokePoint>> ChokePoints) Count(IReadOnlyList<Member> members, CopyPairs copies)
    {
        if (members.Count == 0)
        {
            return (Empty, () => []);
        }

        var origins = classes
            .Group(members.SelectMany(member => classes.Of(member.Claim)).Where(end => FloorSearch.Counts(end.End, policy)));
        var search = new FloorSearch(ledger, tracer, classes, policy, members, copies);
        var floor = Math.Max(search.Found, Math.Min(origins.Count, 1));
        var kinds = origins.ConvertAll(KindOf);
        var notRecorded = members.Count(member => tracer.Of(member.Claim) is { Ends: [], Withdrawn: [] });
        var count = new OriginCount(
            floor,
            origins.Count,
            kinds.Count(kind => kind == OriginKind.Named),
            kinds.Count(kind => kind == OriginKind.Unnamed),
            kinds.Count(kind => kind == OriginKind.FirstHand),
            notRecorded,
            search.IsExact && copies.AreExact);
        var sources = members.Select(member => ledger.SourceOf(member.Claim)).Distinct().ToList();
        var side = new EvidenceSide(
            Claims(members, origins),
            sources.Count,
            sources.Select(source => ledger.Families[source]).Distinct().Count(),
            count,
            origins.ConvertAll(Describe),
            Witnesses(search, origins),
            new HoldList(ledger, tracer, classes, policy, members, origins, copies).All());
        return (side, () => new ChokePointSearch(ledger, classes, members, origins, search, count).All());
    }

    private List<Guid> Witnesses(FloorSearch search, List<IReadOnlyList<Occurrence>> origins)
    {
        var claims = search.Witnesses.ToList();
        if (claims.Count == 0 && origins.Count > 0)
        {
            claims.Add(origins[0].Min(occurrence => occurrence.Claim));
        }

        return claims.ConvertAll(claim => ledger.Claims[claim].Id);
    }

    private List<CountedClaim> Claims(IReadOnlyList<Member> members, List<IReadOnlyList<Occurrence>> origins)
    {
        var leadsTo = new Dictionary<int, int[]>(members.Count);
        for (var index = 0; index < origins.Count; index++)
        {
            // Most claims lead to one origin only, and can do with one list for all of them.
            int[] only = [index];
            foreach (var (claim, _, _, _, _) in origins[index])
            {
                if (leadsTo.TryAdd(claim, only) || leadsTo[claim][^1] == index)
                {
                    continue;
                }

                leadsTo[claim] = [.. leadsTo[claim], index];
            }
        }

        var counted = new List<CountedClaim>(members.Count);
        foreach (var member in members)
        {
            counted.Add(new CountedClaim(
                ledger.Claims[member.Claim], member.Role, member.Link?.Id, member.IsSuggested,
                LineageSteps.Of(ledger, member.Claim), leadsTo.GetValueOrDefault(member.Claim, []),
                Array.Exists(tracer.Of(member.Claim).Ends, end => end.IsOnRecord && end.Kind != OriginKind.FirstHand)));
        }

        return counted;
    }

    private CountedOrigin Describe(IReadOnlyList<Occurrence> origin) => new(
        KindOf(origin),
        [.. origin.Where(end => end.End.Kind != OriginKind.Unnamed).Select(end => end.End.Key.Source).Distinct().Order().Select(SourceAt)],
        [.. origin.Where(end => end.End.Kind == OriginKind.Unnamed)
            .DistinctBy(end => end.End.Key)
            .Select(end => new DescribedOrigin(end.End.Descriptor!, SourceAt(end.End.Key.Source)))],
        [.. origin.Select(end => end.Claim).Distinct().Order().Select(claim => ledger.Claims[claim].Id)]);

    private SourceRef SourceAt(int number) => ledger.Sources[number].Source;

    private static OriginKind KindOf(IReadOnlyList<Occurrence> origin) => origin.Min(end => end.End.Kind);
}
