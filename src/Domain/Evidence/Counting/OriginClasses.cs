namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>One claim's end: an origin as that claim leads to it.</summary>
/// <param name="Claim">The claim's number.</param>
/// <param name="End">The origin.</param>
/// <param name="Recorded">What was recorded to be the same origin has one number here.</param>
/// <param name="Identity">What was recorded or judged to be the same origin has one identity.</param>
/// <param name="Cluster">What may be the same origin, inferred from equal descriptors too, has one cluster.</param>
internal readonly record struct Occurrence(int Claim, TraceEnd End, int Recorded, int Identity, int Cluster);

/// <summary>
/// Which ends are the same origin. Recorded: the same source, and the same words in one claim's record. Judged: what a reviewer
/// called the same, and whatever follows from several such judgements. Inferred: the same descriptor behind the same relay, unless
/// a reviewer called two of them different: just these two, so that what is judged the same as one of them may still be the other,
/// and "same" never raises a number. A judgement speaks of origins, so it holds wherever they turn up, even when the claims it was
/// made on, or the ways by which they led there, have been taken back.
/// </summary>
internal sealed class OriginClasses
{
    private const int Nobody = -1;

    private readonly Ledger ledger;
    private readonly Tracer tracer;
    private readonly List<(int Claim, TraceEnd End)> ends;
    private readonly int[] first;
    private readonly Occurrence[] occurrences;
    private readonly Dictionary<OriginKey, List<int>> judgedWords = [];
    private readonly Dictionary<Guid, int> unknownRelays = [];
    private readonly Dictionary<int, Parting> partings = [];
    private readonly ILookup<int, int> recordedOf;

    public OriginClasses(Ledger ledger, Tracer tracer)
    {
        (this.ledger, this.tracer) = (ledger, tracer);
        first = new int[ledger.Claims.Count + 1];
        ends = new(ledger.Claims.Count);
        for (var claim = 0; claim < ledger.Claims.Count; claim++)
        {
            var trace = tracer.Of(claim);
            AddAll(claim, trace.Ends);
            AddAll(claim, trace.TakenBack);
            first[claim + 1] = ends.Count;
        }

        NoteJudgedWords();
        var (recorded, alike) = Alike();
        var identities = recorded.Copy();
        var same = ledger.Judgements.Where(judgement => judgement.Verdict == OriginVerdict.Same)
            .Select(judgement => (judgement.Id, Ends: Judged(judgement)))
            .Where(judged => judged.Ends is { A.Count: > 0, B.Count: > 0 })
            .ToList();
        foreach (var (_, (a, b)) in same)
        {
            a.Concat(b).ToList().ForEach(end => identities.Join(a[0], end));
        }

        var clusters = identities.Copy();
        alike.ForEach(pair => clusters.Join(pair.One, pair.Other));
        Overruled = [.. NoteDifferent(recorded, identities, clusters)];
        Keys = ends.Count;
        foreach (var (_, parting) in partings.OrderBy(parting => parting.Key))
        {
            Keys = parting.GiveNumbers(Keys);
        }

        occurrences = new Occurrence[first[^1]];
        for (var end = 0; end < occurrences.Length; end++)
        {
            occurrences[end] = new(ends[end].Claim, ends[end].End, recorded.Find(end), identities.Find(end), clusters.Find(end));
        }

        JudgedSame = same.ToLookup(judged => identities.Find(judged.Ends.A[0]), judged => judged.Id);
        recordedOf = same.SelectMany(judged => judged.Ends.A.Concat(judged.Ends.B)).ToLookup(identities.Find, recorded.Find);
        ClustersJudgedSame = same.ToLookup(judged => clusters.Find(judged.Ends.A[0]), judged => identities.Find(judged.Ends.A[0]));
    }

    /// <summary>Judgements of "different" on what other judgements make the same.</summary>
    public IReadOnlyList<Guid> Overruled { get; }

