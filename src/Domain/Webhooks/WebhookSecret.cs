using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Domain.Webhooks;

/// <summary>What a webhook's messages are signed with, after Standard Webhooks 1.0: known to the service and to the receiver, and to nobody else.</summary>
public sealed class WebhookSecret
{
    /// <summary>What it begins with where it is written down, so that one that strays is recognised.</summary>
    public const string Prefix = "whsec_";

    /// <summary>The fewest bytes it may have.</summary>
    public const int Fewest = 24;

    /// <summary>The most bytes it may have.</summary>
    public const int Most = 64;

    /// <summary>The longest it is when written down.</summary>
    public const int LongestText = 94;

    /// <summary>What it looks like when written down; that its bytes are 24 to 64 takes counting.</summary>
    public const string Pattern = "^whsec_[A-Za-z0-9+/]{32,86}={0,2}$";

    /// <summary>What may be sent, for error texts.</summary>
    public const string Expected = "whsec_ followed by 24 to 64 bytes in base64";

    private const int Usual = 32;
    private const string Scheme = "v1,";

    private readonly byte[] bytes;

    private WebhookSecret(byte[] bytes) => this.bytes = bytes;

    /// <summary>The bytes themselves, for whoever keeps them sealed.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>A new one, of 256 random bits.</summary>
    public static WebhookSecret Create() => new(RandomNumberGenerator.GetBytes(Usual));

    /// <summary>The one that has these bytes.</summary>
    /// <param name="bytes">24 to 64 of them.</param>
    public static WebhookSecret Of(ReadOnlySpan<byte> bytes) => bytes.Length is >= Fewest and <= Most
        ? new(bytes.ToArray())
        : throw new ArgumentException($"A secret has {Fewest} to {Most} bytes.", nameof(bytes));

    /// <summary>Reads one as it is written down. There is one way to write it: base64 as RFC 4648 has it, padded, without anything between.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out WebhookSecret? secret)
    {
        secret = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length > LongestText)
        {
            return false;
        }

        Span<byte> read = stackalloc byte[Most + 2];
        if (!Convert.TryFromBase64String(text[Prefix.Length..], read, out var count) || count is < Fewest or > Most
            || Convert.ToBase64String(read[..count]) != text[Prefix.Length..])
        {
            return false;
        }

        secret = new(read[..count].ToArray());
        return true;
    }

    /// <summary>The secret as it is handed out, once.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String(bytes);

    /// <summary>One signature of a message: <c>v1,</c> and the HMAC-SHA256 of <c>id.timestamp.body</c> in base64.</summary>
    /// <param name="id">What <c>webhook-id</c> says.</param>
    /// <param name="at">When it is sent: <c>webhook-timestamp</c> has its whole seconds.</param>
    /// <param name="body">The body, to the byte.</param>
    public string Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}."));
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, bytes);
        hash.AppendData(head);
        hash.AppendData(body);
        return Scheme + Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>Shows that it is one, so that a secret that strays into a log does no harm.</summary>
    public override string ToString() => $"{Prefix}…";
}
