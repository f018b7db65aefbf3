using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>Finds sources that cite each other in a circle, by different claims: what returns to where it began has no origin outside.</summary>
internal static class Circles
{
    /// <summary>
    /// The circles among the chains of these claims and of those upstream of them, each as large as it is connected (strongly
    /// connected components, after Tarjan).
    /// </summary>
    public static IReadOnlyList<CircularCitation> Of(Ledger ledger, IEnumerable<int> claims)
    {
        var steps = new List<(int From, int To, int Claim)>();
        foreach (var claim in WithUpstream(ledger, claims))
        {
            AddSteps(ledger, claim, steps);
        }

        var components = new StrongComponents(ledger.Sources.Count, steps.ConvertAll(step => (step.From, step.To)));
        var inside = steps.ToLookup(step => components.OfBoth(step.From, step.To));
        return [.. components.Circles.Select((component, number) => new CircularCitation(
            [.. component.Select(source => ledger.Sources[source].Source).OrderBy(source => source.Slug, StringComparer.Ordinal)],
            [.. inside[number].Select(step => step.Claim).Distinct().Select(claim => ledger.Claims[claim].Id)]))];
    }

    private static List<int> WithUpstream(Ledger ledger, IEnumerable<int> claims)
    {
        var isFound = new bool[ledger.Claims.Count];
        var found = new List<int>();
        foreach (var claim in claims)
        {
            Find(claim);
        }

        for (var next = 0; next < found.Count; next++)
        {
            foreach (var hop in ledger.Claims[found[next]].Attribution)
            {
                Find(hop.UpstreamClaim is { } upstream ? ledger.NumberOfClaim(upstream) : -1);
            }

            foreach (var (upstream, _) in ledger.From(found[next], LinkRelation.DerivedFrom))
            {
                Find(upstream);
            }
        }

        found.Sort();
        return found;

        void Find(int claim)
        {
            if (claim >= 0 && !isFound[claim])
            {
                isFound[claim] = true;
                found.Add(claim);
            }
        }
    }

    private static void AddSteps(Ledger ledger, int claim, List<(int From, int To, int Claim)> steps)
    {
        var from = ledger.SourceOf(claim);
        foreach (var hop in ledger.Claims[claim].Attribution)
        {
            if (hop.Source is { } source)
            {
                var to = ledger.NumberOfSource(source.Id);
                steps.Add((from, to, claim));
                from = to;
            }
        }
    }
}
