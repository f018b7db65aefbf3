using System.Text.Json;

namespace ClaimCheck.Api.Http;

/// <summary>Puts answers on the wire.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = WireJson.Options.Encoder, SkipValidation = true };

    /// <summary>
    /// Writes a value whole, with its length: nothing is sent before all of it is known, and then in one piece. (Sent while it is
    /// being written it would be chunked, and the last chunk would cost the kernel a call of its own.)
    /// </summary>
    public static Task WriteAsync<T>(HttpResponse response, T value)
    {
        using var json = new Utf8JsonWriter(response.BodyWriter, WriterOptions);
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
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.BytesCommitted;
        return Task.CompletedTask;
    }
}
