using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ClaimCheck.Api.Http;

namespace ClaimCheck.Api.Exporting;

/// <summary>Writes records as lines of JSON, in the form in which an import takes them; what is not there is left out, not null.</summary>
/// <typeparam name="T">What they are.</typeparam>
/// <typeparam name="TLine">The form.</typeparam>
/// <param name="lineOf">Brings a record into it.</param>
internal sealed class LineWriter<T, TLine>(Func<T, TLine> lineOf) : RecordWriter<T>, IDisposable
{
    private readonly Utf8JsonWriter json = new(Stream.Null, new JsonWriterOptions { Encoder = WireJson.Options.Encoder, SkipValidation = true });

    public override void Write(IBufferWriter<byte> output, T record)
    {
        json.Reset(output);
        JsonSerializer.Serialize(json, lineOf(record), Lines.Options);
        json.Flush();
        output.Write("\n"u8);
    }

    public void Dispose() => json.Dispose();
}

/// <summary>How lines are written.</summary>
internal static class Lines
{
    // Without the resolver of the rest, which asks of each member by itself whether it is to be written: a quarter of the time.
    public static JsonSerializerOptions Options { get; } = new(WireJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };
}
