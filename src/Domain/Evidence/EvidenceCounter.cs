using ClaimCheck.Domain.Evidence.Counting;

namespace ClaimCheck.Domain.Evidence;

/// <summary>
/// How many independent origins stand behind a claim, and who denies it: a pure function of what is known around it. The rules and
/// their reasons are in <c>docs/evidence.md</c>.
/// </summary>
public static class EvidenceCounter
{
    private const int Many = 500;

    /// <summary>The evidence. The order in which anything comes in makes no difference.</summary>
    /// <param name="neighbourhood">What is known.</param>
    /// <param name="policy">Which named origins count.</param>
    public static Evidence Count(Neighbourhood neighbourhood, EvidencePolicy policy = EvidencePolicy.Standard)
    {
        var ledger = new Ledger(neighbourhood);
        var (supporting, contradicting) = Membership.Of(ledger);
        var both = supporting.Select(member => member.Claim).Intersect(contradicting.Select(member => member.Claim)).Order();
        var traced = new Lazy<(Tracer Tracer, OriginClasses Classes, IReadOnlyList<CircularCitation> Circles)>(() =>
        {
            var tracer = new Tracer(ledger);
            var circles = Circles.Of(ledger, supporting.Concat(contradicting).Select(member => member.Claim));
            return (tracer, new OriginClasses(ledger, tracer), circles);
        });
        var copies = new Lazy<(CopyPairs Supporting, CopyPairs Contradicting)>(
            () => (new CopyPairs(ledger, supporting), new CopyPairs(ledger, contradicting)));
        if (ledger.Claims.Count >= Many)
        {
            // What texts have in common and where claims lead have nothing to do with each other, and either takes its time.
            Parallel.Invoke(() => _ = copies.Value, () => _ = traced.Value);
        }

        var counter = new SideCounter(ledger, traced.Value.Tracer, traced.Value.Classes, policy);
        var (support, chokePoints) = counter.Count(supporting, copies.Value.Supporting);
        var evidence = new Evidence(
            ledger.Claims[ledger.Asked],
            policy,
            support,
            counter.Count(contradicting, copies.Value.Contradicting).Side,
            chokePoints(),
            traced.Value.Circles,
            [.. both.Select(claim => ledger.Claims[claim].Id)],
            traced.Value.Classes.Overruled,
            neighbourhood.WasCut,
            Summary: "");
        return evidence with { Summary = new EvidenceSummary(neighbourhood.Sources).Of(evidence) };
    }
}
