using System.Numerics;

namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// Numbers the things that wordings have in common (shingles, passages, numbers), the rarest first, and forgets those that
/// only one has. How rare a thing is among these texts decides how fast pairs are found, never which.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>The rank of what only one wording has.</summary>
    public const int None = -1;

    private readonly Entry[] entries;
    private readonly int mask;
    private int[] weights = [];

    /// <summary>An empty one.</summary>
    /// <param name="most">How often something is added at the most.</param>
    public Vocabulary(int most)
    {
        entries = new Entry[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(most * 2, 16))];
        mask = entries.Length - 1;
    }

    /// <summary>How many things are shared: their ranks are below it. Known once they are ranked.</summary>
    public int Shared => weights.Length;

    /// <summary>What a shared thing weighs.</summary>
    public int WeightOf(int rank) => weights[rank];

    /// <summary>Adds a thing of a wording. The things of one wording are added one after another.</summary>
    /// <param name="hash">The thing.</param>
    /// <param name="owner">The wording that has it.</param>
    /// <param name="weight">What it weighs.</param>
    /// <param name="isNew">Whether the wording had not yet had it.</param>
    /// <returns>Its place.</returns>
    public int Add(ulong hash, int owner, int weight, out bool isNew)
    {
        var place = (int)hash & mask;
        while (entries[place].Owners > 0 && entries[place].Hash != hash)
        {
            place = (place + 1) & mask;
        }

        ref var entry = ref entries[place];
        isNew = entry.Owners == 0 || entry.LastOwner != owner;
        if (isNew)
        {
            entry.Hash = hash;
            entry.Owners++;
            entry.LastOwner = owner;
            entry.Weight = weight;
        }

        return place;
    }

    /// <summary>Ranks what is shared. Nothing is added afterwards.</summary>
    public void Rank()
    {
        // How many have it, then where it stands, as one number: there are many, and numbers are sorted fastest.
        var shared = new List<long>();
        for (var place = 0; place < entries.Length; place++)
        {
            entries[place].Rank = None;
            if (entries[place].Owners > 1)
            {
                shared.Add(((long)entries[place].Owners << 32) | (uint)place);
            }
        }

        shared.Sort();
        weights = new int[shared.Count];
        for (var rank = 0; rank < shared.Count; rank++)
        {
            ref var entry = ref entries[(int)shared[rank]];
            entry.Rank = rank;
            weights[rank] = entry.Weight;
        }
    }

    /// <summary>The rank of the thing at this place, or <see cref="None"/>.</summary>
    public int RankOf(int place) => place == None ? None : entries[place].Rank;

    private struct Entry
    {
        public ulong Hash;
        public int Owners;
        public int LastOwner;
        public int Weight;
        public int Rank;
    }
}
