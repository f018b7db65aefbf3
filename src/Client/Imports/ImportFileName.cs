namespace ClaimCheck.Client;

/// <summary>What a file's name says about what is in it.</summary>
public static class ImportFileName
{
    /// <summary>
    /// Tells format and compression by the end of the name: <c>.ndjson .jsonl .csv .json .jsonld .html .htm</c>, each also with <c>.gz</c>. A
    /// <c>.json</c> is taken for an answer of Google's <c>claims:search</c>.
    /// </summary>
    /// <param name="path">A name or path.</param>
    /// <param name="isGzip">Whether the name says that it is compressed, even if it says nothing else.</param>
    /// <returns>Null where the name says nothing.</returns>
    public static ImportFormat? FormatOf(string path, out bool isGzip)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = Path.GetFileName(path);
        isGzip = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        return Path.GetExtension(isGzip ? name[..^".gz".Length] : name).ToLowerInvariant() switch
        {
            ".ndjson" or ".jsonl" => ImportFormat.Ndjson,
            ".csv" => ImportFormat.Csv,
            ".json" => ImportFormat.GoogleFactCheck,
            ".jsonld" => ImportFormat.JsonLd,
            ".html" or ".htm" => ImportFormat.WebPage,
            _ => null,
        };
    }

    internal static string MediaTypeOf(ImportFormat format) => format switch
    {
        ImportFormat.Ndjson => "application/x-ndjson",
        ImportFormat.Csv => "text/csv",
        ImportFormat.JsonLd => "application/ld+json",
        ImportFormat.WebPage => "text/html",
        ImportFormat.GoogleFactCheck => "application/json",
        ImportFormat.Unknown => throw new ArgumentOutOfRangeException(nameof(format), "Say which format the file has."),
    };
}