    /// <summary>The judgements of "same", by the identity of what they made one.</summary>
    public ILookup<int, Guid> JudgedSame { get; }

    /// <summary>The identities that judgements of "same" made, by their cluster.</summary>
    public ILookup<int, int> ClustersJudgedSame { get; }

    /// <summary>All keys of <see cref="EachKey"/> are below it.</summary>
    public int Keys { get; }

    /// <summary>The ends of a claim.</summary>
    public ArraySegment<Occurrence> Of(int claim) => new(occurrences, first[claim], tracer.Of(claim).Ends.Length);

    /// <summary>The ends of a claim, those included that were taken back.</summary>
    public ArraySegment<Occurrence> AllOf(int claim) => new(occurrences, first[claim], first[claim + 1] - first[claim]);

    /// <summary>
    /// What two claims must not have in common to be counted together: two ends have a key in common if they may be one origin,
    /// that is, unless a reviewer called just these two different.
    /// </summary>
    /// <param name="occurrence">The end.</param>
    /// <param name="give">Is given each of its keys.</param>
    public void EachKey(Occurrence occurrence, Action<int> give)
    {
        if (partings.TryGetValue(occurrence.Cluster, out var parting))
        {
            parting.NumbersOf(occurrence.Recorded).ForEach(give);
        }
        else
        {
            give(occurrence.Cluster);
        }
    }

    /// <summary>Whether an end was told apart from each of these.</summary>
    public bool AreApart(int cluster, IEnumerable<int> recorded, Occurrence end) =>
        partings.TryGetValue(cluster, out var parting) && recorded.All(other => parting.AreApart(other, end.Recorded));

    /// <summary>What was recorded to be origins of their own, and judgements made one.</summary>
    public IEnumerable<int> RecordedOf(int identity) => recordedOf[identity];

    /// <summary>
    /// The fewest origins that these ends can be, each with its ends. Without a judgement of "different" a cluster is one
    /// origin; with some, it falls into as few as keep apart what was judged different.
    /// </summary>
    public List<IReadOnlyList<Occurrence>> Group(IEnumerable<Occurrence> some)
    {
        var groups = new List<IReadOnlyList<Occurrence>>();
        foreach (var cluster in some.GroupBy(occurrence => occurrence.Cluster).OrderBy(cluster => cluster.Key))
        {
            if (partings.TryGetValue(cluster.Key, out var parting))
            {
                groups.AddRange(Split(parting, [.. cluster]));
            }
            else
            {
                groups.Add([.. cluster]);
            }
        }

        return groups;
    }

    /// <summary>Whether a reviewer's "different" keeps ends of this cluster apart.</summary>
    public bool IsSplit(int cluster) => partings.ContainsKey(cluster);

    private static IEnumerable<IReadOnlyList<Occurrence>> Split(Parting parting, List<Occurrence> occurrences)
    {
        var groups = parting.Fewest(occurrences);
        return occurrences.GroupBy(occurrence => groups[occurrence.Recorded])
            .OrderBy(group => group.Key)
            .Select(group => group.ToList());
    }

    private void AddAll(int claim, TraceEnd[] more)
    {
        foreach (var end in more)
        {
            ends.Add((claim, end));
        }
    }

    /// <summary>Finds the ends that judgements on words speak of. Also an unnamed source that no claim here cites may be what ties two others together.</summary>
    private void NoteJudgedWords()
    {
        foreach (var pair in ledger.Judgements.Select(judgement => judgement.Unnamed).OfType<(UnnamedOrigin A, UnnamedOrigin B)>())
        {
            foreach (var key in new[] { KeyOf(pair.A), KeyOf(pair.B) })
            {
                judgedWords.TryAdd(key, []);
                ends.Add((Nobody, new TraceEnd(key, Nobody, OriginKind.Unnamed, null, false, new Passage([], []), null)));
            }
        }

        for (var end = 0; judgedWords.Count > 0 && end < ends.Count; end++)
        {
            if (ends[end].End.Kind == OriginKind.Unnamed && judgedWords.TryGetValue(ends[end].End.Key, out var those))
            {
                those.Add(end);
            }
        }
    }

