using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>Writes a lineage out step by step, as a reader follows it.</summary>
internal static class LineageSteps
{
    public static IReadOnlyList<LineageStep> Of(Ledger ledger, int claim)
    {
        var steps = new List<LineageStep>();
        Write(ledger, claim, steps, []);
        return steps;
    }

    private static void Write(Ledger ledger, int number, List<LineageStep> steps, HashSet<int> told)
    {
        if (steps.Count == LineageStep.Most || !told.Add(number))
        {
            return;
        }

        var claim = ledger.Claims[number];
        Add(steps, new LineageStep(claim.Source, null, null, null, claim.Id));
        foreach (var hop in claim.Attribution)
        {
            Add(steps, new LineageStep(hop.Source, hop.Descriptor, hop.OnRecord, hop.Relation, claim.Id));
            if (hop.UpstreamClaim is { } upstream && ledger.NumberOfClaim(upstream) is var known and >= 0)
            {
                Write(ledger, known, steps, told);
            }
        }

        foreach (var (from, _) in ledger.From(number, LinkRelation.DerivedFrom))
        {
            Write(ledger, from, steps, told);
        }
    }

    private static void Add(List<LineageStep> steps, LineageStep step)
    {
        if (steps.Count < LineageStep.Most)
        {
            steps.Add(step);
        }
    }
}
