using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>What a line says that it is. The word is written as one, and read with its parts joined by underscores too.</summary>
/// <param name="Kind">What it is.</param>
[JsonConverter(typeof(RecordNameJson))]
internal sealed record RecordName(RecordKind Kind) : IWireChecked
{
    /// <summary>Every word that is read, and what it stands for.</summary>
    internal static IReadOnlyDictionary<string, RecordKind> Words { get; } = Enum.GetValues<RecordKind>()
        .SelectMany(kind => new[] { Words<RecordKind>.Of(kind), JsonNamingPolicy.SnakeCaseLower.ConvertName($"{kind}") }.Distinct(), (kind, word) => (word, kind))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>What to say where a word is none of them.</summary>
    internal static string Known { get; } = "one of " + string.Join(", ", Words<RecordKind>.All);

    public static implicit operator RecordName(RecordKind kind) => new(kind);

    static void IWireChecked.Check(JsonElement element, string path, Errors errors)
    {
        if (element.ValueKind != JsonValueKind.String || !Words.ContainsKey(element.GetString()!))
        {
            errors.Add(path, $"must be {Known}");
        }
    }
}

internal sealed class RecordNameJson : JsonConverter<RecordName>
{
    public override RecordName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(RecordName.Words[reader.GetString()!]);

    public override void Write(Utf8JsonWriter writer, RecordName value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Words<RecordKind>.Of(value.Kind));
}
