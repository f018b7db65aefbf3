using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Api.Http;

/// <summary>What was asked, as a hash: a request is the same as an earlier one when method, address and body are.</summary>
/// <param name="Hash">SHA-256.</param>
internal sealed record RequestFingerprint(byte[] Hash)
{
    /// <summary>What was noted; of an operation that takes no body, the request without one. Null for a request without an <c>Idempotency-Key</c>.</summary>
    public static RequestFingerprint? Of(HttpContext context)
    {
        if (context.Features.Get<RequestFingerprint>() is null)
        {
            Note(context.Request, []);
        }

        return context.Features.Get<RequestFingerprint>();
    }

    /// <summary>Notes it for a request that carries an <c>Idempotency-Key</c>, when its body has been read.</summary>
    public static void Note(HttpRequest request, ReadOnlySpan<byte> body)
    {
        if (!request.Headers.ContainsKey(RequestHeaderRules.IdempotencyKey))
        {
            return;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // Escaped, neither path nor query holds a line break, so no two requests read the same.
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path.ToUriComponent()}\n{request.QueryString.ToUriComponent()}\n"));
        hash.AppendData(body);
        request.HttpContext.Features.Set(new RequestFingerprint(hash.GetHashAndReset()));
    }
}
