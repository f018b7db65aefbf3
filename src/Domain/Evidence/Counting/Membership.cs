using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>A claim of a side.</summary>
/// <param name="Claim">Its number.</param>
/// <param name="Role">How it belongs here.</param>
/// <param name="Link">The link by which it was reached first.</param>
/// <param name="IsSuggested">Whether every way here leads over a link that nobody has confirmed.</param>
internal readonly record struct Member(int Claim, ClaimRole Role, KnownLink? Link, bool IsSuggested);

/// <summary>
/// Who belongs to which side. Restating is transitive, corroborating is not; whatever restates a corroborating claim speaks for the
/// same. Only active claims belong to a side, and the ways lead over active claims only: what hangs on a retracted claim hangs on
/// nothing. The claim asked about is where the ways begin, active or not.
/// </summary>
internal static class Membership
{
    /// <summary>Both sides, nearest first within each role.</summary>
    public static (IReadOnlyList<Member> Supporting, IReadOnlyList<Member> Contradicting) Of(Ledger ledger)
    {
        var asked = new Member(ledger.Asked, ClaimRole.Asked, null, false);
        var same = Restating(ledger, [asked]);
        var contradicting = Step(ledger, same, LinkRelation.Contradicts, ClaimRole.Contradicts);
        return (Supporting(ledger, same), contradicting.Count == 0 ? [] : Supporting(ledger, Restating(ledger, contradicting)));
    }

    private static List<Member> Supporting(Ledger ledger, List<Member> same)
    {
        var members = new Dictionary<int, Member>();
        Add(members, same.Where(member => ledger.Claims[member.Claim].Status == ClaimStatus.Active));
        Add(members, Restating(ledger, Step(ledger, same, LinkRelation.Corroborates, ClaimRole.Corroborates)));
        return [.. members.Values.OrderBy(member => member.Role).ThenBy(member => member.Claim)];
    }

    private static void Add(Dictionary<int, Member> members, IEnumerable<Member> more)
    {
        foreach (var member in more)
        {
            if (!members.TryGetValue(member.Claim, out var known))
            {
                members.Add(member.Claim, member);
            }
            else if (known.IsSuggested && !member.IsSuggested)
            {
                members[member.Claim] = known with { IsSuggested = false };
            }
        }
    }

    /// <summary>The active claims that a relation joins to one of these, each once, preferably by confirmed links.</summary>
    private static List<Member> Step(Ledger ledger, List<Member> from, LinkRelation relation, ClaimRole role) =>
        Spread(ledger, from, relation, role, isTransitive: false);

    /// <summary>These claims and every active one reachable from them over restating links.</summary>
    private static List<Member> Restating(Ledger ledger, List<Member> from) =>
        Spread(ledger, from, LinkRelation.Restates, null, isTransitive: true);

    /// <summary>
    /// Breadth first, and twice: what confirmed links reach is found before what only suggested ones do, so that a suggestion
    /// never makes a confirmed way look doubtful.
    /// </summary>
    private static List<Member> Spread(Ledger ledger, List<Member> from, LinkRelation relation, ClaimRole? role, bool isTransitive)
    {
        var found = isTransitive ? from.ToDictionary(member => member.Claim) : [];
        var anySuggested = ledger.HasSuggested(relation) || from.Exists(member => member.IsSuggested);
        foreach (var allowSuggested in anySuggested ? new[] { false, true } : [true])
        {
            var queue = new Queue<Member>((isTransitive ? found.Values : from.AsEnumerable())
                .Where(member => allowSuggested || !member.IsSuggested).ToList());
            while (queue.TryDequeue(out var member))
            {
                foreach (var (claim, link) in ledger.From(member.Claim, relation))
                {
                    if (ledger.Claims[claim].Status != ClaimStatus.Active
                        || (link.IsSuggested && !allowSuggested)
                        || (found.TryGetValue(claim, out var known) && (allowSuggested || !known.IsSuggested)))
                    {
                        continue;
                    }

                    var reached = new Member(claim, role ?? RoleOfRestating(member.Role), link, member.IsSuggested || link.IsSuggested);
                    found[claim] = reached;
                    if (isTransitive)
                    {
                        queue.Enqueue(reached);
                    }
                }
            }
        }

        return [.. found.Values];
    }

    private static ClaimRole RoleOfRestating(ClaimRole role) => role switch
    {
        ClaimRole.Corroborates => ClaimRole.Corroborates,
        ClaimRole.Asked or ClaimRole.Contradicts or ClaimRole.Restates => ClaimRole.Restates,
    };
}
