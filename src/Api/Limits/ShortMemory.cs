using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ClaimCheck.Api.Limits;

/// <summary>
/// What is known for a while about keys or addresses, whoever makes them up: what has become meaningless is forgotten now and
/// then, and everything before it grows beyond a bound.
/// </summary>
/// <typeparam name="TKey">About whom something is known.</typeparam>
/// <typeparam name="TValue">What is known.</typeparam>
/// <param name="most">The bound.</param>
/// <param name="isMeaningless">Whether forgetting this changes nothing.</param>
internal sealed class ShortMemory<TKey, TValue>(int most, Func<TValue, bool> isMeaningless)
    where TKey : notnull
{
    private const int SweepEvery = 1024;

    private readonly ConcurrentDictionary<TKey, TValue> entries = new();
    private int newcomers;

    public int Count => entries.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => entries.TryGetValue(key, out value);

    public bool TryUpdate(TKey key, TValue value, TValue old) => entries.TryUpdate(key, value, old);

    public bool TryAdd(TKey key, TValue value)
    {
        if (!entries.TryAdd(key, value))
        {
            return false;
        }

        if (Interlocked.Increment(ref newcomers) % SweepEvery == 0)
        {
            Sweep();
        }

        return true;
    }

    public TValue GetOrAdd(TKey key, Func<TValue> make)
    {
        while (true)
        {
            if (entries.TryGetValue(key, out var known))
            {
                return known;
            }

            var made = make();
            if (TryAdd(key, made))
            {
                return made;
            }
        }
    }

    public void Set(TKey key, TValue value)
    {
        if (!TryAdd(key, value))
        {
            entries[key] = value;
        }
    }

    public void Forget(TKey key) => entries.TryRemove(key, out _);

    private void Sweep()
    {
        foreach (var entry in entries.Where(entry => isMeaningless(entry.Value)))
        {
            // Only as it was seen: it may have gained meaning since.
            entries.TryRemove(entry);
        }

        if (entries.Count > most)
        {
            entries.Clear();
        }
    }
}
