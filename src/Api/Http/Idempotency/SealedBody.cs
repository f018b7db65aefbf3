using System.Security.Cryptography;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Http;

/// <summary>
/// An answer that shows a secret is kept encrypted under the secret of the key that asked for it. Of that only a hash is
/// stored, so nobody can read it out of the database; whoever repeats the request has it.
/// </summary>
internal static class SealedBody
{
    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;

    /// <summary>The body, encrypted (AES-256-GCM): nonce, tag, ciphertext.</summary>
    public static byte[] Seal(byte[] body, ApiKeyToken key)
    {
        var whole = new byte[NonceLength + TagLength + body.Length];
        var (nonce, tag, cipher) = Parts(whole);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = Cipher(key);
        aes.Encrypt(nonce.Span, body, cipher.Span, tag.Span);
        return whole;
    }

    /// <summary>The body in clear.</summary>
    public static byte[] Open(byte[] whole, ApiKeyToken key)
    {
        var (nonce, tag, cipher) = Parts(whole);
        var body = new byte[cipher.Length];
        using var aes = Cipher(key);
        aes.Decrypt(nonce.Span, cipher.Span, tag.Span, body);
        return body;
    }

    private static AesGcm Cipher(ApiKeyToken key) => new(key.Derive("claimcheck kept answer"), TagLength);

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] whole) => (
        whole.AsMemory(0, NonceLength), whole.AsMemory(NonceLength, TagLength), whole.AsMemory(NonceLength + TagLength));
}
