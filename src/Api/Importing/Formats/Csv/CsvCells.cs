using System.Text;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>The cells of one record (RFC 4180). A quote within a cell that does not begin with one is a letter like any other.</summary>
internal static class CsvCells
{
    /// <summary>Splits a record; gives what is wrong with the cell that would be the next one, or null.</summary>
    internal static string? Split(ReadOnlySpan<char> record, char delimiter, List<string> cells)
    {
        cells.Clear();
        while (true)
        {
            var complaint = record is ['"', ..] ? TakeQuoted(ref record, delimiter, cells) : TakePlain(ref record, delimiter, cells);
            if (complaint is not null || record.IsEmpty)
            {
                return complaint;
            }

            // Past the delimiter, behind which there always is a cell.
            record = record[1..];
            if (record.IsEmpty)
            {
                cells.Add(string.Empty);
                return null;
            }
        }
    }

    private static string? TakePlain(ref ReadOnlySpan<char> record, char delimiter, List<string> cells)
    {
        var end = record.IndexOf(delimiter);
        end = end < 0 ? record.Length : end;
        cells.Add(record[..end].ToString());
        record = record[end..];
        return null;
    }

    private static string? TakeQuoted(ref ReadOnlySpan<char> record, char delimiter, List<string> cells)
    {
        var rest = record[1..];
        StringBuilder? cell = null;
        while (true)
        {
            var quote = rest.IndexOf('"');
            if (quote < 0)
            {
                return "begins with a quote that is never closed";
            }

            if (quote + 1 == rest.Length || rest[quote + 1] != '"')
            {
                record = rest[(quote + 1)..];
                if (!record.IsEmpty && record[0] != delimiter)
                {
                    return "has text after its closing quote: within quotes, write each quote twice";
                }

                cells.Add(cell is null ? rest[..quote].ToString() : cell.Append(rest[..quote]).ToString());
                return null;
            }

            cell = (cell ?? new StringBuilder()).Append(rest[..(quote + 1)]);
            rest = rest[(quote + 2)..];
        }
    }
}
