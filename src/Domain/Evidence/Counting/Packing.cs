namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>
/// The most things of which none is in another's way (a maximum set packing, looked for as a maximum independent set: reductions,
/// then branch and bound with greedy clique covers as the bound). Exact where what is left after the reductions is small enough
/// and the search ends within its steps; otherwise the best found, which is a lower bound. Steps are counted, not timed, so the
/// same question always has the same answer.
/// </summary>
/// <param name="conflicts">Who is in whose way.</param>
/// <param name="steps">How many branches may be looked at in all that is asked of this packing.</param>
internal sealed class Packing(Conflicts conflicts, int steps = Packing.MostSteps)
{
    /// <summary>The most things, after the reductions, of which every combination is considered.</summary>
    public const int MostSearched = 400;

    /// <summary>The most branches that are looked at.</summary>
    public const int MostSteps = 5_000;

    private int stepsLeft = steps;

    /// <summary>A largest packing of some of the things, and whether it is known to be one.</summary>
    public (Bits Chosen, bool IsExact) Largest(Bits things)
    {
        var chosen = new Bits(conflicts.Count);
        var isExact = true;
        foreach (var component in conflicts.Components(things))
        {
            var (best, exact) = LargestOfComponent(component);
            chosen.AddAll(best);
            isExact &= exact;
        }

        return (chosen, isExact);
    }

    private (Bits Chosen, bool IsExact) LargestOfComponent(Bits component)
    {
        var greedy = Greedy(component);
        var left = component.Copy();
        var chosen = new Bits(conflicts.Count);
        TakeObvious(left, chosen);
        if (left.First < 0)
        {
            return (chosen, true);
        }

        if (left.Count > MostSearched || stepsLeft <= 0)
        {
            return (greedy, greedy.Count >= chosen.Count + CliqueCover(left));
        }

        // By themselves, what is left fits into a few words each.
        var (part, things) = conflicts.Part(left);
        var search = new Packing(part, stepsLeft);
        var (best, isExact) = search.SearchAll();
        stepsLeft = search.stepsLeft;
        foreach (var thing in best.Numbers())
        {
            chosen.Add(things[thing]);
        }

        return (chosen.Count >= greedy.Count ? chosen : greedy, isExact);
    }

    private (Bits Best, bool IsExact) SearchAll()
    {
        var all = Bits.UpTo(conflicts.Count);
        var best = Greedy(all);
        var isExact = Branch(all, new Bits(conflicts.Count), ref best);
        return (best, isExact);
    }

    /// <summary>Looks for a better packing than the best known; gives back whether every possibility was considered.</summary>
    private bool Branch(Bits left, Bits chosen, ref Bits best)
    {
        TakeObvious(left, chosen);
        if (left.First < 0)
        {
            if (chosen.Count > best.Count)
            {
                best = chosen;
            }

            return true;
        }

        if (chosen.Count + CliqueCover(left) <= best.Count)
        {
            return true;
        }

        if (stepsLeft-- <= 0)
        {
            return false;
        }

        var pivot = left.Numbers().MaxBy(thing => conflicts.Of(thing).CountCommon(left));
        var (with, withChosen) = (left.Copy(), chosen.Copy());
        Take(pivot, with, withChosen);
        var isWholeWith = Branch(with, withChosen, ref best);
        left.Remove(pivot);
        var isWholeWithout = Branch(left, chosen, ref best);
        return isWholeWith && isWholeWithout;
    }

    /// <summary>Takes whatever some largest packing must have: things with nothing, or with one thing only, in their way.</summary>
    private void TakeObvious(Bits left, Bits chosen)
    {
        bool found;
        do
        {
            found = false;
            foreach (var thing in left.Copy().Numbers().Where(thing => left.Has(thing) && conflicts.Of(thing).CountCommon(left) <= 1))
            {
                Take(thing, left, chosen);
                found = true;
            }
        }
        while (found);
    }

    private void Take(int thing, Bits left, Bits chosen)
    {
        chosen.Add(thing);
        left.Remove(thing);
        left.RemoveAll(conflicts.Of(thing));
    }

    /// <summary>Again and again whatever has fewest others in its way.</summary>
    private Bits Greedy(Bits component)
    {
        var left = component.Copy();
        var chosen = new Bits(conflicts.Count);
        var degrees = new PriorityQueue<int, (int Degree, int Thing)>();
        foreach (var thing in component.Numbers())
        {
            degrees.Enqueue(thing, (conflicts.Of(thing).CountCommon(left), thing));
        }

        while (degrees.TryDequeue(out var thing, out var priority))
        {
            if (!left.Has(thing))
            {
                continue;
            }

            var degree = conflicts.Of(thing).CountCommon(left);
            if (degree < priority.Degree)
            {
                degrees.Enqueue(thing, (degree, thing));
            }
            else
            {
                Take(thing, left, chosen);
            }
        }

        return chosen;
    }

    /// <summary>Of each set of things that are all in each other's way at most one can be chosen: how many such sets cover these.</summary>
    private int CliqueCover(Bits things)
    {
        var left = things.Copy();
        var cliques = 0;
        for (var first = left.First; first >= 0; first = left.First)
        {
            cliques++;
            left.Remove(first);
            var candidates = conflicts.Of(first).Copy();
            candidates.Keep(left);
            for (var next = candidates.First; next >= 0; next = candidates.First)
            {
                left.Remove(next);
                candidates.Keep(conflicts.Of(next));
            }
        }

        return cliques;
    }
}
