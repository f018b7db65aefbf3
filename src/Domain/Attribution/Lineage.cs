using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Attribution;

/// <summary>Rules about the chain through which a claim came.</summary>
public static class Lineage
{
    /// <summary>The most hops a claim may record.</summary>
    public const int MaxHops = 16;

    /// <summary>
    /// The cycle in a claim's own chain, as slugs from a source back to itself; null where there is none. A source that cites
    /// itself through others tells nothing about an origin, so such a chain is a mistake in recording.
    /// Descriptors never form a cycle: two unnamed sources may be described alike.
    /// </summary>
    /// <param name="claimant">The claim's own source.</param>
    /// <param name="hops">Nearest first.</param>
    public static IReadOnlyList<string>? FindCycle(SourceRef claimant, IReadOnlyList<Hop> hops)
    {
        if (hops.Count == 0)
        {
            return null;
        }

        var labels = new List<string> { claimant.Slug };
        var seenAt = new Dictionary<Guid, int> { [claimant.Id] = 0 };
        foreach (var hop in hops)
        {
            labels.Add(hop.Label);
            if (hop.Source is { } source && !seenAt.TryAdd(source.Id, labels.Count - 1))
            {
                return labels[seenAt[source.Id]..];
            }
        }

        return null;
    }
}
