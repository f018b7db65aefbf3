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

    private readonly int asked;
    private readonly int[][] restating;
    private readonly int[][] corroborating;

    private Hanging(Ledger ledger)
    {
        asked = ledger.Asked;
        restating = [.. Enumerable.Range(0, ledger.Claims.Count).Select(claim => Active(claim, LinkRelation.Restates))];
        corroborating = [.. Enumerable.Range(0, ledger.Claims.Count).Select(claim => Active(claim, LinkRelation.Corroborates))];

        int[] Active(int claim, LinkRelation relation) =>
            [.. ledger.From(claim, relation).Select(next => next.Claim).Where(next => ledger.Claims[next].Status == ClaimStatus.Active)];
    }

    /// <summary>What falls with each source and claim, beside what they said themselves; those are left out with which nothing falls.</summary>
    public static IReadOnlyDictionary<Suspect, IReadOnlySet<int>> Of(Ledger ledger, IReadOnlyList<Member> members)
    {
        // Each claim was reached over one link. On a claim at the far end of none of these nothing hangs.
        var carriers = members
            .Where(member => member.Link is not null)
            .Select(member => ledger.NumberOfClaim(member.Link!.From) is var from && from != member.Claim ? from : ledger.NumberOfClaim(member.Link.To))
            .Where(carrier => carrier != ledger.Asked)
            .CountBy(carrier => carrier)
            .ToList();
        if (carriers.Count == 0)
        {
            return new Dictionary<Suspect, IReadOnlySet<int>>();
        }

        var hanging = new Hanging(ledger);
        return carriers
            .Select(carrier => (Suspect: new Suspect(false, carrier.Key), carrier.Value))
            .Concat(carriers
                .GroupBy(carrier => ledger.NumberOfSource(ledger.Claims[carrier.Key].Source.Id))
                .Select(source => (Suspect: new Suspect(true, source.Key), Value: source.Sum(carrier => carrier.Value))))
            .OrderByDescending(found => found.Value).ThenBy(found => found.Suspect.IsSource).ThenBy(found => found.Suspect.Number)
            .Take(MostAsked)
            .Select(found => (found.Suspect, Fallen: hanging.Without(claim => IsOf(found.Suspect, claim), members)))
            .Where(found => found.Fallen.Count > 0)
            .ToDictionary(found => found.Suspect, IReadOnlySet<int> (found) => found.Fallen);

        bool IsOf(Suspect suspect, int claim) =>
            suspect.Number == (suspect.IsSource ? ledger.NumberOfSource(ledger.Claims[claim].Source.Id) : claim);
    }

    private HashSet<int> Without(Func<int, bool> isGone, IReadOnlyList<Member> members)
    {
        var same = Spread([asked], isGone);
        var speaking = Spread(same.SelectMany(claim => corroborating[claim]).Where(claim => !isGone(claim)), isGone);
        return members.Select(member => member.Claim).Where(claim => !isGone(claim) && !same.Contains(claim) && !speaking.Contains(claim)).ToHashSet();
    }

    private HashSet<int> Spread(IEnumerable<int> from, Func<int, bool> isGone)
    {
        var found = from.ToHashSet();
        var queue = new Queue<int>(found);
        while (queue.TryDequeue(out var claim))
        {
            foreach (var next in restating[claim].Where(next => !isGone(next) && found.Add(next)))
            {
                queue.Enqueue(next);
            }
        }

        return found;
    }
}
