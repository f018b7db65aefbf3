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

    /// <summary>A reviewer called each identity of one list different from each of another; the same one cannot be different from itself.</summary>
    public void Add(HashSet<int> a, HashSet<int> b)
    {
        judged.Add((a, b));
        SetOff(a);
        SetOff(b);
        foreach (var identity in a.Where(b.Contains))
        {
            kinds[identity] = next++;
        }
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

    /// <summary>Whether two identities were told apart.</summary>
    public bool AreApart(int one, int other) => apart.Contains((KindOf(one), KindOf(other)));

    /// <summary>The group of each identity, in as few groups as keep apart what must be.</summary>
    /// <param name="identities">Ascending.</param>
    public int[] Fewest(IReadOnlyList<int> identities)
    {
        var places = new Dictionary<int, int>();
        foreach (var identity in identities)
        {
            places.TryAdd(KindOf(identity), places.Count);
        }

        var groups = Colouring.Fewest(
            places.Count, [.. apart.Where(pair => places.ContainsKey(pair.One) && places.ContainsKey(pair.Other)).Select(pair => (places[pair.One], places[pair.Other]))]);
        return [.. identities.Select(identity => groups[places[KindOf(identity)]])];
    }

    /// <summary>Gives each kind numbers such that two identities have one in common exactly if nobody told them apart.</summary>
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

    /// <summary>The numbers of an identity.</summary>
    public List<int> NumbersOf(int identity) => numbers[KindOf(identity)];

    /// <summary>Parts each kind into those in the set and those outside.</summary>
    private void SetOff(HashSet<int> identities)
    {
        var within = new Dictionary<int, int>();
        foreach (var identity in identities)
        {
            if (within.TryAdd(KindOf(identity), next))
            {
                next++;
            }

            kinds[identity] = within[KindOf(identity)];
        }
    }

    private int KindOf(int identity) => kinds.GetValueOrDefault(identity, Unjudged);
}
