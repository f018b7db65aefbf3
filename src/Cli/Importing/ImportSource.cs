namespace ClaimCheck.Cli;

/// <summary>A file to import, looked through once before it is sent.</summary>
internal sealed class ImportSource : IAsyncDisposable
{
    /// <summary>The name that stands for what is piped in.</summary>
    public const string Piped = "-";

    private readonly FileStream? _spool;

    private ImportSource(string name, string path, string errorsPath, ImportFormat format, bool isGzip, FileScan scan, FileStream? spool)
    {
        Name = name;
        Path = path;
        ErrorsPath = errorsPath;
        Format = format;
        IsGzip = isGzip;
        Scan = scan;
        _spool = spool;
    }

    /// <summary>As it was typed.</summary>
    public string Name { get; }

    /// <summary>Where its bytes are.</summary>
    public string Path { get; }

    /// <summary>Where rows that fail are told of.</summary>
    public string ErrorsPath { get; }

    public ImportFormat Format { get; }

    public bool IsGzip { get; }

    public FileScan Scan { get; }

    /// <summary>Opens a file, or keeps what is piped in on the disk: what cannot be read twice could neither be recognised nor sent again.</summary>
    /// <param name="name">A path, or <see cref="Piped"/>.</param>
    /// <param name="format">What it is, where its name does not tell.</param>
    /// <param name="errorsPath">Where to tell of rows that fail, if not beside it.</param>
    /// <param name="input">What is piped in.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<ImportSource> OpenAsync(
        string name, ImportFormat? format, string? errorsPath, Stream input, CancellationToken cancellation)
    {
        var isPiped = name == Piped;
        var told = ImportFileName.FormatOf(name, out var isGzip);
        var known = format ?? told ?? throw new UsageException(
            isPiped
                ? "What is piped in has no name that says what it is: give --format."
                : $"The name {name} does not say what is in it: end it in .ndjson, .jsonl, .csv, .json, .jsonld or .html, each also with .gz, or give --format.");
        if (!isPiped && !File.Exists(name))
        {
            throw new UsageException($"There is no file {name}.");
        }

        var spool = isPiped ? await SpoolAsync(input, cancellation) : null;
        try
        {
            var path = spool?.Name ?? name;
            isGzip |= spool is not null && BeginsAsGzip(spool);
            var scan = await FileScan.OfAsync(path, countLines: known == ImportFormat.Ndjson && !isGzip, cancellation);
            return new(isPiped ? "stdin" : name, path, errorsPath ?? (isPiped ? "stdin" : name) + ".errors.csv", known, isGzip, scan, spool);
        }
        catch
        {
            await (spool?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _spool?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<FileStream> SpoolAsync(Stream input, CancellationToken cancellation)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var spool = new FileStream(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"claimcheck-{System.IO.Path.GetRandomFileName()}"), options);
        try
        {
            await input.CopyToAsync(spool, cancellation);
            await spool.FlushAsync(cancellation);
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    private static bool BeginsAsGzip(FileStream spool)
    {
        Span<byte> start = stackalloc byte[2];
        spool.Position = 0;
        return spool.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start is [0x1F, 0x8B];
    }
}
