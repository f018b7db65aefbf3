namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>
/// Finds whose withdrawal would lower a number. A source that takes back what it said takes with it every way that leads through
/// it; a claim that is retracted, every way that leads through that claim.
/// </summary>
internal sealed class ChokePointSearch
{
    /// <summary>The highest floor for which it is asked whose withdrawal would lower it: above it none matters much, and asking costs more.</summary>
    public const int HighestFloor = 50;

    private static readonly IReadOnlySet<int> NoClaim = new HashSet<int>();

    private readonly Ledger ledger;
    private readonly OriginClasses classes;
    private readonly FloorSearch search;
    private readonly OriginCount count;
    private readonly Dictionary<Suspect, int> originsOf = [];
    private readonly List<List<Occurrence>> split = [];
    private readonly IReadOnlyList<IReadOnlyList<Occurrence>> origins;
    private readonly IReadOnlyDictionary<Suspect, IReadOnlySet<int>> falling;
    private readonly IReadOnlySet<Suspect> notAsked;
    private readonly CeilingWithout ceilings;

    public ChokePointSearch(
        Ledger ledger, OriginClasses classes, IReadOnlyList<Member> members, IReadOnlyList<IReadOnlyList<Occurrence>> origins, FloorSearch search, OriginCount count)
    {
        (this.ledger, this.classes, this.origins, this.search, this.count) = (ledger, classes, origins, search, count);
        (falling, notAsked) = Hanging.Of(ledger, members);
        foreach (var cluster in origins.GroupBy(origin => origin[0].Cluster))
        {
            if (classes.IsSplit(cluster.Key))
            {
                split.Add([.. cluster.SelectMany(origin => origin)]);
            }
            else
            {
                CountOrigin(cluster.Single());
            }
        }

        ceilings = new CeilingWithout(ledger, classes, origins, falling);
    }

    /// <summary>The gravest first: by what is left of the floor, then of the ceiling.</summary>
    public IReadOnlyList<ChokePoint> All()
    {
        var suspects = originsOf.Keys
            .Concat(split.SelectMany(cluster => cluster).SelectMany(end => SuspectsOf(end.End.Any)))
            .Concat(count.Floor is >= 2 and <= HighestFloor ? search.Suspects : [])
            .Concat(falling.Keys)
            .Distinct()
            .Where(suspect => !notAsked.Contains(suspect));
        return [.. suspects
            .Select(suspect => (suspect, ceiling: Ceiling(suspect)))
            .Select(found => (found.suspect, floor: FloorWithout(found.suspect, found.ceiling), found.ceiling))
            .Where(found => found.floor < count.Floor || found.ceiling < count.Ceiling)
            .OrderBy(found => found.floor).ThenBy(found => found.ceiling)
            .ThenByDescending(found => found.suspect.IsSource).ThenBy(found => found.suspect.Number)
            .Take(ChokePoint.Most)
            .Select(found => found.suspect.IsSource
                ? new ChokePoint(ledger.Sources[found.suspect.Number].Source, null, found.floor, found.ceiling)
                : new ChokePoint(null, ledger.Claims[found.suspect.Number].Id, found.floor, found.ceiling))];
    }

    /// <summary>Notes what all the ways to one origin have in common: with any of it the origin goes.</summary>
    private void CountOrigin(IReadOnlyList<Occurrence> origin)
    {
        var common = origin[0].End.Any;
        for (var i = 1; i < origin.Count && !common.IsEmpty; i++)
        {
            common = common.Common(origin[i].End.Any);
        }

        foreach (var suspect in SuspectsOf(common))
        {
            originsOf[suspect] = originsOf.GetValueOrDefault(suspect) + 1;
        }
    }

    private int Ceiling(Suspect suspect) => falling.TryGetValue(suspect, out var fallen)
        ? ceilings.Of(suspect, fallen)
        : count.Ceiling
        - originsOf.GetValueOrDefault(suspect)
        - split.Sum(cluster => classes.Group(cluster).Count - classes.Group(cluster.Where(end => !end.End.Any.IsBlockedBy(suspect))).Count);

    private int FloorWithout(Suspect suspect, int ceiling)
    {
        if (ceiling == 0)
        {
            return 0;
        }

        return count.Floor is >= 2 and <= HighestFloor ? Math.Max(search.Without(suspect, falling.GetValueOrDefault(suspect, NoClaim)), 1) : Math.Min(count.Floor, ceiling);
    }

    private static IEnumerable<Suspect> SuspectsOf(Passage passage) =>
        passage.Sources.Select(source => new Suspect(true, source)).Concat(passage.Claims.Select(claim => new Suspect(false, claim)));
}
