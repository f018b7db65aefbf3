namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>One claim's end: an origin as that claim leads to it.</summary>
/// <param name="Claim">The claim's number.</param>
/// <param name="End">The origin.</param>
/// <param name="Identity">What was recorded or judged to be the same origin has one identity.</param>
/// <param name="Cluster">What may be the same origin, inferred from equal descriptors too, has one cluster.</param>
internal readonly record struct Occurrence(int Claim, TraceEnd End, int Identity, int Cluster);

/// <summary>
/// Which ends are the same origin. Recorded: the same source, and the same words in one claim's record. Judged: what a reviewer
/// called the same, and whatever follows from several such judgements. Inferred: the same descriptor behind the same relay, unless
/// a reviewer called two of them different. A judgement speaks of origins, so it holds wherever they turn up, even when the claims
/// it was made on, or the ways by which they led there, have been taken back.
/// </summary>
internal sealed class OriginClasses
{
    private readonly Ledger ledger;
    private readonly List<(int Claim, TraceEnd End)> ends = [];
    private readonly int[] first;
    private readonly ILookup<OriginKey, int> unnamed;
    private readonly Occurrence[][] standing;
    private readonly Occurrence[][] all;
    private readonly Dictionary<Guid, int> unknownRelays = [];
    private readonly Dictionary<int, List<(int One, int Other)>> differentIn = [];

    public OriginClasses(Ledger ledger, Tracer tracer)
    {
        this.ledger = ledger;
        first = new int[ledger.Claims.Count + 1];
        for (var claim = 0; claim < ledger.Claims.Count; claim++)
        {
            ends.AddRange(tracer.Of(claim).Ends.Concat(tracer.Of(claim).TakenBack).Select(end => (claim, end)));
            first[claim + 1] = ends.Count;
        }

        // Also an unnamed source that no claim here cites may be what ties two others together.
        ends.AddRange(ledger.Judgements.Select(judgement => judgement.Unnamed).OfType<(UnnamedOrigin A, UnnamedOrigin B)>()
            .SelectMany(pair => new[] { KeyOf(pair.A), KeyOf(pair.B) })
            .Select(key => (Nobody, new TraceEnd(key, Nobody, OriginKind.Unnamed, null, false, new Passage([], []), null))));
        unnamed = Enumerable.Range(0, ends.Count).Where(i => ends[i].End.Kind == OriginKind.Unnamed).ToLookup(i => ends[i].End.Key);

        var recorded = new DisjointSets(ends.Count);
        JoinAlike(recorded, end => (end.Key, end.Recorder));
        var identities = new DisjointSets(ends.Count);
        JoinAlike(identities, end => (end.Key, end.Recorder));
        var same = ledger.Judgements.Where(judgement => judgement.Verdict == OriginVerdict.Same)
            .Select(judgement => (judgement.Id, Ends: Judged(judgement)))
            .Where(judged => judged.Ends is { A.Count: > 0, B.Count: > 0 })
            .ToList();
        foreach (var (_, (a, b)) in same)
        {
            a.Concat(b).ToList().ForEach(end => identities.Join(a[0], end));
        }

        var clusters = new DisjointSets(ends.Count);
        for (var i = 0; i < ends.Count; i++)
        {
            clusters.Join(i, identities.Find(i));
        }

        JoinAlike(clusters, end => end.Key);
        Overruled = [.. NoteDifferent(recorded, identities, clusters)];
        Occurrence At(int end) => new(ends[end].Claim, ends[end].End, identities.Find(end), clusters.Find(end));
        all = [.. Enumerable.Range(0, ledger.Claims.Count).Select(claim => EndsOf(claim).Select(At).ToArray())];
        standing = [.. all.Select((of, claim) => of[..tracer.Of(claim).Ends.Length])];
        JudgedSame = same.ToLookup(judged => KeyIn(At(judged.Ends.A[0])), judged => judged.Id);
    }

    private const int Nobody = -1;

    /// <summary>Judgements of "different" on what other judgements make the same.</summary>
    public IReadOnlyList<Guid> Overruled { get; }

    /// <summary>The ends of a claim.</summary>
    public IReadOnlyList<Occurrence> Of(int claim) => standing[claim];

    /// <summary>The ends of a claim, those included that were taken back.</summary>
    public IReadOnlyList<Occurrence> AllOf(int claim) => all[claim];

    /// <summary>The judgements of "same", by <see cref="KeyIn"/> of what they made one.</summary>
    public ILookup<int, Guid> JudgedSame { get; }

    /// <summary>
    /// What two claims must not have in common to be counted together: whatever may be one origin, unless a reviewer called some of
    /// it different; then what was recorded or judged to be one.
    /// </summary>
    public int KeyIn(Occurrence occurrence) => IsSplit(occurrence.Cluster) ? occurrence.Identity : occurrence.Cluster;

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

    private void JoinAlike<T>(DisjointSets sets, Func<TraceEnd, T> likeness) where T : notnull
    {
        var firstWith = new Dictionary<T, int>();
        for (var i = 0; i < ends.Count; i++)
        {
            if (!firstWith.TryAdd(likeness(ends[i].End), i))
            {
                sets.Join(firstWith[likeness(ends[i].End)], i);
            }
        }
    }

    /// <summary>Notes which identities must be kept apart; gives back the judgements that cannot be followed.</summary>
    private IEnumerable<Guid> NoteDifferent(DisjointSets recorded, DisjointSets identities, DisjointSets clusters)
    {
        foreach (var judgement in ledger.Judgements.Where(judgement => judgement.Verdict == OriginVerdict.Different))
        {
            var (a, b) = Judged(judgement);
            var overruled = false;
            foreach (var (one, other) in a.SelectMany(_ => b, (one, other) => (one, other)))
            {
                if (identities.Find(one) == identities.Find(other))
                {
                    overruled |= recorded.Find(one) != recorded.Find(other);
                }
                else if (clusters.Find(one) == clusters.Find(other))
                {
                    differentIn.TryAdd(clusters.Find(one), []);
                    differentIn[clusters.Find(one)].Add((identities.Find(one), identities.Find(other)));
                }
            }

            if (overruled)
            {
                yield return judgement.Id;
            }
        }
    }

    /// <summary>The ends that a judgement speaks of.</summary>
    private (IReadOnlyList<int> A, IReadOnlyList<int> B) Judged(KnownJudgement judgement) => judgement switch
    {
        { Claims: { } pair } => ([.. EndsOf(ledger.NumberOfClaim(pair.A))], [.. EndsOf(ledger.NumberOfClaim(pair.B))]),
        { Unnamed: { } pair } => ([.. unnamed[KeyOf(pair.A)]], [.. unnamed[KeyOf(pair.B)]]),
        _ => ([], []),
    };

    private IEnumerable<int> EndsOf(int claim) => claim >= 0 ? Enumerable.Range(first[claim], first[claim + 1] - first[claim]) : [];

    private OriginKey KeyOf(UnnamedOrigin origin) => new(NumberOf(origin.Relay), origin.DescriptorKey);

    /// <summary>A relay that is not known here has a number all the same, below those of the known.</summary>
    private int NumberOf(Guid relay)
    {
        if (ledger.KnowsSource(relay))
        {
            return ledger.NumberOfSource(relay);
        }

        unknownRelays.TryAdd(relay, -1 - unknownRelays.Count);
        return unknownRelays[relay];
    }
}
