namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>
/// The strongly connected components of a graph, after Tarjan, by hand instead of by recursion: a circle may be as long as there
/// are nodes.
/// </summary>
internal sealed class StrongComponents
{
    private const int None = -1;

    private readonly int[] first;
    private readonly int[] targets;
    private readonly int[] order;
    private readonly int[] lowest;
    private readonly int[] component;
    private readonly Stack<int> open = [];
    private readonly List<List<int>> circles = [];
    private int entered;

    /// <param name="nodes">How many nodes there are, numbered from 0.</param>
    /// <param name="edges">From which to which; one may be given more than once.</param>
    public StrongComponents(int nodes, List<(int From, int To)> edges)
    {
        (first, targets) = (new int[nodes + 1], new int[edges.Count]);
        edges.ForEach(edge => first[edge.From + 1]++);
        for (var node = 0; node < nodes; node++)
        {
            first[node + 1] += first[node];
        }

        var next = first.AsSpan(0, nodes).ToArray();
        edges.ForEach(edge => targets[next[edge.From]++] = edge.To);
        (order, lowest, component) = (new int[nodes], new int[nodes], new int[nodes]);
        Array.Fill(order, None);
        Array.Fill(component, None);
        for (var node = 0; node < nodes; node++)
        {
            if (order[node] == None && first[node] < first[node + 1])
            {
                Visit(node);
            }
        }

        // By their smallest node, so that nothing depends on where the search began.
        circles.ForEach(circle => circle.Sort());
        circles.Sort((one, other) => one[0].CompareTo(other[0]));
        for (var number = 0; number < circles.Count; number++)
        {
            circles[number].ForEach(node => component[node] = number);
        }
    }

    /// <summary>Those of more than one node, by their smallest node; each ascending.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Circles => circles;

    /// <summary>The number of the circle that both nodes are in; -1 if there is none.</summary>
    public int OfBoth(int one, int other) => component[one] == component[other] ? component[one] : None;

    private void Visit(int start)
    {
        var path = new Stack<(int Node, int Next)>();
        Enter(start);
        while (path.TryPop(out var step))
        {
            var (node, next) = step;
            if (next < first[node + 1])
            {
                path.Push((node, next + 1));
                var target = targets[next];
                if (order[target] == None)
                {
                    Enter(target);
                }
                else if (lowest[target] != None)
                {
                    lowest[node] = Math.Min(lowest[node], order[target]);
                }
            }
            else
            {
                var reached = lowest[node];
                Leave(node);
                if (path.TryPeek(out var parent))
                {
                    lowest[parent.Node] = Math.Min(lowest[parent.Node], reached);
                }
            }
        }

        void Enter(int node)
        {
            order[node] = lowest[node] = entered++;
            open.Push(node);
            path.Push((node, first[node]));
        }
    }

    /// <summary>Closes a component at the node by which it was entered. Nodes of a closed one have no lowest any more.</summary>
    private void Leave(int node)
    {
        if (lowest[node] != order[node])
        {
            return;
        }

        var closed = new List<int>();
        int member;
        do
        {
            member = open.Pop();
            lowest[member] = None;
            closed.Add(member);
        }
        while (member != node);
        if (closed.Count > 1)
        {
            circles.Add(closed);
        }
    }
}
