using System.Buffers;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Http;

/// <summary>Reads a request body of a listed media type, up to a limit.</summary>
internal static class BodyBytes
{
    internal const int Most = 1024 * 1024;
    private const int FirstBuffer = 4096;

    internal static async ValueTask<(ProblemAnswer? Refusal, JsonElement Element)> ReadJsonAsync(
        HttpRequest request,
        IReadOnlyList<string> mediaTypes)
    {
        if (RefuseMediaType(request, mediaTypes) is { } refusal)
        {
            return (refusal, default);
        }

        var (unread, bytes) = await ReadAsync(request);
        RequestFingerprint.Note(request, bytes);
        return unread is null ? (JsonText.Read(bytes, out var element), element) : (unread, default);
    }

    private static ProblemAnswer? RefuseMediaType(HttpRequest request, IReadOnlyList<string> mediaTypes)
    {
        var known = MediaTypeHeaderValue.TryParse(request.ContentType, out var sent)
            && mediaTypes.Contains(sent.MediaType.Value, StringComparer.OrdinalIgnoreCase);
        if (!known)
        {
            return Refuse(request, mediaTypes, $"The body must be sent with Content-Type {mediaTypes[0]}.");
        }

        if (sent!.Charset.HasValue && !HeaderUtilities.RemoveQuotes(sent.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(request, mediaTypes, "The body must be sent in UTF-8: leave the charset out or say utf-8.");
        }

        return request.Headers.ContentEncoding.Count > 0
            ? Refuse(request, mediaTypes, "The body must be sent without Content-Encoding.").WithHeader("Accept-Encoding", "identity")
            : null;
    }

    private static async ValueTask<(ProblemAnswer? Refusal, ArraySegment<byte> Bytes)> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > Most)
        {
            return (TooLarge(), default);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var count = 0;
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer.AsMemory(count), request.HttpContext.RequestAborted)) > 0)
            {
                count += read;
                if (count > Most)
                {
                    return (TooLarge(), default);
                }

                if (count == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }

            return (null, buffer.AsSpan(0, count).ToArray());
        }
        catch (BadHttpRequestException exception)
        {
            var type = ProblemType.ForStatus(exception.StatusCode) ?? ProblemType.BadRequest;
            return (Problems.Of(type, type.Meaning), default);
        }
        catch (OperationCanceledException)
        {
            return (Problems.Of(ProblemType.RequestTimeout, ProblemType.RequestTimeout.Meaning), default);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static ProblemAnswer TooLarge() =>
        Problems.Of(ProblemType.TooLarge, $"The body may have at most {Most} bytes (1 MiB).");

    private static ProblemAnswer Refuse(HttpRequest request, IReadOnlyList<string> mediaTypes, string detail) =>
        Problems.Of(ProblemType.UnsupportedMediaType, detail)
            .WithHeader(HttpMethods.IsPatch(request.Method) ? "Accept-Patch" : "Accept-Post", string.Join(", ", mediaTypes));
}
