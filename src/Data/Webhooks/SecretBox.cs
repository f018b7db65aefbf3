using System.Security.Cryptography;
using ClaimCheck.Data.Facts;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Data.Webhooks;

/// <summary>
/// Seals the secrets of webhooks (AES-256-GCM), which have to be had again for every message that is signed. The keys come from the
/// settings; without any the database has one of its own, which keeps secrets out of logs and listings, not from whoever has the
/// whole database (docs/adr/0018).
/// </summary>
/// <param name="facts">Where the database's own key is.</param>
/// <param name="keys">The keys of the settings, 32 bytes each: the first seals, all of them open.</param>
internal sealed class SecretBox(ServiceFacts facts, IReadOnlyList<byte[]> keys)
{
    private const string OwnKey = "webhook_key";
    private const byte Form = 1;
    private const int KeyIdLength = 4;
    private const int HeadLength = 1 + KeyIdLength;
    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;

    private byte[]? own;

    /// <summary>The secret of a webhook, sealed: form, name of the key, nonce, tag, ciphertext. It opens for this webhook only.</summary>
    public async ValueTask<byte[]> SealAsync(WebhookSecret secret, Guid webhook, CancellationToken cancellation)
    {
        var key = keys.Count > 0 ? keys[0] : await OwnAsync(cancellation);
        var box = new byte[HeadLength + NonceLength + TagLength + secret.Bytes.Length];
        box[0] = Form;
        NameOf(key).CopyTo(box.AsSpan(1));
        var (nonce, tag, cipher) = Parts(box);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce.Span, secret.Bytes.Span, cipher.Span, tag.Span, webhook.ToByteArray(bigEndian: true));
        return box;
    }

    /// <summary>The secret in clear; null where no key is there that opens it.</summary>
    public async ValueTask<WebhookSecret?> OpenAsync(byte[] box, Guid webhook, CancellationToken cancellation)
    {
        if (box.Length < HeadLength + NonceLength + TagLength + WebhookSecret.Fewest || box[0] != Form)
        {
            return null;
        }

        var name = box.AsMemory(1, KeyIdLength);
        var key = keys.FirstOrDefault(known => NameOf(known).AsSpan().SequenceEqual(name.Span));
        if (key is null && await OwnAsync(cancellation) is var kept && NameOf(kept).AsSpan().SequenceEqual(name.Span))
        {
            key = kept;
        }

        return key is null ? null : Open(box, key, webhook);
    }

    private static WebhookSecret? Open(byte[] box, byte[] key, Guid webhook)
    {
        var (nonce, tag, cipher) = Parts(box);
        var clear = new byte[cipher.Length];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(nonce.Span, cipher.Span, tag.Span, clear, webhook.ToByteArray(bigEndian: true));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return WebhookSecret.Of(clear);
    }

    /// <summary>By which a box says what it was sealed with. It tells nothing of the key.</summary>
    private static byte[] NameOf(byte[] key) => SHA256.HashData([.. "claimcheck webhook key"u8, .. key])[..KeyIdLength];

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] box) => (
        box.AsMemory(HeadLength, NonceLength), box.AsMemory(HeadLength + NonceLength, TagLength), box.AsMemory(HeadLength + NonceLength + TagLength));

    private async ValueTask<byte[]> OwnAsync(CancellationToken cancellation) =>
        own ??= await facts.GetAsync(OwnKey, cancellation) ?? throw new InvalidOperationException("The database has no key for webhooks.");
}
