using System.Text;
using ClaimCheck.Api.Importing.Formats.Ndjson;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>
/// A table in which rows of a file that was no table were given back, to be mended and sent again: what counts of each is the line of
/// JSON in its column <c>import_sent</c>.
/// </summary>
internal sealed class ReturnedTable
{
    internal const string Sent = "import_sent";
    internal const string Record = "import_record";

    private readonly CsvLayout _layout;
    private readonly int _sent;
    private readonly int _record;
    private readonly List<string> _cells = [];

    private ReturnedTable(CsvLayout layout, int sent, int record) => (_layout, _sent, _record) = (layout, sent, record);

    /// <summary>The table of this header; null where it has columns of its own.</summary>
    /// <exception cref="BrokenBodyException">The header is none.</exception>
    internal static ReturnedTable? Of(byte[] header)
    {
        var layout = CsvLayout.Of(header);
        var cells = layout.CellsOf(header).ConvertAll(cell => cell.Trim());
        return cells.Contains(Sent) && cells.TrueForAll(cell => cell.StartsWith(CsvColumn.LeftOutPrefix, StringComparison.Ordinal))
            ? new(layout, cells.IndexOf(Sent), cells.IndexOf(Record))
            : null;
    }

    /// <summary>The row in a record of the table; the record itself, which is no row, where that cannot be told.</summary>
    internal CutRow RowIn(int line, ReadOnlyMemory<byte> record)
    {
        if (CsvCells.Split(Encoding.UTF8.GetString(record.Span), (char)_layout.Delimiter, _cells) is not null || _cells.Count <= _sent)
        {
            return new(line, null, record);
        }

        var isReview = _record >= 0 && _cells[_record] == Words<RecordKind>.Of(RecordKind.ClaimReview);
        var row = SentRow.AsLine(SentRow.BytesOf(FormulaGuard.Release(_cells[_sent])), isReview);
        return new(line, RecordMember.Of(row.Span), row);
    }
}
