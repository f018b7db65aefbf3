namespace ClaimCheck.Api.Http;

/// <summary>Writes cells of comma-separated values (RFC 4180).</summary>
internal static class CsvText
{
    /// <summary>A cell, in quotes where it could not be told from its neighbours without them.</summary>
    /// <param name="cell">What stands in it.</param>
    /// <param name="delimiter">What stands between cells.</param>
    public static string Cell(string cell, char delimiter = ',') =>
        cell.AsSpan().ContainsAny('"', '\r', '\n') || cell.Contains(delimiter, StringComparison.Ordinal)
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