    /// <summary>What is recorded to be the same, and pairs of what seems the same besides: the same words behind one relay, recorded by several.</summary>
    private (DisjointSets Recorded, List<(int One, int Other)> Alike) Alike()
    {
        var recorded = new DisjointSets(ends.Count);
        var alike = new List<(int, int)>();
        var firstOfSource = new int[ledger.Sources.Count];
        var firstOfWords = new Dictionary<OriginKey, int>();
        var firstOfRecorder = new Dictionary<(OriginKey, int), int>();
        Array.Fill(firstOfSource, Nobody);
        for (var i = 0; i < ends.Count; i++)
        {
            var end = ends[i].End;
            if (end.Kind != OriginKind.Unnamed)
            {
                ref var one = ref firstOfSource[end.Key.Source];
                one = one < 0 ? i : one;
                recorded.Join(one, i);
            }
            else if (!firstOfWords.TryAdd(end.Key, i))
            {
                alike.Add((firstOfWords[end.Key], i));
            }

            if (end.Kind == OriginKind.Unnamed && !firstOfRecorder.TryAdd((end.Key, end.Recorder), i))
            {
                recorded.Join(firstOfRecorder[(end.Key, end.Recorder)], i);
            }
        }

        return (recorded, alike);
    }

    /// <summary>Notes which identities must be kept apart; gives back the judgements that cannot be followed.</summary>
    private IEnumerable<Guid> NoteDifferent(DisjointSets recorded, DisjointSets identities, DisjointSets clusters)
    {
        foreach (var judgement in ledger.Judgements.Where(judgement => judgement.Verdict == OriginVerdict.Different))
        {
            // Only what is in one cluster could be taken for one origin.
            var (a, b) = Judged(judgement);
            var others = b.ToLookup(clusters.Find);
            foreach (var cluster in a.GroupBy(clusters.Find).Where(cluster => others.Contains(cluster.Key)))
            {
                var of = others[cluster.Key].ToLookup(identities.Find, recorded.Find);
                var same = cluster.ToLookup(identities.Find, recorded.Find);
                Part(cluster.Key, same.Where(identity => !of.Contains(identity.Key)), of);

                // What is one by other judgements is not different from itself, only from the rest.
                foreach (var both in same.Where(identity => of.Contains(identity.Key)))
                {
                    Part(cluster.Key, [both], of.Where(identity => identity.Key != both.Key));
                }
            }

            var overruled = b.ToLookup(identities.Find);
            if (a.GroupBy(identities.Find).Any(identity => overruled.Contains(identity.Key)
                && identity.Concat(overruled[identity.Key]).Select(recorded.Find).Distinct().Skip(1).Any()))
            {
                yield return judgement.Id;
            }
        }

        foreach (var parting in partings.Values)
        {
            parting.Finish();
        }
    }

    private void Part(int cluster, IEnumerable<IEnumerable<int>> some, IEnumerable<IEnumerable<int>> others)
    {
        var (one, other) = (some.SelectMany(origins => origins).ToHashSet(), others.SelectMany(origins => origins).ToHashSet());
        if (one.Count > 0 && other.Count > 0)
        {
            partings.TryAdd(cluster, new Parting());
            partings[cluster].Add(one, other);
        }
    }

    /// <summary>The ends that a judgement speaks of.</summary>
    private (IReadOnlyList<int> A, IReadOnlyList<int> B) Judged(KnownJudgement judgement) => judgement switch
    {
        { Claims: { } pair } => ([.. EndsOf(ledger.NumberOfClaim(pair.A))], [.. EndsOf(ledger.NumberOfClaim(pair.B))]),
        { Unnamed: { } pair } => (judgedWords[KeyOf(pair.A)], judgedWords[KeyOf(pair.B)]),
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
