namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>
/// What reviewers told apart within one cluster of origins that may be the same. Origins that are kept apart from the same others
/// are of one kind: two long lists of origins called different are two kinds, and all that nobody judged is one.
/// </summary>
internal sealed class Parting
{
    private const int Unjudged = 0;

    private readonly Dictionary<int, int> kinds = [];
    private readonly List<(HashSet<int> A, HashSet<int> B)> judged = [];
    private readonly HashSet<(int One, int Other)> apart = [];
    private List<int>[] numbers = [];
    private int next = 1;

    /// <summary>A reviewer called each origin of one list different from each of another, which have none in common.</summary>
    public void Add(HashSet<int> a, HashSet<int> b)
    {
        judged.Add((a, b));
        SetOff(a);
        SetOff(b);
    }

    /// <summary>When all judgements are known.</summary>
    public void Finish()
    {
        foreach (var (a, b) in judged)
        {
            var others = b.Select(KindOf).ToHashSet();
            foreach (var kind in a.Select(KindOf).ToHashSet())
            {
                foreach (var other in others.Where(other => other != kind))
                {
                    apart.Add((kind, other));
                    apart.Add((other, kind));
                }
            }
        }
    }

    /// <summary>Whether two origins were told apart.</summary>
    public bool AreApart(int one, int other) => apart.Contains((KindOf(one), KindOf(other)));

    /// <summary>
    /// The group of each origin, in as few groups as keep apart what must be; what was judged the same goes into one group where that
    /// takes no more of them.
    /// </summary>
    public Dictionary<int, int> Fewest(IReadOnlyList<Occurrence> ends)
    {
        var fewest = Group(ends, end => [KindOf(end.Recorded)]);
        var kindsOf = ends.GroupBy(end => end.Identity).ToDictionary(
            identity => identity.Key, identity => identity.Select(end => KindOf(end.Recorded)).Distinct().Order().ToArray());
        var together = Group(ends, end => kindsOf[end.Identity]);
        return together.Values.Max() <= fewest.Values.Max() ? together : fewest;
    }

    private Dictionary<int, int> Group(IReadOnlyList<Occurrence> ends, Func<Occurrence, int[]> kindsOf)
    {
        var places = new Dictionary<string, (int Place, int[] Kinds)>();
        var placeOf = new Dictionary<int, int>();
        foreach (var end in ends)
        {
            var mine = kindsOf(end);
            var name = string.Join(',', mine);
            places.TryAdd(name, (places.Count, mine));
            placeOf[end.Recorded] = places[name].Place;
        }

        var groups = Colouring.Fewest(places.Count, [
            .. places.Values.SelectMany(_ => places.Values, (one, other) => (one, other))
                .Where(pair => pair.one.Place < pair.other.Place && pair.one.Kinds.Any(kind => pair.other.Kinds.Any(other => apart.Contains((kind, other)))))
                .Select(pair => (pair.one.Place, pair.other.Place))]);
        return placeOf.ToDictionary(place => place.Key, place => groups[place.Value]);
    }

    /// <summary>Gives each kind numbers such that two origins have one in common exactly if nobody told them apart.</summary>
    /// <param name="number">The first number to give.</param>
    /// <returns>The next one that is free.</returns>
    public int GiveNumbers(int number)
    {
        numbers = [.. Enumerable.Range(0, next).Select(_ => new List<int>())];
        for (var one = 0; one < next; one++)
        {
            for (var other = one; other < next; other++)
            {
                if (apart.Contains((one, other)) || numbers[one].Exists(numbers[other].Contains))
                {
                    continue;
                }

                // To as many at once as nobody told apart, so that few numbers do.
                var together = new List<int> { one };
                foreach (var kind in Enumerable.Range(0, next).Prepend(other).Where(kind => together.TrueForAll(member => member != kind && !apart.Contains((kind, member)))))
                {
                    together.Add(kind);
                }

                foreach (var kind in together)
                {
                    numbers[kind].Add(number);
                }

                number++;
            }
        }

        return number;
    }

    /// <summary>The numbers of an origin.</summary>
    public List<int> NumbersOf(int origin) => numbers[KindOf(origin)];

    /// <summary>Parts each kind into those in the set and those outside.</summary>
    private void SetOff(HashSet<int> origins)
    {
        var within = new Dictionary<int, int>();
        foreach (var origin in origins)
        {
            if (within.TryAdd(KindOf(origin), next))
            {
                next++;
            }

            kinds[origin] = within[KindOf(origin)];
        }
    }

    private int KindOf(int origin) => kinds.GetValueOrDefault(origin, Unjudged);
}
