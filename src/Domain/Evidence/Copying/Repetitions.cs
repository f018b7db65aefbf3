using System.Numerics;

namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>Tells, in little room, which hashes have certainly been met once only.</summary>
internal sealed class Repetitions
{
    private const int WordSize = 64;
    private const int BitsForEach = 16;

    private readonly ulong[] once;
    private readonly ulong[] again;
    private readonly int mask;

    /// <param name="most">How many hashes there are at the most.</param>
    public Repetitions(int most)
    {
        once = new ulong[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(most / (WordSize / BitsForEach), 1))];
        again = new ulong[once.Length];
        mask = once.Length - 1;
    }

    /// <summary>How many were added that had, or seemed to have, been added before; each time and once more for the first.</summary>
    public int Count { get; private set; }

    public void Add(ulong hash)
    {
        var (word, bit) = (Word(hash), Bit(hash));
        if ((once[word] & bit) != 0)
        {
            Count += (again[word] & bit) != 0 ? 1 : 2;
            again[word] |= bit;
        }

        once[word] |= bit;
    }

    /// <summary>Whether it may have been added more than once.</summary>
    public bool MayRepeat(ulong hash) => (again[Word(hash)] & Bit(hash)) != 0;

    private int Word(ulong hash) => (int)(hash >> 32) & mask;

    private static ulong Bit(ulong hash) => 1UL << (int)(hash & (WordSize - 1));
}
