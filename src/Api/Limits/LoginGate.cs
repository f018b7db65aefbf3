using System.Buffers.Binary;
using System.Net;
using ClaimCheck.Api.Access;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Limits;

/// <summary>What came of showing a key.</summary>
/// <param name="Key">The key, where it lets in.</param>
/// <param name="Refusal">What to say where it does not and failed logins are limited.</param>
internal readonly record struct Login(ApiKey? Key, LoginRefusal? Refusal);

/// <summary>
/// Limits how many keys that do not work an address may try, before the database is asked. A key that has worked from there in the
/// last ten minutes is let through, so that one broken script does not lock out the newsroom around it.
/// </summary>
internal sealed class LoginGate
{
    private const int MostAddresses = 20_000;
    private const int MostLogins = 100_000;

    // Once a minute is often enough to note that a key works, and spares every other request a write.
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(10) + Renewal;

    private readonly KeyRing keys;
    private readonly TimeProvider clock;
    private readonly int most;
    private readonly ShortMemory<AddressBlock, FailedLogins> failures;
    private readonly ShortMemory<KnownLogin, long> worked;

    public LoginGate(KeyRing keys, LimitSettings settings, TimeProvider clock)
    {
        this.keys = keys;
        this.clock = clock;
        most = settings.FailedLoginsPerMinute;
        failures = new(MostAddresses, failed => failed.Left == most && failed.Turn.CurrentCount > 0);
        worked = new(MostLogins, at => clock.GetElapsedTime(at) > Trust);
    }

    /// <summary>Opens with this key, if it works and may be tried.</summary>
    /// <param name="sent">The key as it was sent.</param>
    /// <param name="peer">Where it comes from.</param>
    /// <param name="gone">Gives up waiting, for others from there or for the database.</param>
    public async ValueTask<Login> OpenAsync(string sent, IPAddress? peer, CancellationToken gone)
    {
        var token = ApiKeyToken.Parse(sent);
        var hash = token?.Hash ?? [];
        if (most == 0)
        {
            return new Login(await FindAsync(token, hash, gone), null);
        }

        var from = AddressBlock.Of(peer);
        var login = new KnownLogin(from, token is null ? default : BinaryPrimitives.ReadUInt128BigEndian(hash));
        if (IsKnown(login))
        {
            if (await FindAsync(token, hash, gone) is { } known)
            {
                Remember(login);
                return new Login(known, null);
            }

            worked.Forget(login);
        }

        var failed = failures.GetOrAdd(from, () => new FailedLogins(most, clock));
        if (failed.Wait > TimeSpan.Zero)
        {
            return Refuse(failed, peer, wasTried: false);
        }

        await failed.Turn.WaitAsync(gone);
        try
        {
            // While this one waited, others may have used up the limit, or the same key may have worked.
            if (failed.Wait > TimeSpan.Zero && !IsKnown(login))
            {
                return Refuse(failed, peer, wasTried: false);
            }

            if (await FindAsync(token, hash, gone) is { } key)
            {
                Remember(login);
                return new Login(key, null);
            }

            failed.Add();
            return Refuse(failed, peer, wasTried: true);
        }
        finally
        {
            failed.Turn.Release();
        }
    }

    private Login Refuse(FailedLogins failed, IPAddress? peer, bool wasTried) =>
        new(null, new LoginRefusal(most, failed.Left, failed.Wait, failed.WaitForAll, wasTried, peer?.ToString() ?? "a Unix socket"));

    private ValueTask<ApiKey?> FindAsync(ApiKeyToken? token, byte[] hash, CancellationToken gone) =>
        token is null ? default : keys.OpenAsync(token, hash, gone);

    private bool IsKnown(KnownLogin login) => worked.TryGet(login, out var at) && clock.GetElapsedTime(at) <= Trust;

    private void Remember(KnownLogin login)
    {
        if (!worked.TryGet(login, out var at) || clock.GetElapsedTime(at) > Renewal)
        {
            worked.Set(login, clock.GetTimestamp());
        }
    }

    /// <summary>A key that worked from somewhere.</summary>
    /// <param name="From">Where it came from.</param>
    /// <param name="Key">Half of the hash of its secret.</param>
    private readonly record struct KnownLogin(AddressBlock From, UInt128 Key);
}
