using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClaimCheck.Cli;

/// <summary>The rows of an import that failed, as CSV that opens in a spreadsheet.</summary>
internal static class ErrorsFile
{
    /// <summary>Writes them, the columns <c>line,record,externalId,code,path,message,sent</c>; the file is there only if it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="failed">The rows.</param>
    /// <param name="cancellation">Stops writing.</param>
    /// <returns>How many there were; with none there is no file either.</returns>
    public static async Task<long> WriteAsync(string path, IAsyncEnumerable<ImportedRow> failed, CancellationToken cancellation)
    {
        await using var file = new PartFile(path);
        var count = await WriteAsync(file.Stream, failed, cancellation);
        if (count > 0)
        {
            await file.CompleteAsync(cancellation);
        }

        return count;
    }

    private static async Task<long> WriteAsync(Stream file, IAsyncEnumerable<ImportedRow> failed, CancellationToken cancellation)
    {
        // With a byte order mark: Excel takes CSV without one for a code page of Windows.
        await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(Csv.Line("line", "record", "externalId", "code", "path", "message", "sent"));
        var count = 0L;
        await foreach (var row in failed.WithCancellation(cancellation))
        {
            count++;
            await writer.WriteAsync(Csv.Line(
                row.Line.ToString(CultureInfo.InvariantCulture), row.Record, row.ExternalId, row.Code, row.Path, row.Message, TextOf(row.Sent)));
        }

        return count;
    }

    private static string? TextOf(JsonElement? sent) => sent switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { } value => value.GetRawText(),
    };
}
