namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>Puts things into as few groups as keep certain pairs apart (graph colouring).</summary>
internal static class Colouring
{
    /// <summary>
    /// The most steps of the search. Reviewers call a handful of ends different, so it is never reached but by design; then the
    /// best grouping found so far is taken.
    /// </summary>
    private const int MostSteps = 100_000;

    /// <summary>The group of each thing, numbered from 0.</summary>
    /// <param name="count">How many things there are.</param>
    /// <param name="apart">Pairs that must not be in one group.</param>
    public static int[] Fewest(int count, IReadOnlyList<(int One, int Other)> apart)
    {
        var neighbours = apart
            .SelectMany(pair => new[] { (pair.One, pair.Other), (pair.Other, pair.One) })
            .ToLookup(pair => pair.Item1, pair => pair.Item2);
        var search = new Search(neighbours, [.. Enumerable.Range(0, count).Where(neighbours.Contains)], count);
        search.Place(0, 0);
        return search.Best;
    }

    /// <param name="neighbours">What each thing must be kept apart from.</param>
    /// <param name="constrained">The things that must be kept apart from any; all others go into the first group.</param>
    /// <param name="count">How many things there are.</param>
    private sealed class Search(ILookup<int, int> neighbours, int[] constrained, int count)
    {
        private const int Nowhere = -1;

        private readonly int[] groups = [.. Enumerable.Range(0, count).Select(thing => neighbours.Contains(thing) ? Nowhere : 0)];
        private int fewest = int.MaxValue;
        private int steps;

        public int[] Best { get; private set; } = [];

        public void Place(int placed, int used)
        {
            if (used >= fewest || (++steps > MostSteps && Best.Length > 0))
            {
                return;
            }

            if (placed == constrained.Length)
            {
                (fewest, Best) = (used, [.. groups]);
                return;
            }

            var thing = constrained[placed];
            for (var group = 0; group <= used; group++)
            {
                if (neighbours[thing].All(neighbour => groups[neighbour] != group))
                {
                    groups[thing] = group;
                    Place(placed + 1, Math.Max(used, group + 1));
                    groups[thing] = Nowhere;
                }
            }
        }
    }
}
