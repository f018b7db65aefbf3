using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Data.Embedded;

/// <summary>
/// What Postgres stores in place of a password (RFC 5803). Made here, so that the password itself is in no statement and
/// thus in no log of statements.
/// </summary>
internal static class ScramVerifier
{
    private const string Scheme = "SCRAM-SHA-256";
    private const int Iterations = 4096;
    private const int SaltBytes = 16;
    private static readonly char[] Separators = ['$', ':'];

    public static string Of(string password) =>
        Of(password, RandomNumberGenerator.GetBytes(SaltBytes), Iterations);

    /// <summary>Whether a stored verifier was made from this password.</summary>
    public static bool Matches(string password, string? stored)
    {
        // SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>
        var parts = stored?.Split(Separators) ?? [];
        return parts is [Scheme, var iterations, var salt, _, _]
            && int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(stored!),
                Encoding.ASCII.GetBytes(Of(password, Convert.FromBase64String(salt), count)));
    }

    private static string Of(string password, byte[] salt, int iterations)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Scheme}${iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}");
    }
}
