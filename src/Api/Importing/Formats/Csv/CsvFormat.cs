using System.Runtime.CompilerServices;
using ClaimCheck.Api.Importing.Formats.Ndjson;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>Claims as comma-separated values with a header. Rows in which every cell is empty are none.</summary>
/// <param name="columns">The file's names of columns and the names they stand for.</param>
internal sealed class CsvFormat(IReadOnlyDictionary<string, string>? columns) : BodyFormat
{
    private const int LongestHeader = 64 * 1024;

    internal override async IAsyncEnumerable<CutRow> CutAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var window = new ByteWindow(body);
        var (layout, nextLine) = await ReadHeaderAsync(window, cancellation);
        var returned = ReturnedTable.Of(Header!);
        if (returned is null)
        {
            CsvHeader.Of(Header!, columns);
        }

        var records = new CsvRecords(window, layout, nextLine);
        while (await records.ReadAsync(cancellation) is { } record)
        {
            if (record.Span.ContainsAnyExcept([layout.Delimiter, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']))
            {
                yield return returned?.RowIn(records.Line, record) ?? new CutRow(records.Line, RecordKind.Claim, record);
            }
        }
    }

    internal override RowParser ParserFor(ImportOptions options, byte[]? header, TimeProvider clock) =>
        ReturnedTable.Of(header ?? []) is null ? new CsvParser(CsvHeader.Of(header ?? [], options.Columns), clock) : new NdjsonParser(options, clock);

    /// <summary>Reads the header, and before it blank lines and the line by which spreadsheets are told the delimiter.</summary>
    private async ValueTask<(CsvLayout Layout, int NextLine)> ReadHeaderAsync(ByteWindow window, CancellationToken cancellation)
    {
        var line = 0;
        var hasEnded = false;
        while (true)
        {
            // One more than a header may have, so that one which is too long is told from one that is not.
            var isFull = window.Unread.Length > LongestHeader;
            var text = isFull ? window.Unread[..(LongestHeader + 1)] : window.Unread;
            if (!CsvLayout.TryFind(text, hasEnded || isFull, out var layout, out var end))
            {
                hasEnded = !await window.ReadMoreAsync(cancellation);
                continue;
            }

            if (text.IsEmpty || end > LongestHeader)
            {
                throw new BrokenBodyException(text.IsEmpty
                    ? "The file is empty: its first line must name the columns."
                    : $"The first line must name the columns, and have at most {LongestHeader} bytes.");
            }

            var first = window.Unread[..end].TrimEnd("\r"u8).ToArray();
            line += 1 + first.AsSpan().Count(layout.LineEnd);
            window.Skip(Math.Min(end + 1, window.Unread.Length));
            if (!first.AsSpan().Trim(" \t\r"u8).IsEmpty && !IsHint(first))
            {
                Header = first;
                return (layout, line + 1);
            }
        }
    }

    private static bool IsHint(ReadOnlySpan<byte> line) => line.Length == 5 && System.Text.Ascii.EqualsIgnoreCase(line[..4], "sep="u8);
}
