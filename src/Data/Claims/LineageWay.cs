namespace ClaimCheck.Data.Claims;

/// <summary>Finds the way from where a lineage starts to a claim, so that a refused cycle can be named.</summary>
internal static class LineageWay
{
    /// <summary>The claims along the way, the starting one first and <paramref name="to"/> last; null where no way leads there.</summary>
    /// <param name="steps">Steps upstream; the starting claims have no downstream.</param>
    /// <param name="to">Where the way must not lead.</param>
    public static IReadOnlyList<string>? Find(IReadOnlyList<(Guid? Downstream, Guid Upstream)> steps, Guid to)
    {
        var next = steps.Where(s => s.Downstream is not null).ToLookup(s => s.Downstream!.Value, s => s.Upstream);
        var cameFrom = new Dictionary<Guid, Guid?>();
        var queue = new Queue<(Guid Claim, Guid? From)>(steps.Where(s => s.Downstream is null).Select(s => (s.Upstream, (Guid?)null)));
        while (queue.TryDequeue(out var step))
        {
            if (!cameFrom.TryAdd(step.Claim, step.From))
            {
                continue;
            }

            if (step.Claim == to)
            {
                return WayBack(cameFrom, to);
            }

            foreach (var upstream in next[step.Claim])
            {
                queue.Enqueue((upstream, step.Claim));
            }
        }

        return null;
    }

    private static List<string> WayBack(Dictionary<Guid, Guid?> cameFrom, Guid to)
    {
        var way = new List<string>();
        for (Guid? claim = to; claim is { } here; claim = cameFrom[here])
        {
            way.Insert(0, here.ToString());
        }

        return way;
    }
}
