using ClaimCheck.Domain.Evidence.Copying;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>
/// Which claims of a side could be counted together: those with a known or first-hand origin, no two of which share a publisher
/// family (hence a source) anywhere on their lineages, an origin, or their wording. Claims that share exactly the same are one
/// thing to choose.
/// </summary>
internal sealed class FloorSearch
{
    private readonly OriginClasses classes;
    private readonly EvidencePolicy policy;
    private readonly List<List<int>> things = [];
    private readonly Conflicts conflicts;
    private readonly Lazy<(Bits[] All, int[] Of)> parts;
    private readonly Packing spare;
    private readonly Bits chosen;

    public FloorSearch(Ledger ledger, Tracer tracer, OriginClasses classes, EvidencePolicy policy, IReadOnlyList<Member> members, CopyPairs copies)
    {
        (this.classes, this.policy) = (classes, policy);
        var eligible = members.Select(member => member.Claim).Where(claim => AddsToFloor(claim, null)).Order().ToArray();
        var keys = new KeyTable(eligible, ledger.Sources.Count + classes.Keys);
        foreach (var claim in eligible)
        {
            foreach (var family in tracer.Of(claim).Families)
            {
                keys.Add(claim, family);
            }

            foreach (var end in classes.AllOf(claim))
            {
                classes.EachKey(end, key => keys.Add(claim, ledger.Sources.Count + key));
            }
        }

        copies.AddTo(keys);
        var places = new Dictionary<int[], int>(eligible.Length, KeyTable.Comparer);
        var held = new List<int[]>(eligible.Length);
        foreach (var claim in eligible)
        {
            var holds = keys.Of(claim);
            if (places.TryAdd(holds, things.Count))
            {
                things.Add([]);
                held.Add(holds);
            }

            things[places[holds]].Add(claim);
        }

        conflicts = new Conflicts(held);
        parts = new(Parts);
        (chosen, IsExact) = new Packing(conflicts).Largest(Bits.UpTo(things.Count));
        Found = chosen.Count;
        spare = new Packing(conflicts);
    }

    /// <summary>How many can be counted together.</summary>
    public int Found { get; }

    /// <summary>Whether there are certainly no more.</summary>
    public bool IsExact { get; }

    /// <summary>Such claims.</summary>
    public IEnumerable<int> Witnesses => chosen.Numbers().Select(thing => things[thing][0]);

    /// <summary>Those whose withdrawal takes one of the witnesses away.</summary>
    public IEnumerable<Suspect> Suspects => chosen.Numbers()
        .SelectMany(thing => things[thing])
        .SelectMany(claim => Counted(claim).Select(occurrence => occurrence.End.Clean))
        .OfType<Passage>()
        .SelectMany(passage => passage.Sources.Select(source => new Suspect(true, source)).Concat(passage.Claims.Select(claim => new Suspect(false, claim))))
        .Distinct();

    /// <summary>How many can be counted together if somebody takes back what they said.</summary>
    /// <param name="suspect">Who.</param>
    /// <param name="fallen">Claims that then hang on nothing.</param>
    public int Without(Suspect suspect, IReadOnlySet<int> fallen)
    {
        var lost = chosen.Numbers().Where(thing => !IsAlive(thing)).ToList();
        if (lost.Count == 0)
        {
            return Found;
        }

        var kept = chosen.Copy();
        lost.ForEach(kept.Remove);
        if (lost.Count == 1 && conflicts.Of(lost[0]).Numbers().Any(thing => IsAlive(thing) && !conflicts.Of(thing).Meets(kept)))
        {
            return Found;
        }

        // Whatever has nothing to do with those that are lost stays as it was.
        var (elsewhere, alive) = (Found, new Bits(things.Count));
        foreach (var part in lost.Select(thing => parts.Value.Of[thing]).Distinct().Select(number => parts.Value.All[number]))
        {
            elsewhere -= part.CountCommon(chosen);
            foreach (var thing in part.Numbers().Where(IsAlive))
            {
                alive.Add(thing);
            }
        }

        return Math.Max(elsewhere + spare.Largest(alive).Chosen.Count, kept.Count);

        bool IsAlive(int thing) => things[thing].Exists(claim => !fallen.Contains(claim) && AddsToFloor(claim, suspect));
    }

    /// <summary>The parts of all this that have nothing to do with each other, and in which each thing is.</summary>
    private (Bits[] All, int[] Of) Parts()
    {
        Bits[] all = [.. conflicts.Components(Bits.UpTo(things.Count))];
        var of = new int[things.Count];
        for (var part = 0; part < all.Length; part++)
        {
            foreach (var thing in all[part].Numbers())
            {
                of[thing] = part;
            }
        }

        return (all, of);
    }

    private bool AddsToFloor(int claim, Suspect? suspect)
    {
        foreach (var (_, end, _, _, _) in classes.Of(claim))
        {
            if (end.AddsToFloor && Counts(end, policy) && !(suspect is { } withdrawn && end.Clean!.IsBlockedBy(withdrawn)))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<Occurrence> Counted(int claim) => classes.Of(claim).Where(occurrence => Counts(occurrence.End, policy));

    /// <summary>Whether an end counts under a policy.</summary>
    public static bool Counts(TraceEnd end, EvidencePolicy policy) => policy switch
    {
        EvidencePolicy.Standard => true,
        EvidencePolicy.Strict => end.Kind != OriginKind.Named || end.IsOnRecord,
    };
}
