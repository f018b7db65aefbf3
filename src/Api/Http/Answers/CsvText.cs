namespace ClaimCheck.Api.Http;

/// <summary>Writes cells of comma-separated values (RFC 4180).</summary>
internal static class CsvText
{
    // What a spreadsheet takes for the beginning of a formula, in the full width that Asian keyboards have as well.
    private const string Formula = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    /// <summary>A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe in front.</summary>
    public static string Cell(string? value) => Raw(value is { Length: > 0 } && Formula.Contains(value[0], StringComparison.Ordinal) ? $"'{value}" : value);

    /// <summary>A cell as it is.</summary>
    public static string Raw(string? value)
    {
        if (value is null)
        {
            return "";
        }

        return value.AsSpan().ContainsAny(",\"\r\n") || value.StartsWith(' ') || value.EndsWith(' ')
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
    }
}
