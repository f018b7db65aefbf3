namespace ClaimCheck.Cli;

/// <summary>CSV as RFC 4180 has it, and so that no spreadsheet takes a cell for a formula.</summary>
internal static class Csv
{
    private const string FormulaStarts = "=+-@\t\r＝＋－＠";

    /// <summary>A line of cells, with its end.</summary>
    public static string Line(params ReadOnlySpan<string?> cells)
    {
        var written = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            written[i] = Cell(cells[i]);
        }

        return string.Join(',', written) + "\r\n";
    }

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        var isBare = safe.AsSpan().IndexOfAny(",\"\r\n") < 0 && safe[0] != ' ' && safe[^1] != ' ';
        return isBare ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
