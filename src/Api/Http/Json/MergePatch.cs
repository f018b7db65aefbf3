using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClaimCheck.Api.Http;

/// <summary>RFC 7396: members given replace, null removes, objects are merged, lists are replaced whole.</summary>
internal static class MergePatch
{
    internal static JsonElement Apply(JsonElement target, JsonElement patch) =>
        JsonSerializer.SerializeToElement(Merge(ToNode(target), patch), WireJson.Options);

    private static JsonNode? Merge(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            return ToNode(patch);
        }

        var merged = target as JsonObject ?? [];
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                merged.Remove(member.Name);
                continue;
            }

            // Taken out first: a node cannot stand in two places.
            merged.Remove(member.Name, out var present);
            merged[member.Name] = Merge(present, member.Value);
        }

        return merged;
    }

    private static JsonNode? ToNode(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        _ => JsonValue.Create(element),
    };
}
