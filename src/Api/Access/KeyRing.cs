using System.Collections.Concurrent;
using System.Security.Cryptography;
using ClaimCheck.Data;
using ClaimCheck.Data.Access;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Access;

/// <summary>
/// Knows keys for half a second at a time, so that a busy caller costs one look-up per half second and a revoked key stops
/// working within a second on every instance. Also notes when keys were used.
/// </summary>
/// <param name="data">Where keys are stored.</param>
/// <param name="clock">The service's clock.</param>
public sealed class KeyRing(DataServices data, TimeProvider clock)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private ConcurrentDictionary<Guid, DateTimeOffset> uses = new();

    /// <summary>The key that was sent, if it lets anybody in now.</summary>
    /// <param name="token">As it was sent.</param>
    /// <param name="hash">The hash of its secret, which the caller needs as well.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async ValueTask<ApiKey?> OpenAsync(ApiKeyToken token, byte[] hash, CancellationToken cancellation)
    {
        var now = clock.Now();
        if (await FindAsync(token.Prefix).WaitAsync(cancellation) is not { } stored
            || !CryptographicOperations.FixedTimeEquals(stored.SecretHash, hash)
            || !stored.Key.WorksAt(now))
        {
            return null;
        }

        uses[stored.Key.Id] = now;
        return stored.Key;
    }

    /// <summary>Writes down when keys were used since the last time.</summary>
    public async Task SaveUsesAsync(CancellationToken cancellation)
    {
        // Taken at one moment: requests go on noting uses in the dictionary that was taken.
        var noted = Interlocked.Exchange(ref uses, new()).ToArray();
        if (noted.Length == 0)
        {
            return;
        }

        try
        {
            await data.ApiKeyStore.TouchAsync(noted, cancellation);
        }
        catch
        {
            foreach (var (key, at) in noted)
            {
                uses.TryAdd(key, at);
            }

            throw;
        }
    }

    private Task<StoredApiKey?> FindAsync(string prefix)
    {
        if (entries.TryGetValue(prefix, out var entry) && clock.GetElapsedTime(entry.AskedAt) < Freshness && !entry.Answer.IsFaulted)
        {
            return entry.Answer;
        }

        if (entries.Count >= MostRemembered)
        {
            entries.Clear();
        }

        // Not the caller's cancellation: others may be waiting for the same answer.
        var fresh = new Entry(clock.GetTimestamp(), data.ApiKeyStore.FindAsync(prefix, CancellationToken.None));
        entries[prefix] = fresh;
        return fresh.Answer;
    }

    private sealed record Entry(long AskedAt, Task<StoredApiKey?> Answer);
}
