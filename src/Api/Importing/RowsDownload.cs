using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Formats.Csv;
using ClaimCheck.Data;
using ClaimCheck.Data.Importing;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Importing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Importing;

/// <summary>Rows of an import with what became of them, all of them in one answer, to be mended and sent again.</summary>
/// <param name="import">The import.</param>
/// <param name="result">Only those with this result.</param>
/// <param name="format">NDJSON or CSV.</param>
/// <param name="data">Where they are read.</param>
public sealed class RowsDownload(Import import, RowResult? result, RowsFormat format, DataServices data)
    : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    internal const string Ndjson = "application/x-ndjson";
    internal const string Csv = "text/csv";
    private const int AtOnce = 1000;
    private const int FlushedBytes = 1 << 16;

    private static readonly string[] ColumnsOfRecords = [ReturnedTable.Record, "import_external_id", "import_id", ReturnedTable.Sent];
    private static readonly string[] ColumnsBeside = ["import_line", "import_result", "import_code", "import_column", "import_message"];

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    private bool IsCsv => format == RowsFormat.Csv;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var cancellation = httpContext.RequestAborted;
        var header = import.Options.Format == ImportFormat.Csv ? await data.ImportReader.GetHeaderAsync(import.Id, cancellation) : null;
        var table = header is null || ReturnedTable.Of(header) is not null ? null : new OwnTable(header);

        // What is beside a row stands there as its own cells do.
        var between = table?.Delimiter ?? ',';
        var rows = await ReadAsync(0, cancellation);
        var response = httpContext.Response;
        response.ContentType = $"{(IsCsv ? Csv : Ndjson)}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"import-{import.Id}-rows.{(IsCsv ? "csv" : "ndjson")}\"";
        response.Headers.Vary = HeaderNames.Accept;
        if (IsCsv)
        {
            // A spreadsheet would take UTF-8 for something else without the mark, and what is mended in it for the same.
            Write(response.BodyWriter, "\uFEFF");
            WriteLine(response.BodyWriter, between, table?.Header, [.. ColumnsOfRecords, .. ColumnsBeside]);
        }

        while (true)
        {
            foreach (var row in rows.Rows)
            {
                Write(response.BodyWriter, row, table);
                if (response.BodyWriter.UnflushedBytes >= FlushedBytes)
                {
                    await response.BodyWriter.FlushAsync(cancellation);
                }
            }

            if (!rows.HasMore)
            {
                return;
            }

            rows = await ReadAsync(rows.Rows[^1].Outcome.Line, cancellation);
        }
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var line = JsonSerializer.Serialize(ImportedRow.Example, WireJson.Options);
        builder.Metadata.Add(new ResponseFormMetadata(
            StatusCodes.Status200OK, Ndjson, "All rows, one object a line. Lines with `sent` can be mended there and sent again as they are.", JsonValue.Create(line + "\n")));
        builder.Metadata.Add(new ResponseFormMetadata(
            StatusCodes.Status200OK,
            Csv,
            "All rows. Those of a CSV file as they were sent, with columns beside them that are ignored when they are sent again.",
            JsonValue.Create("source,text,import_record,import_external_id,import_id,import_sent,import_line,import_result,import_code,import_column,import_message\r\nexample-paper,The bridge is closed.,claim,,,,2,failed,unknown-reference,source,\"source names no source that is known: example-paper.\"\r\n")));
        builder.Metadata.Add(new ResponseHeaderMetadata(
            StatusCodes.Status200OK, HeaderNames.ETag, $"{ETags.WeakDescription} Not with `ndjson` and `csv`.", ETags.WeakExample, MayLack: true));
        builder.Metadata.Add(new ResponseHeaderMetadata(
            StatusCodes.Status200OK, HeaderNames.ContentDisposition, "With `ndjson` and `csv`: a name for the file.", "attachment; filename=\"rows.csv\"", MayLack: true));
    }

    private Task<ReportedRows> ReadAsync(int after, CancellationToken cancellation) =>
        data.ImportReader.ListRowsAsync(import.Id, result, after, AtOnce, cancellation);

    private void Write(IBufferWriter<byte> output, ReportedRow row, OwnTable? table)
    {
        if (!IsCsv)
        {
            Write(output, JsonSerializer.Serialize(ImportedRow.Of(row), WireJson.Options));
            output.Write("\n"u8);
            return;
        }

        var outcome = row.Outcome;
        var cells = row.Sent is { } sent && table?.Holds(sent) == true ? sent : null;
        WriteLine(
            output,
            table?.Delimiter ?? ',',
            cells ?? table?.NoCells,
            [
                outcome.Kind is { } kind ? Words<RecordKind>.Of(kind) : null, outcome.ExternalId, outcome.Id?.ToString(),
                cells is null && row.Sent is { } other ? Encoding.UTF8.GetString(other) : null,
                outcome.Line.ToString(CultureInfo.InvariantCulture), Words<RowResult>.Of(outcome.Result), outcome.Failure?.Code, outcome.Failure?.Path,
                outcome.Failure?.Message,
            ]);
    }

    /// <summary>A line of a table: cells as they were sent, byte for byte whatever they are, and behind them ours.</summary>
    private static void WriteLine(IBufferWriter<byte> output, char between, byte[]? cells, string?[] ours)
    {
        if (cells is not null)
        {
            output.Write(cells);
            Write(output, between.ToString());
        }

        Write(output, string.Join(between, ours.Select(cell => CsvText.Cell(FormulaGuard.Guard(cell ?? ""), between))));
        output.Write("\r\n"u8);
    }

    private static void Write(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);

    /// <summary>The table that a CSV file is.</summary>
    private sealed class OwnTable
    {
        private readonly int count;
        private readonly List<string> cells = [];

        public OwnTable(byte[] header)
        {
            var layout = CsvLayout.Of(header);
            (Header, Delimiter, count) = (header, (char)layout.Delimiter, layout.CellsOf(header).Count);
            NoCells = Encoding.UTF8.GetBytes(new string(Delimiter, count - 1));
        }

        public byte[] Header { get; }

        public char Delimiter { get; }

        /// <summary>A row in which nothing stands.</summary>
        public byte[] NoCells { get; }

        /// <summary>Whether a row has a cell for each column. What stands behind any other would be taken for cells of its own.</summary>
        public bool Holds(byte[] row) => CsvCells.Split(Encoding.UTF8.GetString(row), Delimiter, cells) is null && cells.Count == count;
    }
}
