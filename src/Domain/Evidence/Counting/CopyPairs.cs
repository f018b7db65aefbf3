using ClaimCheck.Domain.Evidence.Copying;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>
/// Claims of a side that are probably copies of each other. A reviewer's "different" on two claims lifts what was inferred from
/// their wording; claims of one source need no such inference.
/// </summary>
internal sealed class CopyPairs
{
    private readonly Ledger ledger;
    private readonly List<(List<int> Claims, ProbableCopy? Found)> sets;
    private readonly HashSet<(int One, int Other)> different;
    private readonly HashSet<int> judged;

    public CopyPairs(Ledger ledger, IReadOnlyList<Member> members)
    {
        this.ledger = ledger;
        var findings = CopyDetector.Find([.. members.Select(member => ledger.Claims[member.Claim])
            .Select(claim => new CopyText(claim.Id, claim.Source.Id, claim.Text, claim.Said))]);
        AreExact = !findings.Grouped;
        var groups = findings.Identical.ToDictionary(group => group[0], group => group.Select(ledger.NumberOfClaim).ToList());
        sets =
        [
            .. groups.Values.Select(group => (group, (ProbableCopy?)null)),
            .. findings.Pairs.Select(pair => (Members(pair.Copy).Concat(Members(pair.Original)).ToList(), (ProbableCopy?)pair)),
        ];
        different = [.. ledger.Judgements
            .Where(judgement => judgement is { Verdict: OriginVerdict.Different, Claims: not null })
            .SelectMany(judgement => new[] { judgement.Claims!.Value, (judgement.Claims.Value.B, judgement.Claims.Value.A) })
            .Select(pair => (ledger.NumberOfClaim(pair.Item1), ledger.NumberOfClaim(pair.Item2)))];
        judged = [.. different.Select(pair => pair.One)];

        List<int> Members(Guid representative) =>
            groups.TryGetValue(representative, out var group) ? group : [ledger.NumberOfClaim(representative)];
    }

    /// <summary>Whether these are all pairs, and no others; not where too much was alike to tell pair by pair.</summary>
    public bool AreExact { get; }

    /// <summary>The sets of claims of which at most one can be counted, and what was found between two wordings; null for equal wording.</summary>
    public IEnumerable<(IReadOnlyList<int> Claims, ProbableCopy? Found)> Standing => sets
        .Select(set => ((IReadOnlyList<int>)StandingIn(set.Claims), set.Found))
        .Where(set => set.Item1.Count > 1);

    /// <summary>Makes copies exclude each other.</summary>
    public void AddTo(KeyTable keys)
    {
        foreach (var (claims, _) in sets)
        {
            var here = claims.FindAll(keys.Has);
            var apart = here.FindAll(claim => judged.Contains(claim) && here.Exists(other => different.Contains((claim, other))));
            var together = here.Except(apart).ToList();
            if (together.Count > 1)
            {
                keys.Exclude(together);
            }

            foreach (var claim in apart)
            {
                foreach (var other in here.Where(other => AreCopies(claim, other) && (claim < other || !apart.Contains(other))))
                {
                    keys.Exclude([claim, other]);
                }
            }
        }
    }

    /// <summary>Of a set of several sources each claim has a copy by somebody else, unless judgements say that all of these are none.</summary>
    private List<int> StandingIn(List<int> claims)
    {
        var source = ledger.Claims[claims[0]].Source.Id;
        return claims.TrueForAll(claim => ledger.Claims[claim].Source.Id == source)
            ? []
            : claims.FindAll(claim => !judged.Contains(claim) || claims.Exists(other => AreCopies(claim, other)));
    }

    private bool AreCopies(int claim, int other) => claim != other
        && ledger.Claims[claim].Source.Id != ledger.Claims[other].Source.Id
        && !different.Contains((claim, other));
}
