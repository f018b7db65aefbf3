namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>One claim's end: an origin as that claim leads to it.</summary>
/// <param name="Claim">The claim's number.</param>
/// <param name="End">The origin.</param>
/// <param name="Identity">What was recorded or judged to be the same origin has one identity.</param>
/// <param name="Cluster">What may be the same origin, inferred from equal descriptors too, has one cluster.</param>
internal readonly record struct Occurrence(int Claim, TraceEnd End, int Identity, int Cluster);

/// <summary>
/// Which ends are the same origin. Recorded: the same source. Judged: what a reviewer called the same, and whatever follows from
/// several such judgements. Inferred: the same descriptor behind the same relay, unless a reviewer called two of them different.
/// A judgement speaks of origins, so it holds wherever they turn up, even when the claims it was made on have been retracted.
/// </summary>
internal sealed class OriginClasses
{
    private readonly Ledger ledger;
    private readonly Occurrence[][] ofClaim;
    private readonly Dictionary<int, List<(int One, int Other)>> differentIn = [];

    public OriginClasses(Ledger ledger, Tracer tracer)
    {
        this.ledger = ledger;
        var ends = new List<(int Claim, TraceEnd End)>();
        var first = new int[ledger.Claims.Count + 1];
        for (var claim = 0; claim < ledger.Claims.Count; claim++)
        {
            ends.AddRange(tracer.Of(claim).Ends.Select(end => (claim, end)));
            first[claim + 1] = ends.Count;
        }

        var recorded = new DisjointSets(ends.Count);
        JoinAlike(recorded, ends, end => end.Kind != OriginKind.Unnamed);
        var identities = new DisjointSets(ends.Count);
        JoinAlike(identities, ends, end => end.Kind != OriginKind.Unnamed);
        JoinJudged(identities, ends, first);
        var clusters = new DisjointSets(ends.Count);
        for (var i = 0; i < ends.Count; i++)
        {
            clusters.Join(i, identities.Find(i));
        }

        JoinAlike(clusters, ends, end => end.Kind == OriginKind.Unnamed);
        ofClaim = new Occurrence[ledger.Claims.Count][];
        for (var claim = 0; claim < ofClaim.Length; claim++)
        {
            ofClaim[claim] = [.. Enumerable.Range(first[claim], first[claim + 1] - first[claim])
                .Select(i => new Occurrence(claim, ends[i].End, identities.Find(i), clusters.Find(i)))];
        }

        Overruled = [.. NoteDifferent(recorded, first)];
    }

    /// <summary>Judgements of "different" on what other judgements make the same.</summary>
    public IReadOnlyList<Guid> Overruled { get; }

    /// <summary>The ends of a claim.</summary>
    public IReadOnlyList<Occurrence> Of(int claim) => ofClaim[claim];

    /// <summary>
    /// The fewest origins that these ends can be, each with its ends. Without a judgement of "different" a cluster is one
    /// origin; with some, it falls into as few as keep apart what was judged different.
    /// </summary>
    public IEnumerable<IReadOnlyList<Occurrence>> Group(IEnumerable<Occurrence> occurrences) =>
        occurrences.GroupBy(occurrence => occurrence.Cluster).OrderBy(cluster => cluster.Key).SelectMany(cluster => Split(cluster.Key, [.. cluster]));

    /// <summary>Whether a reviewer's "different" keeps ends of this cluster apart.</summary>
    public bool IsSplit(int cluster) => differentIn.ContainsKey(cluster);

    private IEnumerable<IReadOnlyList<Occurrence>> Split(int cluster, List<Occurrence> occurrences)
    {
        if (!differentIn.TryGetValue(cluster, out var different))
        {
            return [occurrences];
        }

        var identities = occurrences.Select(occurrence => occurrence.Identity).Distinct().Order().ToList();
        var colours = Colouring.Fewest(
            identities.Count,
            [.. different.Select(pair => (identities.BinarySearch(pair.One), identities.BinarySearch(pair.Other))).Where(pair => pair is { Item1: >= 0, Item2: >= 0 })]);
        return occurrences.GroupBy(occurrence => colours[identities.BinarySearch(occurrence.Identity)])
            .OrderBy(group => group.Key)
            .Select(group => group.ToList());
    }

    private static void JoinAlike(DisjointSets sets, List<(int Claim, TraceEnd End)> ends, Func<TraceEnd, bool> applies)
    {
        var firstWith = new Dictionary<OriginKey, int>();
        for (var i = 0; i < ends.Count; i++)
        {
            if (applies(ends[i].End) && !firstWith.TryAdd(ends[i].End.Key, i))
            {
                sets.Join(firstWith[ends[i].End.Key], i);
            }
        }
    }

    private void JoinJudged(DisjointSets sets, List<(int Claim, TraceEnd End)> ends, int[] first)
    {
        var unnamed = Enumerable.Range(0, ends.Count)
            .Where(i => ends[i].End.Kind == OriginKind.Unnamed)
            .ToLookup(i => ends[i].End.Key);
        foreach (var judgement in ledger.Judgements.Where(judgement => judgement.Verdict == OriginVerdict.Same))
        {
            var judged = judgement switch
            {
                { Claims: { } claims } => EndsOf(first, claims.A).Concat(EndsOf(first, claims.B)),
                { Unnamed: { } pair } => unnamed[KeyOf(pair.A)].Concat(unnamed[KeyOf(pair.B)]),
                _ => [],
            };
            var all = judged.ToList();
            all.ForEach(end => sets.Join(all[0], end));
        }
    }

    /// <summary>Notes which identities must be kept apart; gives back the judgements that cannot be followed.</summary>
    private IEnumerable<Guid> NoteDifferent(DisjointSets recorded, int[] first)
    {
        foreach (var judgement in ledger.Judgements.Where(judgement => judgement is { Verdict: OriginVerdict.Different, Claims: not null }))
        {
            var (a, b) = judgement.Claims!.Value;
            var overruled = false;
            foreach (var (one, other) in EndsOf(first, a).SelectMany(_ => EndsOf(first, b), (one, other) => (one, other)))
            {
                var (left, right) = (OccurrenceAt(first, a, one), OccurrenceAt(first, b, other));
                if (left.Identity == right.Identity)
                {
                    overruled |= recorded.Find(one) != recorded.Find(other);
                }
                else if (left.Cluster == right.Cluster)
                {
                    differentIn.TryAdd(left.Cluster, []);
                    differentIn[left.Cluster].Add((left.Identity, right.Identity));
                }
            }

            if (overruled)
            {
                yield return judgement.Id;
            }
        }
    }

    private Occurrence OccurrenceAt(int[] first, Guid claim, int end)
    {
        var number = ledger.NumberOfClaim(claim);
        return ofClaim[number][end - first[number]];
    }

    private IEnumerable<int> EndsOf(int[] first, Guid claim) => ledger.NumberOfClaim(claim) is var number and >= 0
        ? Enumerable.Range(first[number], first[number + 1] - first[number])
        : [];

    private OriginKey KeyOf(UnnamedOrigin origin) =>
        new(ledger.KnowsSource(origin.Relay) ? ledger.NumberOfSource(origin.Relay) : -1, origin.DescriptorKey);
}
