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
    public override void Begin(IBufferWriter<byte> output)
    {
        output.Write("\uFEFF"u8);
        for (var place = 0; place < columns.Count; place++)
        {
            Separate(output, place);
            output.Write(Encoding.UTF8.GetBytes(columns[place].Name));
        }

        output.Write("\r\n"u8);
    }

    public override void Write(IBufferWriter<byte> output, T record)
    {
        for (var place = 0; place < columns.Count; place++)
        {
            Separate(output, place);
            if (columns[place].Of(record) is { Length: > 0 } cell)
            {
                WriteCell(output, cell);
            }
        }

        output.Write("\r\n"u8);
    }

    private static void Separate(IBufferWriter<byte> output, int place)
    {
        if (place > 0)
        {
            output.Write(","u8);
        }
    }

    private void WriteCell(IBufferWriter<byte> output, string cell)
    {
        var shown = raw ? cell : FormulaGuard.Guard(cell);
        Encoding.UTF8.GetBytes(CsvText.Cell(shown), output);
    }
}
