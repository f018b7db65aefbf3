namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>Who cannot be counted together: things that hold a key in common are in each other's way.</summary>
internal sealed class Conflicts
{
    private const int Few = 50;

    private readonly Bits[] inTheWay;

    /// <param name="keys">What each thing holds. A key may be held by any number of things.</param>
    public Conflicts(IReadOnlyList<IReadOnlyCollection<int>> keys)
    {
        inTheWay = new Bits[keys.Count];
        var holders = new Dictionary<int, List<int>>();
        for (var thing = 0; thing < keys.Count; thing++)
        {
            inTheWay[thing] = new Bits(keys.Count);
            foreach (var key in keys[thing])
            {
                if (holders.TryGetValue(key, out var those))
                {
                    those.Add(thing);
                }
                else
                {
                    holders.Add(key, [thing]);
                }
            }
        }

        foreach (var those in holders.Values)
        {
            // One by one where they are few, all at once where they are many.
            if (those.Count < Few)
            {
                those.ForEach(thing => those.ForEach(inTheWay[thing].Add));
            }
            else
            {
                var all = Set(those, keys.Count);
                those.ForEach(thing => inTheWay[thing].AddAll(all));
            }
        }

        for (var thing = 0; thing < keys.Count; thing++)
        {
            inTheWay[thing].Remove(thing);
        }
    }

    private Conflicts(Bits[] inTheWay) => this.inTheWay = inTheWay;

    /// <summary>How many things there are.</summary>
    public int Count => inTheWay.Length;

    /// <summary>What is in the way of a thing; not itself.</summary>
    public Bits Of(int thing) => inTheWay[thing];

    /// <summary>The parts of a set that have nothing to do with each other.</summary>
    public IEnumerable<Bits> Components(Bits things)
    {
        var left = things.Copy();
        for (var first = left.First; first >= 0; first = left.First)
        {
            var component = new Bits(Count);
            var queue = new Queue<int>([first]);
            left.Remove(first);
            while (queue.TryDequeue(out var thing))
            {
                component.Add(thing);
                left.MoveCommon(inTheWay[thing], queue);
            }

            yield return component;
        }
    }

    /// <summary>The same among some of the things only, and which thing each of them is here.</summary>
    public (Conflicts Part, int[] Things) Part(Bits some)
    {
        var things = some.Numbers().ToArray();
        var places = things.Select((thing, place) => (thing, place)).ToDictionary(pair => pair.thing, pair => pair.place);
        return (new Conflicts(Array.ConvertAll(things, NeighboursOf)), things);

        Bits NeighboursOf(int thing)
        {
            var near = inTheWay[thing].Copy();
            near.Keep(some);
            return Set(near.Numbers().Select(neighbour => places[neighbour]), things.Length);
        }
    }

    private static Bits Set(IEnumerable<int> things, int size)
    {
        var set = new Bits(size);
        foreach (var thing in things)
        {
            set.Add(thing);
        }

        return set;
    }
}
