namespace ClaimCheck.Client;

/// <content>Exports: what is given in bulk.</content>
public sealed partial class ClaimCheckClient
{
    /// <summary>All that fits some filters, as it was at one moment, in the order it is sent. Dispose of the stream, whether it was read to its end or not.</summary>
    /// <param name="kind">What.</param>
    /// <param name="format">As what; <see cref="ExportKind.All"/> is NDJSON only.</param>
    /// <param name="filters">Query parameters of the list of the same name, such as <c>source</c> and <c>bbc-news</c>.</param>
    /// <param name="raw">Leaves cells of CSV as they are, even those that a spreadsheet would take for a formula.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Stream> ExportAsync(
        ExportKind kind,
        ExportFormat format = ExportFormat.Ndjson,
        IEnumerable<KeyValuePair<string, string>>? filters = null,
        bool raw = false,
        CancellationToken cancellation = default)
    {
        if (kind == ExportKind.All && format != ExportFormat.Ndjson)
        {
            throw new ArgumentException("A whole backup is NDJSON.", nameof(format));
        }

        var address = kind == ExportKind.All
            ? new Address("v1/exports/all.ndjson")
            : new Address($"v1/exports/{Words<ExportKind>.Of(kind)}").With("format", (ExportFormat?)format).With("raw", raw).With(filters);
        return OpenAsync(() => Accepting(Ask(address.ToString()), MediaTypeOf(format)), cancellation);
    }

    private static string MediaTypeOf(ExportFormat format) => format switch
    {
        ExportFormat.Ndjson => "application/x-ndjson",
        ExportFormat.Csv => "text/csv",
        ExportFormat.ClaimReview => "application/ld+json",
    };
}
