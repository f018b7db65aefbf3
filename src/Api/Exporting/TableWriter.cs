using System.Buffers;
using System.Text;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Formats.Csv;

namespace ClaimCheck.Api.Exporting;

/// <summary>A column of a table.</summary>
/// <typeparam name="T">What its rows are.</typeparam>
/// <param name="Name">Its name.</param>
/// <param name="Of">What stands in it; null leaves it empty.</param>
internal sealed record Column<T>(string Name, Func<T, string?> Of);

/// <summary>
/// Writes records as the rows of a table: CSV by RFC 4180, with a header and, because a spreadsheet would take UTF-8 for something
/// else without it, a byte order mark.
/// </summary>
/// <typeparam name="T">What they are.</typeparam>
/// <param name="columns">What is told of each.</param>
/// <param name="raw">Whether cells stand as they are. Otherwise those that a spreadsheet would reckon out begin with an apostrophe.</param>
internal sealed class TableWriter<T>(IReadOnlyList<Column<T>> columns, bool raw) : RecordWriter<T>
{
    // A row becomes UTF-8 as a whole: cell by cell, that would be half the work.
    private readonly ArrayBufferWriter<char> row = new();

    public override void Begin(IBufferWriter<byte> output)
    {
        output.Write("\uFEFF"u8);
        row.Write(string.Join(',', columns.Select(column => column.Name)));
        EndRow(output);
    }

    public override void Write(IBufferWriter<byte> output, T record)
    {
        for (var place = 0; place < columns.Count; place++)
        {
            row.Write(place > 0 ? "," : "");
            if (columns[place].Of(record) is { Length: > 0 } cell)
            {
                row.Write(CsvText.Cell(raw ? cell : FormulaGuard.Guard(cell)));
            }
        }

        EndRow(output);
    }

    private void EndRow(IBufferWriter<byte> output)
    {
        row.Write("\r\n");
        Encoding.UTF8.GetBytes(row.WrittenSpan, output);
        row.ResetWrittenCount();
    }
}
