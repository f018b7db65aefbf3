using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>What is wrong with a JSON value that is neither an object nor a list.</summary>
internal static class Scalar
{
    internal static string? Complaint(JsonElement element, JsonTypeInfo info)
    {
        var type = info.Type;
        if (type == typeof(JsonElement))
        {
            return null;
        }

        if (type.IsEnum)
        {
            return element.ValueKind == JsonValueKind.String && EnumWords.TryRead(type, element.GetString()!, out _)
                ? null
                : EnumWords.Complaint(type);
        }

        if (info.Converter is IWireText text)
        {
            return OfText(element, text);
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => element.ValueKind == JsonValueKind.String ? null : "must be a text",
            TypeCode.Boolean => element.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false",
            TypeCode.Int16 => Whole(element, short.MinValue, short.MaxValue),
            TypeCode.Int32 => Whole(element, int.MinValue, int.MaxValue),
            TypeCode.Int64 => Whole(element, long.MinValue, long.MaxValue),
            TypeCode.Double => Fractional(element, element.ValueKind == JsonValueKind.Number && double.IsFinite(element.GetDouble())),
            TypeCode.Decimal => Fractional(element, element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out _)),
            TypeCode.Object when type == typeof(Guid) => Id(element),
            TypeCode.Object when type == typeof(DateOnly) => Date(element),
            _ => null,
        };
    }

    private static string? OfText(JsonElement element, IWireText text) =>
        element.ValueKind == JsonValueKind.String
            ? text.Read(element.GetString()!, out _)
            : $"must be a text such as {text.Example}";

    private static string? Whole(JsonElement element, long least, long most)
    {
        if (element.ValueKind != JsonValueKind.Number)
        {
            return "must be a whole number";
        }

        if (element.GetRawText().AsSpan().TrimStart('-').ContainsAnyExceptInRange('0', '9'))
        {
            return "must be a whole number, written without fraction or exponent";
        }

        return element.TryGetInt64(out var number) && number >= least && number <= most
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"must lie between {least} and {most}");
    }

    private static string? Fractional(JsonElement element, bool fits)
    {
        if (element.ValueKind != JsonValueKind.Number)
        {
            return "must be a number";
        }

        return fits ? null : "must be a number of ordinary size";
    }

    private static string? Id(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && CanonicalId.TryRead(element.GetString(), out _) ? null : CanonicalId.Complaint;

    private static string? Date(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && CalendarDate.TryRead(element.GetString(), out _) ? null : CalendarDate.Complaint;
}
