using System.Text.RegularExpressions;

namespace ClaimCheck.Domain.Values;

/// <summary>Language tags after BCP 47 (RFC 5646), checked for shape: <c>en</c>, <c>pt-BR</c>, <c>zh-Hant-TW</c>.</summary>
public static partial class LanguageTag
{
    /// <summary>The shape, for validators and the OpenAPI document.</summary>
    public const string Pattern = "^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,4}$";

    /// <summary>The longest tag accepted, in characters.</summary>
    public const int MaxLength = 35;

    /// <summary>Whether the text has the shape of a tag.</summary>
    public static bool IsWellFormed(string text) => text.Length <= MaxLength && Shape().IsMatch(text) && !text.EndsWith('\n');

    [GeneratedRegex(Pattern)]
    private static partial Regex Shape();
}
