using ClaimCheck.Domain.Evidence.Counting;

namespace ClaimCheck.Domain.Evidence;

/// <summary>
/// How many independent origins stand behind a claim, and who denies it: a pure function of what is known around it. The rules and
/// their reasons are in <c>docs/evidence.md</c>.
/// </summary>
public static class EvidenceCounter
{
    /// <summary>The evidence. The order in which anything comes in makes no difference.</summary>
    /// <param name="neighbourhood">What is known.</param>
    /// <param name="policy">Which named origins count.</param>
    public static Evidence Count(Neighbourhood neighbourhood, EvidencePolicy policy = EvidencePolicy.Standard)
    {
        var ledger = new Ledger(neighbourhood);
        var tracer = new Tracer(ledger);
        var classes = new OriginClasses(ledger, tracer);
        var (supporting, contradicting) = Membership.Of(ledger);
        var counter = new SideCounter(ledger, tracer, classes, policy);
        var both = supporting.Select(member => member.Claim).Intersect(contradicting.Select(member => member.Claim)).Order();
        var (support, chokePoints) = counter.Count(supporting);
        var evidence = new Evidence(
            ledger.Claims[ledger.Asked],
            policy,
            support,
            counter.Count(contradicting).Side,
            chokePoints(),
            Circles.Of(ledger, supporting.Concat(contradicting).Select(member => member.Claim)),
            [.. both.Select(claim => ledger.Claims[claim].Id)],
            classes.Overruled,
            neighbourhood.WasCut,
            Summary: "");
        return evidence with { Summary = new EvidenceSummary(neighbourhood.Sources).Of(evidence) };
    }
}
