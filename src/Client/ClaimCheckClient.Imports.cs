using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace ClaimCheck.Client;

/// <content>Imports: what is sent in bulk.</content>
public sealed partial class ClaimCheckClient
{
    /// <summary>Sends a file. It comes back when the service has all of it; <see cref="WatchImportAsync"/> tells how it goes on.</summary>
    /// <param name="path">The file; its name says what it is unless <paramref name="options"/> do.</param>
    /// <param name="options">What to send with it.</param>
    /// <param name="cancellation">Breaks off: what has not arrived whole is not stored.</param>
    public Task<StartedImport> StartImportAsync(string path, ImportOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var format = ImportFileName.FormatOf(path, out var isGzip);
        options = options with { Format = options.Format ?? format, IsGzip = options.IsGzip ?? isGzip };
        return StartAsync(() => OpenFile(path), new FileInfo(path).Length, canRewind: true, options, cancellation);
    }

    /// <summary>Sends what is in a stream, from where it stands. It is left open.</summary>
    /// <param name="body">Where it can seek, it can be sent again after a failure.</param>
    /// <param name="options">What to send with it; the format is needed.</param>
    /// <param name="cancellation">Breaks off: what has not arrived whole is not stored.</param>
    public Task<StartedImport> StartImportAsync(Stream body, ImportOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        if (!body.CanSeek)
        {
            return StartAsync(() => new KeptOpen(body), null, canRewind: false, options, cancellation);
        }

        var start = body.Position;
        return StartAsync(() => Rewind(body, start), body.Length - start, canRewind: true, options, cancellation);
    }

    /// <summary>How an import stands, with the first rows that failed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Import> GetImportAsync(Guid id, CancellationToken cancellation = default) =>
        ReadAsync($"v1/imports/{id}", ClientJson.Default.Import, cancellation);

    /// <summary>Imports, newest first, whoever sent them.</summary>
    /// <param name="state">Only those that stand there.</param>
    /// <param name="limit">How many at most, up to 200.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Page<Import>> ListImportsAsync(
        ImportState? state = null, int? limit = null, string? cursor = null, CancellationToken cancellation = default) =>
        ReadAsync(
            new Address("v1/imports").With("state", state).With("limit", limit).With("cursor", cursor).ToString(), ClientJson.Default.PageImport, cancellation);

    /// <summary>Stops an import; what was stored stays, with <see cref="OnError.Abort"/> nothing. One that has ended already stays as it is.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<Import> CancelImportAsync(Guid id, CancellationToken cancellation = default)
    {
        using var response = await SendAsync(
            () => Accepting(new(HttpMethod.Delete, new Uri(_address, $"v1/imports/{id}")), JsonType), isRepeatable: true, _options.AnswerTimeout, cancellation);
        return await ReadAsync(response, ClientJson.Default.Import, cancellation);
    }

    /// <summary>
    /// How an import goes on, until it has ended: the last one given says how. Told by the service as it happens; where the connection is
    /// lost, or events do not come through, it is asked.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Stops watching; the import goes on.</param>
    public async IAsyncEnumerable<Import> WatchImportAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var watch = new ImportWatch(this, id);
        Import import;
        do
        {
            import = await watch.NextAsync(cancellation);
            yield return import;
        }
        while (!import.HasEnded);
    }

    /// <summary>The rows of an import, a page at a time as they are asked for.</summary>
    /// <param name="id">The import.</param>
    /// <param name="result">Only those with this result.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async IAsyncEnumerable<ImportedRow> ReadImportRowsAsync(
        Guid id, RowResult? result = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? cursor = null;
        do
        {
            var address = new Address($"v1/imports/{id}/rows").With("result", result).With("limit", 200).With("cursor", cursor);
            var page = await ReadAsync(address.ToString(), ClientJson.Default.PageImportedRow, cancellation);
            foreach (var row in page.Items)
            {
                yield return row;
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    /// <summary>All rows of an import as a file, to mend and send again.</summary>
    /// <param name="id">The import.</param>
    /// <param name="format">NDJSON for any import, CSV for one of CSV.</param>
    /// <param name="result">Only those with this result.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Stream> DownloadImportRowsAsync(
        Guid id, RowsFormat format = RowsFormat.Ndjson, RowResult? result = null, CancellationToken cancellation = default)
    {
        var address = new Address($"v1/imports/{id}/rows").With("result", result).With("format", (RowsFormat?)format).ToString();
        return OpenAsync(() => Accepting(Ask(address), format == RowsFormat.Csv ? "text/csv" : "application/x-ndjson"), cancellation);
    }

    internal Task<HttpResponseMessage> OpenImportEventsAsync(Guid id, CancellationToken cancellation) => SendAsync(
        () => Accepting(Ask($"v1/imports/{id}/events"), "text/event-stream"), isRepeatable: false, _options.AnswerTimeout, cancellation);

    private async Task<StartedImport> StartAsync(
        Func<Stream> open, long? length, bool canRewind, ImportOptions options, CancellationToken cancellation)
    {
        var format = options.Format ?? throw new ArgumentException("The name does not say which format the file has: give Format.", nameof(options));
        if (options.Compress && (options.Digest is not null || options.IsGzip == true))
        {
            throw new ArgumentException("What is compressed on the way is neither compressed already nor has a digest beforehand.", nameof(options));
        }

        // Under a name of its own a sending may be repeated: the service tells that it is the same.
        var isRepeatable = canRewind && options.IdempotencyKey is not null;
        using var response = await SendAsync(
            () => Describe(new ImportContent(open, length, options.Compress, options.Sent), format, options), isRepeatable, Timeout.InfiniteTimeSpan, cancellation);
        var isReplay = response.Headers.TryGetValues("Idempotent-Replayed", out var values) && values.Contains("true");
        return new(await ReadAsync(response, ClientJson.Default.Import, cancellation), isReplay);
    }

    private HttpRequestMessage Describe(ImportContent content, ImportFormat format, ImportOptions options)
    {
        var address = new Address("v1/imports").With("mode", options.Mode).With("onError", options.OnError).With("linkStatus", options.LinkStatus)
            .With("claimant", options.Claimant)
            .With("columns", options.Columns is null ? null : string.Join(',', options.Columns.Select(pair => $"{pair.Key}:{pair.Value}")));
        var request = Accepting(new(HttpMethod.Post, new Uri(_address, address.ToString())) { Content = content }, JsonType);
        content.Headers.ContentType = new MediaTypeHeaderValue(ImportFileName.MediaTypeOf(format));
        if (options.Compress || options.IsGzip == true)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        if (options.Digest is { } digest)
        {
            content.Headers.TryAddWithoutValidation("Content-Digest", $"sha-256=:{Convert.ToBase64String(digest.Span)}:");
        }

        if (options.RowCount is { } rows)
        {
            request.Headers.Add("Import-Row-Count", rows.ToString(CultureInfo.InvariantCulture));
        }

        if (options.IdempotencyKey is { } key)
        {
            request.Headers.Add(IdempotencyKey, key);
        }

        if (options.RespondAsync)
        {
            request.Headers.Add("Prefer", "respond-async");
        }

        // A refusal that needs no body comes before gigabytes have been sent in vain, and is not lost in a connection that breaks.
        request.Headers.ExpectContinue = true;
        return request;
    }

    private static FileStream OpenFile(string path) =>
        new(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 0 });

    private static KeptOpen Rewind(Stream body, long start)
    {
        body.Position = start;
        return new KeptOpen(body);
    }
}
