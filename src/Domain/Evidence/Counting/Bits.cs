using System.Numerics;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>A set of small numbers, one bit each.</summary>
internal readonly struct Bits
{
    private const int WordSize = 64;

    private readonly ulong[] words;

    /// <summary>An empty set of numbers below <paramref name="size"/>.</summary>
    public Bits(int size) => words = new ulong[(size + WordSize - 1) / WordSize];

    private Bits(ulong[] words) => this.words = words;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>The smallest; -1 where there is none.</summary>
    public int First
    {
        get
        {
            for (var i = 0; i < words.Length; i++)
            {
                if (words[i] != 0)
                {
                    return (i * WordSize) + BitOperations.TrailingZeroCount(words[i]);
                }
            }

            return -1;
        }
    }

    /// <summary>Every number below <paramref name="size"/>.</summary>
    public static Bits UpTo(int size)
    {
        var all = new Bits(size);
        for (var number = 0; number < size; number++)
        {
            all.Add(number);
        }

        return all;
    }

    public bool Has(int number) => (words[number / WordSize] & (1UL << (number % WordSize))) != 0;

    public void Add(int number) => words[number / WordSize] |= 1UL << (number % WordSize);

    public void Remove(int number) => words[number / WordSize] &= ~(1UL << (number % WordSize));

    public void AddAll(Bits other)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] |= other.words[i];
        }
    }

    public void RemoveAll(Bits other)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] &= ~other.words[i];
        }
    }

    public void Keep(Bits other)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] &= other.words[i];
        }
    }

    /// <summary>Removes what the other has too, and puts it into a queue, ascending.</summary>
    public void MoveCommon(Bits other, Queue<int> into)
    {
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = words[i] & other.words[i]; word != 0; word &= word - 1)
            {
                into.Enqueue((i * WordSize) + BitOperations.TrailingZeroCount(word));
            }

            words[i] &= ~other.words[i];
        }
    }

    public bool Meets(Bits other)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if ((words[i] & other.words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many numbers both have.</summary>
    public int CountCommon(Bits other)
    {
        var count = 0;
        for (var i = 0; i < words.Length; i++)
        {
            count += BitOperations.PopCount(words[i] & other.words[i]);
        }

        return count;
    }

    public Bits Copy() => new([.. words]);

    /// <summary>Its numbers, ascending. The set must not change meanwhile.</summary>
    public IEnumerable<int> Numbers()
    {
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = words[i]; word != 0; word &= word - 1)
            {
                yield return (i * WordSize) + BitOperations.TrailingZeroCount(word);
            }
        }
    }
}
