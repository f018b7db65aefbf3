namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>What each claim holds that no other claim counted with it may hold.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<int, List<int>> keysOf;
    private int next;

    /// <param name="claims">The claims.</param>
    /// <param name="next">The first number that is not the number of anything they may have in common.</param>
    public KeyTable(IReadOnlyCollection<int> claims, int next)
    {
        this.next = next;
        keysOf = new(claims.Count);
        foreach (var claim in claims)
        {
            keysOf.Add(claim, new(4));
        }
    }

    /// <summary>Tells equal sets of keys.</summary>
    public static IEqualityComparer<int[]> Comparer { get; } = new SameKeys();

    /// <summary>What a claim holds, ascending.</summary>
    public int[] Of(int claim)
    {
        var keys = keysOf[claim];
        keys.Sort();
        var kept = 0;
        for (var i = 0; i < keys.Count; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
            {
                keys[kept++] = keys[i];
            }
        }

        keys.RemoveRange(kept, keys.Count - kept);
        return [.. keys];
    }

    /// <summary>Whether the claim is in the table.</summary>
    public bool Has(int claim) => keysOf.ContainsKey(claim);

    /// <summary>Gives a claim a key.</summary>
    public void Add(int claim, int key) => keysOf[claim].Add(key);

    /// <summary>Makes these claims exclude each other.</summary>
    public void Exclude(IEnumerable<int> claims)
    {
        var key = next++;
        foreach (var claim in claims)
        {
            keysOf[claim].Add(key);
        }
    }

    private sealed class SameKeys : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = 17u;
            foreach (var key in obj)
            {
                hash = (hash ^ (uint)key) * 0x9e3779b1;
                hash ^= hash >> 15;
            }

            return (int)hash;
        }
    }
}
