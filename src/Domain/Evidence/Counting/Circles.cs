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
        var steps = WithUpstream(ledger, claims).SelectMany(claim => StepsOf(ledger, claim)).ToList();
        var components = Components(steps.Select(step => (step.From, step.To)).Distinct().ToLookup(step => step.From, step => step.To));
        return [.. components
            .Where(component => component.Count > 1)
            .OrderBy(component => component.Min)
            .Select(component => new CircularCitation(
                [.. component.Select(source => ledger.Sources[source].Source).OrderBy(source => source.Slug, StringComparer.Ordinal)],
                [.. steps.Where(step => component.Contains(step.From) && component.Contains(step.To))
                    .Select(step => step.Claim).Distinct().Select(claim => ledger.Claims[claim].Id)]))];
    }

    private static SortedSet<int> WithUpstream(Ledger ledger, IEnumerable<int> claims)
    {
        var found = new SortedSet<int>(claims);
        var queue = new Queue<int>(found);
        while (queue.TryDequeue(out var claim))
        {
            var cited = ledger.Claims[claim].Attribution.Select(hop => hop.UpstreamClaim).OfType<Guid>().Select(ledger.NumberOfClaim);
            var derivedFrom = ledger.From(claim, LinkRelation.DerivedFrom).Select(from => from.Claim);
            foreach (var upstream in cited.Concat(derivedFrom).Where(upstream => upstream >= 0 && found.Add(upstream)))
            {
                queue.Enqueue(upstream);
            }
        }

        return found;
    }

    private static IEnumerable<(int From, int To, int Claim)> StepsOf(Ledger ledger, int claim)
    {
        var from = ledger.NumberOfSource(ledger.Claims[claim].Source.Id);
        foreach (var hop in ledger.Claims[claim].Attribution)
        {
            if (hop.Source is { } source)
            {
                var to = ledger.NumberOfSource(source.Id);
                yield return (from, to, claim);
                from = to;
            }
        }
    }

    private static List<SortedSet<int>> Components(ILookup<int, int> next)
    {
        var order = new Dictionary<int, int>();
        var lowest = new Dictionary<int, int>();
        var open = new Stack<int>();
        var isOpen = new HashSet<int>();
        var components = new List<SortedSet<int>>();
        foreach (var start in next.Select(group => group.Key).Where(start => !order.ContainsKey(start)))
        {
            Visit(start);
        }

        return components;

        // By hand instead of by recursion: a circle may be as long as there are sources.
        void Visit(int start)
        {
            var path = new Stack<(int Node, IEnumerator<int> Next)>();
            Enter(start);
            while (path.TryPeek(out var step))
            {
                if (step.Next.MoveNext())
                {
                    var target = step.Next.Current;
                    if (!order.TryGetValue(target, out var reached))
                    {
                        Enter(target);
                    }
                    else if (isOpen.Contains(target))
                    {
                        lowest[step.Node] = Math.Min(lowest[step.Node], reached);
                    }
                }
                else
                {
                    path.Pop();
                    Leave(step.Node);
                    if (path.TryPeek(out var parent))
                    {
                        lowest[parent.Node] = Math.Min(lowest[parent.Node], lowest[step.Node]);
                    }
                }
            }

            void Enter(int node)
            {
                order[node] = lowest[node] = order.Count;
                open.Push(node);
                isOpen.Add(node);
                path.Push((node, next[node].GetEnumerator()));
            }
        }

        void Leave(int node)
        {
            if (lowest[node] != order[node])
            {
                return;
            }

            var component = new SortedSet<int>();
            int member;
            do
            {
                member = open.Pop();
                isOpen.Remove(member);
                component.Add(member);
            }
            while (member != node);
            components.Add(component);
        }
    }
}
