using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClaimCheck.Api.Tests.Contract;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>
/// What a value breaks of a schema of the committed document, read as JSON Schema 2020-12 with formats asserted. It knows the
/// words that the document uses, and refuses to judge by a schema that has another.
/// </summary>
internal static class SchemaCheck
{
    private static readonly HashSet<string> Annotations = ["description", "title", "default", "example", "examples"];
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    /// <summary>What stands behind a reference into the document: a schema, or a header.</summary>
    internal static JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? reference.GetString()!.TrimStart('#', '/').Split('/').Aggregate(CommittedDocument.Json, (part, name) => part.GetProperty(name))
        : schema;

    /// <summary>What is broken, with the path where; nothing where the value is valid.</summary>
    internal static IEnumerable<string> Violations(JsonElement schema, JsonElement value, string path = "$") =>
        schema.EnumerateObject().Where(word => !Annotations.Contains(word.Name)).SelectMany(word => Violations(schema, word, value, path));

    /// <summary>Whether the whole text matches a pattern; a dollar sign does not forgive a line feed, as it would in .NET.</summary>
    internal static bool Matches(string pattern, string text) => Patterns
        .GetOrAdd(pattern, known => new Regex(
            known.EndsWith('$') ? known[..^1] + @"\z" : known, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)))
        .IsMatch(text);

    private static IEnumerable<string> Violations(JsonElement schema, JsonProperty word, JsonElement value, string path) => word.Name switch
    {
        "$ref" => Violations(Resolve(schema), value, path),
        "anyOf" => word.Value.EnumerateArray().Any(one => !Violations(one, value, path).Any()) ? [] : [$"{path} matches none of anyOf"],
        "oneOf" => word.Value.EnumerateArray().Count(one => !Violations(one, value, path).Any()) == 1 ? [] : [$"{path} matches not exactly one of oneOf"],
        "allOf" => word.Value.EnumerateArray().SelectMany(one => Violations(one, value, path)),
        "type" => Types(word.Value).Any(type => IsOf(type, value)) ? [] : [$"{path} is {value.ValueKind}, not {word.Value}"],
        "enum" => word.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? [] : [$"{path} is none of the words of its enum"],
        "properties" or "required" or "additionalProperties" or "minProperties" or "maxProperties" =>
            value.ValueKind == JsonValueKind.Object ? OfObject(schema, word, value, path) : [],
        "items" or "minItems" or "maxItems" => value.ValueKind == JsonValueKind.Array ? OfArray(word, value, path) : [],
        "minLength" or "maxLength" or "pattern" => value.ValueKind == JsonValueKind.String ? OfText(word, value.GetString()!, path) : [],
        "format" => Formats.Holds(word.Value.GetString()!, value) ? [] : [$"{path} is no {word.Value}"],
        "minimum" or "maximum" => value.ValueKind == JsonValueKind.Number ? OfNumber(word, value, path) : [],
        _ => throw new NotSupportedException($"The document uses the word {word.Name}, by which nothing is judged here."),
    };

    private static IEnumerable<string> OfObject(JsonElement schema, JsonProperty word, JsonElement value, string path) => word.Name switch
    {
        "properties" => word.Value.EnumerateObject()
            .Where(member => value.TryGetProperty(member.Name, out _))
            .SelectMany(member => Violations(member.Value, value.GetProperty(member.Name), $"{path}.{member.Name}")),
        "required" => word.Value.EnumerateArray().Select(name => name.GetString()!)
            .Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is missing"),
        "minProperties" => value.GetPropertyCount() < word.Value.GetInt32() ? [$"{path} has too few members"] : [],
        "maxProperties" => value.GetPropertyCount() > word.Value.GetInt32() ? [$"{path} has too many members"] : [],
        _ => value.EnumerateObject().Where(member => !IsNamed(schema, member.Name)).SelectMany(member => word.Value.ValueKind switch
        {
            JsonValueKind.True => [],
            JsonValueKind.False => [$"{path}.{member.Name} is not a member"],
            _ => Violations(word.Value, member.Value, $"{path}.{member.Name}"),
        }),
    };

    private static IEnumerable<string> OfArray(JsonProperty word, JsonElement value, string path) => word.Name switch
    {
        "minItems" => value.GetArrayLength() < word.Value.GetInt32() ? [$"{path} has too few items"] : [],
        "maxItems" => value.GetArrayLength() > word.Value.GetInt32() ? [$"{path} has too many items"] : [],
        _ => value.EnumerateArray().SelectMany((item, index) => Violations(word.Value, item, $"{path}[{index}]")),
    };

    private static IEnumerable<string> OfText(JsonProperty word, string text, string path) => word.Name switch
    {
        "minLength" => text.EnumerateRunes().Count() < word.Value.GetInt32() ? [$"{path} is too short"] : [],
        "maxLength" => text.EnumerateRunes().Count() > word.Value.GetInt32() ? [$"{path} is too long"] : [],
        _ => Matches(word.Value.GetString()!, text) ? [] : [$"{path} does not match {word.Value}"],
    };

    private static IEnumerable<string> OfNumber(JsonProperty word, JsonElement value, string path) => word.Name switch
    {
        "minimum" => value.GetDouble() < word.Value.GetDouble() ? [$"{path} is too small"] : [],
        _ => value.GetDouble() > word.Value.GetDouble() ? [$"{path} is too large"] : [],
    };

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => throw new NotSupportedException($"There is no type {type}."),
    };

    private static bool IsNamed(JsonElement schema, string member) =>
        schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member, out _);
}
