namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>Sets that are only ever joined (union-find); a set is known by its smallest member, so no order of joining shows.</summary>
internal sealed class DisjointSets
{
    private readonly int[] parents;

    /// <summary>Each member by itself.</summary>
    /// <param name="size">How many there are.</param>
    public DisjointSets(int size)
    {
        parents = new int[size];
        for (var member = 0; member < size; member++)
        {
            parents[member] = member;
        }
    }

    private DisjointSets(int[] parents) => this.parents = parents;

    /// <summary>The same sets, to be joined further.</summary>
    public DisjointSets Copy() => new([.. parents]);

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
