namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>What each claim holds that no other claim counted with it may hold.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<int, SortedSet<int>> keysOf;
    private readonly Dictionary<long, int> numbers = [];
    private int next;

    /// <param name="claims">The claims.</param>
    public KeyTable(IEnumerable<int> claims) => keysOf = claims.ToDictionary(claim => claim, _ => new SortedSet<int>());

    /// <summary>Tells equal sets of keys.</summary>
    public static IEqualityComparer<IReadOnlyCollection<int>> Comparer { get; } = new SameKeys();

    /// <summary>What a claim holds, ascending.</summary>
    public IReadOnlyCollection<int> Of(int claim) => keysOf[claim];

    /// <summary>Whether the claim is in the table.</summary>
    public bool Has(int claim) => keysOf.ContainsKey(claim);

    /// <summary>Gives a claim what is known by these names; the same name is the same key.</summary>
    public void Add(int claim, IEnumerable<long> names)
    {
        foreach (var name in names)
        {
            if (numbers.TryAdd(name, next))
            {
                next++;
            }

            keysOf[claim].Add(numbers[name]);
        }
    }

    /// <summary>Makes these claims exclude each other.</summary>
    public void Exclude(IEnumerable<int> claims)
    {
        var key = next++;
        foreach (var claim in claims)
        {
            keysOf[claim].Add(key);
        }
    }

    private sealed class SameKeys : IEqualityComparer<IReadOnlyCollection<int>>
    {
        public bool Equals(IReadOnlyCollection<int>? x, IReadOnlyCollection<int>? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null && x.Count == y.Count && x.SequenceEqual(y));

        public int GetHashCode(IReadOnlyCollection<int> obj)
        {
            var hash = default(HashCode);
            foreach (var key in obj)
            {
                hash.Add(key);
            }

            return hash.ToHashCode();
        }
    }
}
