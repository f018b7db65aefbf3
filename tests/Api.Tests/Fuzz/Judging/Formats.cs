using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>The formats that the document uses, as the RFCs have them rather than as the service reads them.</summary>
internal static partial class Formats
{
    internal static bool Holds(string format, JsonElement value) => format switch
    {
        "int32" or "int64" or "float" or "double" => value.ValueKind != JsonValueKind.Number || double.IsFinite(value.GetDouble()),
        _ => value.ValueKind != JsonValueKind.String || Holds(format, value.GetString()!),
    };

    private static bool Holds(string format, string text) => format switch
    {
        "uuid" => Uuid().IsMatch(text),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => IsInstant(text),
        _ => throw new NotSupportedException($"The document uses the format {format}, by which nothing is judged here."),
    };

    /// <summary>RFC 3339, section 5.6, but for leap seconds, which depend on a table.</summary>
    private static bool IsInstant(string text) =>
        Instant().Match(text) is { Success: true } parts
        && DateTime.TryParseExact(parts.Groups[1].Value.ToUpperInvariant(), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\A([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\z")]
    private static partial Regex Instant();
}
