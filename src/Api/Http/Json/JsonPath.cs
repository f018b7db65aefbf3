using System.Text;
using System.Text.Json;

namespace ClaimCheck.Api.Http;

/// <summary>Paths such as <c>$.attribution[0].source</c>.</summary>
internal static class JsonPath
{
    internal const string Root = "$";

    internal static string Member(string path, string name) =>
        IsPlain(name) ? $"{path}.{name}" : $"{path}['{Excerpt.Of(name)}']";

    internal static string Item(string path, int index) => $"{path}[{index}]";

    /// <summary>The path of what FluentValidation calls <c>Attribution[0].Source</c>.</summary>
    internal static string OfProperty(string propertyName)
    {
        if (propertyName.Length == 0)
        {
            return Root;
        }

        var path = new StringBuilder(Root);
        foreach (var segment in propertyName.Split('.'))
        {
            path.Append('.').Append(JsonNamingPolicy.CamelCase.ConvertName(segment));
        }

        return path.ToString();
    }

    private static bool IsPlain(string name) =>
        name.Length is >= 1 and <= 80 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$' or '-');
}
