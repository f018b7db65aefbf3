namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>Sets that are only ever joined (union-find); a set is known by its smallest member, so no order of joining shows.</summary>
/// <param name="size">How many members there are.</param>
internal sealed class DisjointSets(int size)
{
    private readonly int[] parents = [.. Enumerable.Range(0, size)];

    /// <summary>The smallest member of the member's set.</summary>
    public int Find(int member)
    {
        while (parents[member] != member)
        {
            parents[member] = parents[parents[member]];
            member = parents[member];
        }

        return member;
    }

    /// <summary>Makes one set of two.</summary>
    public void Join(int one, int other)
    {
        var (a, b) = (Find(one), Find(other));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }
}
