using System.IO.Pipelines;
using ClaimCheck.Api.Http;
using ClaimCheck.Data.Exporting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Exporting;

/// <summary>
/// An export on its way to the caller: sent while it is read, as fast as it is taken, from one snapshot. Where that fails the
/// connection is cut, so that what has arrived cannot pass for the whole.
/// </summary>
public sealed class ExportAnswer : IResult, IStatusCodeHttpResult
{
    private const int PartSize = 64 * 1024;

    // Others take minutes too.
    private const string RetryAfterSeconds = "15";

    private readonly ExportReader reader;
    private readonly string name;
    private readonly ExportForm form;
    private readonly Func<LedgerSnapshot, PipeWriter, CancellationToken, Task> write;

    private ExportAnswer(ExportReader reader, string name, ExportForm form, Func<LedgerSnapshot, PipeWriter, CancellationToken, Task> write)
    {
        this.reader = reader;
        this.name = name;
        this.form = form;
        this.write = write;
    }

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var (response, gone) = (httpContext.Response, httpContext.RequestAborted);
        await using var snapshot = await reader.OpenAsync(gone);
        if (snapshot is null)
        {
            await Problems.Of(ProblemType.Overloaded, $"{ExportReader.Most} exports are being made already, and no more are at a time: repeat when one of them has ended.")
                .WithHeader(HeaderNames.RetryAfter, RetryAfterSeconds)
                .ExecuteAsync(httpContext);
            return;
        }

        response.ContentType = form.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{form.Ending}\"";
        response.Headers.Vary = HeaderNames.Accept;
        try
        {
            await write(snapshot, response.BodyWriter, gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Nobody is there any longer to be told.
            httpContext.Abort();
        }
    }

    /// <summary>An export of several kinds, one after another.</summary>
    internal static ExportAnswer Of(
        ExportReader reader, string name, ExportForm form, Func<LedgerSnapshot, PipeWriter, CancellationToken, Task> write) =>
        new(reader, name, form, write);

    /// <summary>An export of one kind.</summary>
    internal static ExportAnswer Of<T>(
        ExportReader reader,
        string name,
        ExportForm form,
        RecordWriter<T> writer,
        Func<LedgerSnapshot, CancellationToken, IAsyncEnumerable<T>> records) =>
        new(reader, name, form, (snapshot, output, gone) => WriteAsync(output, writer, records(snapshot, gone), gone));

    /// <summary>An export of one kind in the form that is asked for.</summary>
    internal static Results<ExportAnswer, ProblemAnswer> Of<TWhich, T>(
        ExportReader reader,
        string name,
        ExportQuery<TWhich, ExportFormat> asked,
        HttpRequest request,
        Func<RecordWriter<T>> lines,
        IReadOnlyList<Column<T>> columns,
        Func<LedgerSnapshot, CancellationToken, IAsyncEnumerable<T>> records)
        where TWhich : class, new()
    {
        if (ExportForm.Asked(asked.Format, request, ExportForm.Of) is not { } format)
        {
            return ExportForm.NotAcceptable<ExportFormat>(ExportForm.Of);
        }

        return Of(reader, name, ExportForm.Of(format), RecordWriter.For(format, lines, columns, asked.Raw), records);
    }

    /// <summary>Writes records as fast as they are taken.</summary>
    internal static async Task WriteAsync<T>(PipeWriter output, RecordWriter<T> writer, IAsyncEnumerable<T> records, CancellationToken gone)
    {
        using var owned = writer as IDisposable;
        writer.Begin(output);
        await foreach (var record in records)
        {
            writer.Write(output, record);
            if (output.UnflushedBytes >= PartSize && await output.FlushAsync(gone) is { IsCompleted: true })
            {
                throw new OperationCanceledException(gone);
            }
        }

        writer.End(output);
    }
}
