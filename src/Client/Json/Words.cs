using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaimCheck.Client;

/// <summary>The words for an enum's members on the wire: snake_case.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> ByMember =
        Enum.GetValues<T>().ToDictionary(member => member, member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString()));

    private static readonly Dictionary<string, T> ByWord = ByMember.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(T member) => ByMember[member];

    public static bool TryParse(string word, out T member) => ByWord.TryGetValue(word, out member);
}

/// <summary>Reads a word this version does not know as the member with the value 0, so that a newer service can still be read.</summary>
internal sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } word && Words<T>.TryParse(word, out var member) ? member : default;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words<T>.Of(value));
}
