using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Domain.Access;

/// <summary>A key as it is listed: everything but its secret, of which only a hash is kept.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Prefix">The part of the key that may be shown: eight lower-case letters and digits.</param>
/// <param name="Name">Whose it is or what it is for.</param>
/// <param name="Role">What it allows.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="ExpiresAt">From when on it no longer works.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="LastUsedAt">When it was last used, to about a minute.</param>
public sealed record ApiKey(
    Guid Id,
    string Prefix,
    string Name,
    Role Role,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    /// <summary>All that ever changes about a key is that it is revoked.</summary>
    public int Version => RevokedAt is null ? 1 : 2;

    /// <summary>Whether it still lets anybody in.</summary>
    public bool WorksAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);
}

/// <summary>What became of revoking a key.</summary>
public enum ApiKeyOutcome
{
    /// <summary>It is revoked.</summary>
    Accepted = 1,

    /// <summary>No such key.</summary>
    Missing,

    /// <summary>It is not, or no longer, in a version that the change may start from.</summary>
    ChangedMeanwhile,
}

/// <summary>A key as its holder has it: <c>cck_PREFIX_SECRET</c>. The secret is 256 random bits and exists nowhere else.</summary>
/// <param name="Prefix">Finds the key.</param>
/// <param name="Secret">Proves it.</param>
public sealed record ApiKeyToken(string Prefix, string Secret)
{
    private const string Scheme = "cck";
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int PrefixLength = 8;

    // 50 characters out of 36 hold 258 bits.
    private const int SecretLength = 50;

    /// <summary>SHA-256 of the secret: with 256 random bits nothing slower protects better.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    /// <summary>A new key.</summary>
    public static ApiKeyToken Create() => new(
        RandomNumberGenerator.GetString(Alphabet, PrefixLength), RandomNumberGenerator.GetString(Alphabet, SecretLength));

    /// <summary>Reads a key as it was sent; null where it does not have the shape of one.</summary>
    public static ApiKeyToken? Parse(string? text)
    {
        var parts = text is { Length: <= 100 } ? text.Split('_') : [];
        return parts is [Scheme, { Length: PrefixLength } prefix, { Length: SecretLength } secret]
            && prefix.All(Alphabet.Contains) && secret.All(Alphabet.Contains)
                ? new ApiKeyToken(prefix, secret)
                : null;
    }

    /// <summary>A key for another purpose, 32 bytes, which only whoever holds this one can make (HKDF, RFC 5869).</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(Secret), 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>The key as it is handed out, once.</summary>
    public string Reveal() => $"{Scheme}_{Prefix}_{Secret}";

    /// <summary>Shows the prefix only, so that a key that strays into a log does no harm.</summary>
    public override string ToString() => $"{Scheme}_{Prefix}_…";
}
