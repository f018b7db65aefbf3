using System.Globalization;
using System.Text.Json;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>Reads JSON-LD, in which one may stand for a list of one and an object for its name.</summary>
internal static class ReviewMembers
{
    /// <summary>The member; of a list its first element; nothing where it is not there or null.</summary>
    internal static JsonElement? One(this JsonElement owner, string name) => owner.All(name).Select(each => (JsonElement?)each).FirstOrDefault();

    /// <summary>The members of a list, or the one that stands for it.</summary>
    internal static IEnumerable<JsonElement> All(this JsonElement owner, string name)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var member))
        {
            return [];
        }

        return (member.ValueKind == JsonValueKind.Array ? member.EnumerateArray() : Enumerable.Repeat(member, 1))
            .Where(each => each.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined));
    }

    /// <summary>A text that is not blank, letter for letter.</summary>
    internal static string? Text(this JsonElement owner, string name) => owner.All(name).Select(TextOf).FirstOrDefault(text => text is not null);

    /// <summary>A name: a text without the white space around it, which names never begin or end with.</summary>
    internal static string? Name(this JsonElement owner, string name) => owner.Text(name)?.Trim();

    /// <summary>A number, also one that is written as a text.</summary>
    internal static double? Number(this JsonElement owner, string name) => owner.One(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        { ValueKind: JsonValueKind.String } text when double.TryParse(
            text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) => value,
        _ => null,
    };

    /// <summary>An address: a text, or what is named by it.</summary>
    internal static string? Address(this JsonElement owner, string name) => owner.All(name)
        .Select(each => each.ValueKind == JsonValueKind.Object ? each.Text("url") ?? each.Text("@id") : TextOf(each))
        .FirstOrDefault(text => text is not null)?.Trim();

    internal static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String when element.GetString() is { } text && !PlainText.IsBlank(text) => text,
        JsonValueKind.Object => element.Text("@value"),
        _ => null,
    };
}
