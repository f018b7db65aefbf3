using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>
/// Follows every claim to where it came from: along its hops, along the lineage of an upstream claim that a hop names, and along
/// that of claims it is derived from. A way that leads through something taken back leads nowhere.
/// </summary>
internal sealed class Tracer
{
    private static readonly Trace Unfinished = new([], [], [], [], []);

    private readonly Ledger ledger;
    private readonly Trace?[] traces;

    public Tracer(Ledger ledger)
    {
        this.ledger = ledger;
        traces = new Trace?[ledger.Claims.Count];
    }

    /// <summary>
    /// Where the claim leads. Upstream of itself a claim adds nothing: such circles are refused on the way in, and here they only
    /// must not be followed without end.
    /// </summary>
    public Trace Of(int claim)
    {
        if (traces[claim] is { } known)
        {
            return known;
        }

        // Whoever comes back here while it is being followed finds nothing.
        traces[claim] = Unfinished;
        return Follow(claim);
    }

    private Trace Follow(int number)
    {
        var claim = ledger.Claims[number];
        var walk = new Walk(ledger, number);
        foreach (var (from, _) in ledger.From(number, LinkRelation.DerivedFrom))
        {
            walk.Derive(ledger.Claims[from], Of(from), from);
        }

        foreach (var hop in claim.Attribution)
        {
            walk.Pass(hop);
            if (hop.UpstreamClaim is not { } id)
            {
                continue;
            }

            if (ledger.NumberOfClaim(id) is var upstream and >= 0)
            {
                walk.Join(ledger.Claims[upstream], Of(upstream), upstream);
            }
            else
            {
                walk.Lose();
            }
        }

        return traces[number] = walk.Finish();
    }

    /// <summary>The way along one claim's own hops.</summary>
    private sealed class Walk
    {
        private readonly Ledger ledger;
        private readonly int number;
        private readonly KnownClaim claim;
        private readonly List<int> passedClaims;
        private readonly HashSet<int> withdrawnSources;
        private readonly List<int> passed;
        private readonly HashSet<int> lineage;
        private readonly Dictionary<(OriginKey Key, int Recorder, OriginKind Kind, bool IsOnRecord), TraceEnd> ends = [];
        private readonly Dictionary<(OriginKey Key, int Recorder, OriginKind Kind, bool IsOnRecord), TraceEnd> takenBack = [];
        private readonly HashSet<Withdrawal> withdrawn = [];
        private int relay;
        private bool passedUnnamed;
        private bool isBrokenOff;
        private bool leadsOn;
        private Hop? last;

        public Walk(Ledger ledger, int number)
        {
            (this.ledger, this.number) = (ledger, number);
            claim = ledger.Claims[number];
            relay = ledger.NumberOfSource(claim.Source.Id);
            passed = [relay];
            passedClaims = [number];
            lineage = [relay];
            withdrawnSources = [.. claim.WithdrawnSources.Where(ledger.KnowsSource).Select(ledger.NumberOfSource)];
        }

        public void Derive(KnownClaim from, Trace trace, int upstream)
        {
            leadsOn = true;
            lineage.UnionWith(trace.Sources);
            Take(from, trace, upstream, isBroken: false);
        }

        public void Pass(Hop hop)
        {
            (last, leadsOn) = (hop, false);
            if (hop.Source is null)
            {
                passedUnnamed = true;
                return;
            }

            relay = ledger.NumberOfSource(hop.Source.Id);
            passed.Add(relay);
            lineage.Add(relay);
            if (withdrawnSources.Contains(relay))
            {
                isBrokenOff = true;
                withdrawn.Add(new Withdrawal(relay, -1));
            }
        }

        /// <summary>The hop's claim is not known here: it leads on, to where is not recorded.</summary>
        public void Lose() => leadsOn = true;

        public void Join(KnownClaim upstreamClaim, Trace trace, int upstream)
        {
            leadsOn = true;
            lineage.UnionWith(trace.Sources);
            Take(upstreamClaim, trace, upstream, isBrokenOff);
            isBrokenOff |= upstreamClaim.Status == ClaimStatus.Retracted;
            passedClaims.Add(upstream);
        }

        public Trace Finish()
        {
            if (!leadsOn)
            {
                AddOwnEnd();
            }

            var sources = lineage.Order().ToArray();
            return new Trace(
                sources, [.. sources.Select(source => ledger.Families[source]).Distinct().Order()], [.. ends.Values], [.. takenBack.Values], [.. withdrawn]);
        }

        private void Take(KnownClaim from, Trace trace, int upstream, bool isBroken)
        {
            withdrawn.UnionWith(trace.Withdrawn);
            var isRetracted = from.Status == ClaimStatus.Retracted;
            if (isRetracted)
            {
                withdrawn.Add(new Withdrawal(ledger.NumberOfSource(from.Source.Id), upstream));
            }

            TakeEnds(trace.Ends, isRetracted || isBroken ? takenBack : ends);
            TakeEnds(trace.TakenBack, takenBack);
        }

        private void TakeEnds(TraceEnd[] from, Dictionary<(OriginKey Key, int Recorder, OriginKind Kind, bool IsOnRecord), TraceEnd> into)
        {
            foreach (var end in from)
            {
                Add(into, end with
                {
                    Any = end.Any.After(passed, passedClaims),
                    Clean = passedUnnamed ? null : end.Clean?.After(passed, passedClaims),
                });
            }
        }

        private void AddOwnEnd()
        {
            var passage = new Passage([.. passed.Order()], [.. passedClaims.Order()]);
            var into = isBrokenOff ? takenBack : ends;
            switch (last)
            {
                case { Source: not null }:
                    Add(into, new TraceEnd(
                        new OriginKey(relay, null), -1, OriginKind.Named, null, last.OnRecord == OnRecord.OnRecord, passage, passedUnnamed ? null : passage));
                    break;
                case { Descriptor: { } descriptor }:
                    Add(into, new TraceEnd(new OriginKey(relay, Descriptor.KeyOf(descriptor)), number, OriginKind.Unnamed, descriptor, false, passage, null));
                    break;
                case null when claim.Basis == Basis.Witnessed:
                    Add(into, new TraceEnd(new OriginKey(relay, null), -1, OriginKind.FirstHand, null, true, passage, passage));
                    break;
                default:
                    break;
            }
        }

        private static void Add(Dictionary<(OriginKey Key, int Recorder, OriginKind Kind, bool IsOnRecord), TraceEnd> into, TraceEnd end)
        {
            var alike = (end.Key, end.Recorder, end.Kind, end.IsOnRecord);
            into[alike] = into.TryGetValue(alike, out var known) ? known.Or(end) : end;
        }
    }
}
