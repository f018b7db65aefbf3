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
        private readonly List<int> passed;

        // Most claims name nobody else's: these are made when they are needed.
        private List<int>? passedClaims;
        private HashSet<int>? joined;
        private EndTable? ends;
        private EndTable? takenBack;
        private HashSet<Withdrawal>? withdrawn;
        private int relay;
        private bool passedUnnamed;
        private bool isBrokenOff;
        private bool leadsOn;
        private Hop? last;

        public Walk(Ledger ledger, int number)
        {
            (this.ledger, this.number) = (ledger, number);
            claim = ledger.Claims[number];
            relay = ledger.SourceOf(number);
            passed = new(1 + claim.Attribution.Count) { relay };
        }

        public void Derive(KnownClaim from, Trace trace, int upstream)
        {
            leadsOn = true;
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
            if (claim.WithdrawnSources.Count > 0 && claim.WithdrawnSources.Contains(hop.Source.Id))
            {
                isBrokenOff = true;
                (withdrawn ??= []).Add(new Withdrawal(relay, -1));
            }
        }

        /// <summary>The hop's claim is not known here: it leads on, to where is not recorded.</summary>
        public void Lose() => leadsOn = true;

        public void Join(KnownClaim upstreamClaim, Trace trace, int upstream)
        {
            leadsOn = true;
            Take(upstreamClaim, trace, upstream, isBrokenOff);
            isBrokenOff |= upstreamClaim.Status == ClaimStatus.Retracted;
            (passedClaims ??= []).Add(upstream);
        }

        public Trace Finish()
        {
            var own = leadsOn ? null : OwnEnd();
            var sources = SourcesPassed();
            return new Trace(
                sources,
                ledger.HasFamilies ? [.. sources.Select(source => ledger.Families[source]).Distinct().Order()] : sources,
                EndTable.With(ends, isBrokenOff ? null : own),
                EndTable.With(takenBack, isBrokenOff ? own : null),
                withdrawn is null ? [] : [.. withdrawn]);
        }

        private int[] SourcesPassed()
        {
            if (joined is not null)
            {
                joined.UnionWith(passed);
                return [.. joined.Order()];
            }

            var sources = passed.ToArray();
            Array.Sort(sources);
            for (var i = 1; i < sources.Length; i++)
            {
                if (sources[i] == sources[i - 1])
                {
                    return [.. sources.Distinct()];
                }
            }

            return sources;
        }

        private void Take(KnownClaim from, Trace trace, int upstream, bool isBroken)
        {
            (joined ??= []).UnionWith(trace.Sources);
            (withdrawn ??= []).UnionWith(trace.Withdrawn);
            var isRetracted = from.Status == ClaimStatus.Retracted;
            if (isRetracted)
            {
                withdrawn.Add(new Withdrawal(ledger.NumberOfSource(from.Source.Id), upstream));
            }

            TakeEnds(trace.Ends, isRetracted || isBroken ? takenBack ??= new() : ends ??= new());
            TakeEnds(trace.TakenBack, takenBack ??= new());
        }

        private void TakeEnds(TraceEnd[] from, EndTable into)
        {
            var claims = (passedClaims ?? []).Append(number).ToList();
            foreach (var end in from)
            {
                into.Add(end with
                {
                    Any = end.Any.After(passed, claims),
                    Clean = passedUnnamed ? null : end.Clean?.After(passed, claims),
                });
            }
        }

        private TraceEnd? OwnEnd() => last switch
        {
            { Source: not null } => Own(OriginKind.Named, last.OnRecord == OnRecord.OnRecord),
            { Descriptor: { } descriptor } => new TraceEnd(
                new OriginKey(relay, Descriptor.KeyOf(descriptor)), number, OriginKind.Unnamed, descriptor, last.OnRecord == OnRecord.OnRecord, Passed(), null),
            null when claim.Basis == Basis.Witnessed => Own(OriginKind.FirstHand, true),
            _ => null,
        };

        private TraceEnd Own(OriginKind kind, bool isOnRecord)
        {
            var passage = Passed();
            return new TraceEnd(new OriginKey(relay, null), -1, kind, null, isOnRecord, passage, passedUnnamed ? null : passage);
        }

        private Passage Passed()
        {
            var sources = passed.ToArray();
            Array.Sort(sources);
            return new Passage(sources, passedClaims is null ? [number] : [.. passedClaims.Append(number).Order()]);
        }
    }

    /// <summary>Ends by what tells them apart; of two that are alike there is one.</summary>
    private sealed class EndTable
    {
        private readonly Dictionary<(OriginKey Key, int Recorder, OriginKind Kind, bool IsOnRecord), TraceEnd> ends = [];

        public void Add(TraceEnd end)
        {
            var alike = (end.Key, end.Recorder, end.Kind, end.IsOnRecord);
            ends[alike] = ends.TryGetValue(alike, out var known) ? known.Or(end) : end;
        }

        /// <summary>What is in a table, if there is one, and one end more, if there is one.</summary>
        public static TraceEnd[] With(EndTable? table, TraceEnd? end)
        {
            if (table is null)
            {
                return end is null ? [] : [end];
            }

            if (end is not null)
            {
                table.Add(end);
            }

            return [.. table.ends.Values];
        }
    }
}
