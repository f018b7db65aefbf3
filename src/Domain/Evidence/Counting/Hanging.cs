using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>
/// Which claims of the supporting side hang on others: when a claim is retracted, those that only ways over it tie to the claim
/// asked about hang on nothing.
/// </summary>
internal sealed class Hanging
{
    /// <summary>For how many sources and claims it is asked what hangs on them; of more, for those that most claims hang on at once.</summary>
    public const int MostAsked = 100;

    private readonly Ledger ledger;
    private readonly IReadOnlyList<Member> members;
    private readonly bool[] isSame;
    private readonly bool[] isSpeaking;
    private readonly Queue<int> queue = new();

    private Hanging(Ledger ledger, IReadOnlyList<Member> members)
    {
        (this.ledger, this.members) = (ledger, members);
        isSame = new bool[ledger.Claims.Count];
        isSpeaking = new bool[ledger.Claims.Count];
    }

    /// <summary>
    /// What falls with each source and claim, beside what they said themselves; those are left out with which nothing falls. And of
    /// whom it was not asked, though something may fall with them.
    /// </summary>
    public static (IReadOnlyDictionary<Suspect, IReadOnlySet<int>> Falling, IReadOnlySet<Suspect> NotAsked) Of(Ledger ledger, IReadOnlyList<Member> members)
    {
        // Each claim was reached over one link. On a claim at the far end of none of these nothing hangs.
        var reached = new Dictionary<Suspect, int>();
        foreach (var member in members)
        {
            if (member.Link is { } link && CarrierOf(member, link) is var carrier && carrier != ledger.Asked)
            {
                var (claim, source) = (new Suspect(false, carrier), new Suspect(true, ledger.SourceOf(carrier)));
                reached[claim] = reached.GetValueOrDefault(claim) + 1;
                reached[source] = reached.GetValueOrDefault(source) + 1;
            }
        }

        var suspects = reached
            .OrderByDescending(found => found.Value).ThenBy(found => found.Key.IsSource).ThenBy(found => found.Key.Number)
            .Select(found => found.Key)
            .ToList();
        var hanging = new Hanging(ledger, members);
        var falling = new Dictionary<Suspect, IReadOnlySet<int>>();
        foreach (var suspect in suspects.Take(MostAsked))
        {
            if (hanging.Without(suspect) is { Count: > 0 } fallen)
            {
                falling.Add(suspect, fallen);
            }
        }

        return (falling, suspects.Skip(MostAsked).ToHashSet());

        int CarrierOf(Member member, KnownLink link) =>
            ledger.NumberOfClaim(link.From) is var from && from != member.Claim ? from : ledger.NumberOfClaim(link.To);
    }

    private HashSet<int> Without(Suspect gone)
    {
        Array.Clear(isSame);
        Array.Clear(isSpeaking);
        Reach(ledger.Asked, isSame);
        Spread(isSame, gone);
        for (var claim = 0; claim < isSame.Length; claim++)
        {
            if (isSame[claim])
            {
                Step(claim, LinkRelation.Corroborates, isSpeaking, gone);
            }
        }

        Spread(isSpeaking, gone);
        var fallen = new HashSet<int>();
        foreach (var (claim, _, _, _) in members)
        {
            if (!isSame[claim] && !isSpeaking[claim] && !IsOf(gone, claim))
            {
                fallen.Add(claim);
            }
        }

        return fallen;
    }

    private void Spread(bool[] found, Suspect gone)
    {
        while (queue.TryDequeue(out var claim))
        {
            Step(claim, LinkRelation.Restates, found, gone);
        }
    }

    private void Step(int claim, LinkRelation relation, bool[] found, Suspect gone)
    {
        foreach (var (next, _) in ledger.From(claim, relation))
        {
            if (!found[next] && ledger.Claims[next].Status == ClaimStatus.Active && !IsOf(gone, next))
            {
                Reach(next, found);
            }
        }
    }

    private void Reach(int claim, bool[] found)
    {
        found[claim] = true;
        queue.Enqueue(claim);
    }

    private bool IsOf(Suspect suspect, int claim) => suspect.Number == (suspect.IsSource ? ledger.SourceOf(claim) : claim);
}
