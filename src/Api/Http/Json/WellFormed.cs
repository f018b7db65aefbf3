using System.Text.Json;

namespace ClaimCheck.Api.Http;

/// <summary>What holds for all JSON sent here, whatever it is for: no member twice, no text that is not Unicode.</summary>
internal static class WellFormed
{
    private const string Unpaired = "must not contain half of a surrogate pair";

    /// <summary>Collects what is wrong; gives the path of the first text with U+0000, which no database column takes.</summary>
    internal static string? Check(JsonElement element, string path, Errors errors) => element.ValueKind switch
    {
        JsonValueKind.Object => CheckObject(element, path, errors),
        JsonValueKind.Array => CheckArray(element, path, errors),
        JsonValueKind.String => CheckText(element, path, errors),
        _ => null,
    };

    private static string? CheckObject(JsonElement element, string path, Errors errors)
    {
        string? nul = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (NameOf(member) is not { } name)
            {
                errors.Add(path, "has a member whose name contains half of a surrogate pair");
                continue;
            }

            var memberPath = JsonPath.Member(path, name);
            if (!seen.Add(name))
            {
                errors.Add(memberPath, "is given more than once");
            }

            nul ??= name.Contains('\0', StringComparison.Ordinal) ? memberPath : null;
            var inside = Check(member.Value, memberPath, errors);
            nul ??= inside;
        }

        return nul;
    }

    private static string? CheckArray(JsonElement element, string path, Errors errors)
    {
        string? nul = null;
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            var inside = Check(item, JsonPath.Item(path, index++), errors);
            nul ??= inside;
        }

        return nul;
    }

    private static string? CheckText(JsonElement element, string path, Errors errors)
    {
        try
        {
            return element.GetString()!.Contains('\0', StringComparison.Ordinal) ? path : null;
        }
        catch (InvalidOperationException)
        {
            errors.Add(path, Unpaired);
            return null;
        }
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
