using System.Buffers;

namespace ClaimCheck.Api.Http;

/// <summary>Answers that have no version of their own: what is sent is their tag.</summary>
internal static class TaggedAnswer
{
    /// <summary>Writes an answer whole, with a weak entity tag over it; a 304 where the caller has just that.</summary>
    public static void Write(HttpContext context, ReadOnlySpan<byte> body, string contentType)
    {
        var response = context.Response;
        var etag = ETags.Weak(body);
        response.Headers.ETag = etag;
        if (IfNoneMatch.Of(context.Request).Has(etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentLength = body.Length;
        response.ContentType = contentType;
        response.BodyWriter.Write(body);
    }
}
