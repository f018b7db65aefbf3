using ClaimCheck.Api.Importing.Formats.Csv;
using ClaimCheck.Api.Importing.Formats.Ndjson;
using ClaimCheck.Api.Importing.Formats.Reviews;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats;

/// <summary>
/// How the rows of one body are written down. Cutting and reading are two steps: the rows are kept as they were cut, so that they
/// can be read at leisure and given back as they were sent.
/// </summary>
internal abstract class BodyFormat
{
    /// <summary>What stands above the rows and has to be known to read one; null where nothing does. Known once the first row was asked for.</summary>
    internal byte[]? Header { get; private protected set; }

    internal static BodyFormat Of(ImportOptions options) => options.Format switch
    {
        ImportFormat.Ndjson => new NdjsonFormat(),
        ImportFormat.Csv => new CsvFormat(options.Columns),
        ImportFormat.JsonLd => new JsonLdFormat(),
        ImportFormat.WebPage => new WebPageFormat(),
        ImportFormat.GoogleFactCheck => new GoogleFormat(),
    };

    /// <summary>Cuts a body into rows, without ever holding more of it than a row.</summary>
    /// <exception cref="BrokenBodyException">From here on no row can be told from the next.</exception>
    internal abstract IAsyncEnumerable<CutRow> CutAsync(Stream body, CancellationToken cancellation);

    /// <summary>A reader of rows that were cut from a body with this header.</summary>
    internal abstract RowParser ParserFor(ImportOptions options, byte[]? header, TimeProvider clock);
}
