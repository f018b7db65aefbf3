using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;

namespace ClaimCheck.Api.Importing;

/// <summary>A row as it was sent: the object that it is, or else its text, in which what is no UTF-8 cannot be kept.</summary>
/// <param name="Json">An object or a text.</param>
[JsonConverter(typeof(RowAsSentJson))]
[Alternatives(typeof(string), typeof(JsonElement), TextLength = RowAsSent.LongestText)]
public sealed record RowAsSent(JsonElement Json)
{
    internal const int LongestText = 1024 * 1024;

    internal static RowAsSent Of(byte[] sent) => new(
        JsonText.Read(sent, out var json) is null && json.ValueKind == JsonValueKind.Object
            ? json
            : JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(sent), WireJson.Options));
}

internal sealed class RowAsSentJson : JsonConverter<RowAsSent>
{
    public override RowAsSent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, RowAsSent value, JsonSerializerOptions options) => value.Json.WriteTo(writer);
}
