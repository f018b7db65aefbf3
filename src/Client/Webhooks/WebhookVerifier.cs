using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Client;

/// <summary>
/// Says whether a message came from the service: Standard Webhooks 1.0. What is verified is the body as it came, to the byte, so read it
/// before anything has parsed it. It may be used by many threads at once.
/// </summary>
public sealed class WebhookVerifier
{
    private const string Prefix = "whsec_";
    private const string Scheme = "v1,";

    // Clocks differ; whoever replays a message later than that is refused.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[][] secrets;

    /// <param name="secrets">The webhook's secret as it was shown (<c>whsec_...</c>); several while the receiver changes over.</param>
    /// <exception cref="FormatException">One of them is no secret.</exception>
    public WebhookVerifier(params IEnumerable<string> secrets)
    {
        this.secrets = [.. secrets.Select(Read)];
        if (this.secrets.Length == 0)
        {
            throw new ArgumentException("A secret is needed.", nameof(secrets));
        }
    }

    /// <summary>Whether the message is the service's own, whole, and of the last five minutes.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signature">The header <c>webhook-signature</c>.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="now">What time it is.</param>
    public bool Holds(string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (id is null || signature is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var holds = false;
        foreach (var secret in secrets)
        {
            using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
            hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
            hash.AppendData(body);
            var expected = Encoding.ASCII.GetBytes(Scheme + Convert.ToBase64String(hash.GetHashAndReset()));
            foreach (var given in signature.Split(' '))
            {
                holds |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected);
            }
        }

        return holds;
    }

    private static byte[] Read(string secret) => secret.StartsWith(Prefix, StringComparison.Ordinal)
        ? Convert.FromBase64String(secret[Prefix.Length..])
        : throw new FormatException($"A secret begins with {Prefix}.");
}
