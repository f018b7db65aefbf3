namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>How many origins are left when claims fall with a source or claim that others hang on.</summary>
internal sealed class CeilingWithout
{
    private readonly OriginClasses classes;
    private readonly IReadOnlyList<IReadOnlyList<Occurrence>> origins;
    private readonly Dictionary<int, List<int>> originsOfClaim = [];
    private readonly Dictionary<Suspect, List<(int Claim, int Origin)>> blocked = [];
    private readonly int[] gone;

    /// <param name="ledger">What is known.</param>
    /// <param name="classes">Which origins are the same.</param>
    /// <param name="origins">The origins of the side.</param>
    /// <param name="falling">Of whom it will be asked, and what falls with them.</param>
    public CeilingWithout(
        Ledger ledger, OriginClasses classes, IReadOnlyList<IReadOnlyList<Occurrence>> origins, IReadOnlyDictionary<Suspect, IReadOnlySet<int>> falling)
    {
        (this.classes, this.origins) = (classes, origins);
        gone = new int[origins.Count];
        if (falling.Count == 0)
        {
            return;
        }

        var (isAskedSource, isAskedClaim) = (new bool[ledger.Sources.Count], new bool[ledger.Claims.Count]);
        foreach (var suspect in falling.Keys)
        {
            (suspect.IsSource ? isAskedSource : isAskedClaim)[suspect.Number] = true;
            blocked.Add(suspect, []);
        }

        for (var origin = 0; origin < origins.Count; origin++)
        {
            foreach (var (claim, end, _, _, _) in origins[origin])
            {
                originsOfClaim.TryAdd(claim, []);
                originsOfClaim[claim].Add(origin);
                Note(end.Any.Sources, isAskedSource, true, (claim, origin));
                Note(end.Any.Claims, isAskedClaim, false, (claim, origin));
            }
        }
    }

    /// <summary>How many are left.</summary>
    public int Of(Suspect suspect, IReadOnlySet<int> fallen)
    {
        Array.Clear(gone);
        foreach (var claim in fallen)
        {
            foreach (var origin in originsOfClaim.GetValueOrDefault(claim, []))
            {
                gone[origin]++;
            }
        }

        foreach (var (claim, origin) in blocked[suspect])
        {
            gone[origin] += fallen.Contains(claim) ? 0 : 1;
        }

        var left = 0;
        var split = new List<Occurrence>();
        for (var origin = 0; origin < origins.Count; origin++)
        {
            if (classes.IsSplit(origins[origin][0].Cluster))
            {
                split.AddRange(origins[origin].Where(end => !fallen.Contains(end.Claim) && !end.End.Any.IsBlockedBy(suspect)));
            }
            else
            {
                left += gone[origin] < origins[origin].Count ? 1 : 0;
            }
        }

        return left + classes.Group(split).Count;
    }

    private void Note(int[] passed, bool[] isAsked, bool isSource, (int Claim, int Origin) where)
    {
        foreach (var number in passed)
        {
            if (isAsked[number])
            {
                blocked[new Suspect(isSource, number)].Add(where);
            }
        }
    }
}
