using System.Buffers;
using System.Text.Json;

namespace ClaimCheck.Api.Http;

/// <summary>Puts answers on the wire.</summary>
internal static class JsonAnswer
{
    internal const string ContentType = "application/json; charset=utf-8";

    private const int FirstBuffer = 16 * 1024;
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = WireJson.Options.Encoder, SkipValidation = true };

    /// <summary>
    /// Writes a value whole, with its length: nothing is sent before all of it is known, and then in one piece. (Sent while it is
    /// being written it would be chunked, and the last chunk would cost the kernel a call of its own.)
    /// </summary>
    public static Task WriteAsync<T>(HttpResponse response, T value)
    {
        response.ContentLength = Serialize(response.BodyWriter, value);
        response.ContentType = ContentType;
        return Task.CompletedTask;
    }

    /// <summary>The same with a weak entity tag over what is answered, and a 304 where the caller has just that.</summary>
    public static Task WriteTaggedAsync<T>(HttpContext context, T value)
    {
        var buffer = new ArrayBufferWriter<byte>(FirstBuffer);
        Serialize(buffer, value);
        TaggedAnswer.Write(context, buffer.WrittenSpan, ContentType);
        return Task.CompletedTask;
    }

    private static long Serialize<T>(IBufferWriter<byte> output, T value)
    {
        using var json = new Utf8JsonWriter(output, WriterOptions);
        try
        {
            JsonSerializer.Serialize(json, value, WireJson.Options);
        }
        catch
        {
            // Its disposal would pass on what it still holds, in front of the problem that is answered instead.
            json.Reset();
            throw;
        }

        json.Flush();
        return json.BytesCommitted;
    }
}
