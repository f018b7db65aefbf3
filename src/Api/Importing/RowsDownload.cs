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

    private static readonly string[] ColumnsOfRecords = ["import_record", "import_external_id", "import_id", "import_sent"];
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

        // What is beside a row stands there as its own cells do.
        var between = header is null ? ',' : (char)CsvLayout.Of(header).Delimiter;
        var rows = await ReadAsync(0, cancellation);
        var response = httpContext.Response;
        response.ContentType = $"{(IsCsv ? Csv : Ndjson)}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"import-{import.Id}-rows.{(IsCsv ? "csv" : "ndjson")}\"";
        response.Headers.Vary = HeaderNames.Accept;
        if (IsCsv)
        {
            // A spreadsheet would take UTF-8 for something else without the mark, and what is mended in it for the same.
            Write(response.BodyWriter, "\uFEFF");
            WriteLine(response.BodyWriter, between, header, header is null ? ColumnsOfRecords : [], ColumnsBeside);
        }

        while (rows.Count > 0)
        {
            foreach (var row in rows)
            {
                Write(response.BodyWriter, row, between);
            }

            await response.BodyWriter.FlushAsync(cancellation);
            rows = await ReadAsync(rows[^1].Outcome.Line, cancellation);
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
            JsonValue.Create("source,text,import_line,import_result,import_code,import_column,import_message\r\nexample-paper,The bridge is closed.,2,failed,unknown-reference,source,\"source names no source that is known: example-paper.\"\r\n")));
        builder.Metadata.Add(new ResponseHeaderMetadata(
            StatusCodes.Status200OK, HeaderNames.ETag, $"{ETags.WeakDescription} Not with `ndjson` and `csv`.", ETags.WeakExample, MayLack: true));
        builder.Metadata.Add(new ResponseHeaderMetadata(
            StatusCodes.Status200OK, HeaderNames.ContentDisposition, "With `ndjson` and `csv`: a name for the file.", "attachment; filename=\"rows.csv\"", MayLack: true));
    }

    private Task<IReadOnlyList<ReportedRow>> ReadAsync(int after, CancellationToken cancellation) =>
        data.ImportReader.ListRowsAsync(import.Id, result, after, AtOnce, cancellation);

    private void Write(IBufferWriter<byte> output, ReportedRow row, char between)
    {
        if (!IsCsv)
        {
            Write(output, JsonSerializer.Serialize(ImportedRow.Of(row), WireJson.Options));
            output.Write("\n"u8);
            return;
        }

        var outcome = row.Outcome;
        string?[] ours =
        [
            outcome.Line.ToString(CultureInfo.InvariantCulture), Words<RowResult>.Of(outcome.Result), outcome.Failure?.Code, outcome.Failure?.Path,
            outcome.Failure?.Message,
        ];
        if (import.Options.Format == ImportFormat.Csv)
        {
            WriteLine(output, between, row.Sent ?? [], [], ours);
            return;
        }

        var sent = row.Sent is null ? null : Encoding.UTF8.GetString(row.Sent);
        WriteLine(output, between, null, [RecordOf(outcome), outcome.ExternalId, outcome.Id?.ToString(), sent], ours);
    }

    /// <summary>A line of a table: cells as they were sent, byte for byte whatever they are, or a record's, and behind them ours.</summary>
    private static void WriteLine(IBufferWriter<byte> output, char between, byte[]? sent, string?[] record, string?[] ours)
    {
        var cells = string.Join(between, record.Concat(ours).Select(cell => CsvText.Cell(FormulaGuard.Guard(cell ?? ""), between)));
        if (sent is not null)
        {
            output.Write(sent);
            Write(output, between.ToString());
        }

        Write(output, cells);
        output.Write("\r\n"u8);
    }

    private static void Write(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);

    private static string? RecordOf(RowOutcome outcome) => outcome.Kind is { } kind ? Words<RecordKind>.Of(kind) : null;
}
