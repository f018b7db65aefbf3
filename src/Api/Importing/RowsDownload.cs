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
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Importing;

/// <summary>Rows of an import with what became of them, all of them in one answer, to be mended and sent again.</summary>
/// <param name="import">The import.</param>
/// <param name="result">Only those with this result.</param>
/// <param name="format">NDJSON or CSV.</param>
/// <param name="data">Where they are read.</param>
public sealed class RowsDownload(Import import, RowResult? result, RowsFormat format, DataServices data)
    : IResult, IStatusCodeHttpResult, Microsoft.AspNetCore.Http.Metadata.IEndpointMetadataProvider
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
            string[] theirs = header is null ? ColumnsOfRecords : [Encoding.UTF8.GetString(header).TrimStart('\ufeff')];
            await response.WriteAsync($"{string.Join(between, theirs.Concat(ColumnsBeside))}\r\n", Encoding.UTF8, cancellation);
        }

        while (rows.Count > 0)
        {
            var text = new StringBuilder();
            foreach (var row in rows)
            {
                Write(text, row, between);
            }

            await response.WriteAsync(text.ToString(), Encoding.UTF8, cancellation);
            rows = await ReadAsync(rows[^1].Outcome.Line, cancellation);
        }
    }

    static void Microsoft.AspNetCore.Http.Metadata.IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
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

    private void Write(StringBuilder text, ReportedRow row, char between)
    {
        if (!IsCsv)
        {
            text.Append(JsonSerializer.Serialize(ImportedRow.Of(row), WireJson.Options)).Append('\n');
            return;
        }

        var outcome = row.Outcome;
        string?[] ours =
        [
            outcome.Line.ToString(CultureInfo.InvariantCulture), Words<RowResult>.Of(outcome.Result), outcome.Failure?.Code, outcome.Failure?.Path,
            outcome.Failure?.Message,
        ];
        var sent = row.Sent is null ? null : Encoding.UTF8.GetString(row.Sent);
        string?[] record = [RecordOf(outcome), outcome.ExternalId, outcome.Id?.ToString(), sent];
        var theirs = import.Options.Format == ImportFormat.Csv ? [sent?.TrimEnd('\r', '\n') ?? ""] : record.Select(ToCell);
        text.AppendJoin(between, theirs.Concat(ours.Select(ToCell))).Append("\r\n");

        string ToCell(string? value) => CsvText.Cell(FormulaGuard.Guard(value ?? ""), between);
    }

    private static string? RecordOf(RowOutcome outcome) => outcome.Kind is { } kind ? Words<RecordKind>.Of(kind) : null;
}
