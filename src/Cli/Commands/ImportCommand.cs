using System.CommandLine;

namespace ClaimCheck.Cli;

/// <summary><c>claimcheck import FILE...</c></summary>
internal sealed class ImportCommand
{
    /// <summary>A smaller file is answered at once, with its result.</summary>
    private const long SmallFile = 64 * 1024;

    private static readonly Dictionary<string, ImportFormat> Formats = new()
    {
        ["ndjson"] = ImportFormat.Ndjson,
        ["csv"] = ImportFormat.Csv,
        ["jsonld"] = ImportFormat.JsonLd,
        ["html"] = ImportFormat.WebPage,
        ["google"] = ImportFormat.GoogleFactCheck,
    };

    private readonly Argument<string[]> _files = new("FILE") { Description = "What to import, in this order; - is what is piped in.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<ImportFormat?> _format = Choice.Of("--format", "What the files are. Told by their names where it is left out: .ndjson .jsonl .csv .json (Google's claims:search) .jsonld .html, each also with .gz.", Formats);
    private readonly Option<ImportMode?> _mode = Choice.Of("--mode", "upsert makes new rows and changes others (the default), create makes new ones only, dry_run stores nothing.", Choice.Words<ImportMode>());
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Check every row and store nothing; the same as --mode dry_run." };
    private readonly Option<OnError?> _onError = Choice.Of("--on-error", "skip: a row that cannot be taken costs that row (the default); abort: the whole file.", Choice.Words<OnError>());
    private readonly Option<LinkStatus?> _linkStatus = Choice.Of("--link-status", "For links that do not say: suggested (the default), or confirmed, which needs an editor's key.", Choice.Words<LinkStatus>());
    private readonly Option<string> _claimant = new("--claimant") { Description = "The source of the claims in ClaimReviews that name none.", HelpName = "SOURCE" };
    private readonly Option<string[]> _columns = new("--columns") { Description = "For CSV: other names of columns, with commas between them.", HelpName = "THEIRS:OURS,...", AllowMultipleArgumentsPerToken = false };
    private readonly Option<bool> _gzip = new("--gzip") { Description = "Compress on the way; for slow connections." };
    private readonly Option<bool> _again = new("--again") { Description = "Send the file anew although it was sent within the last day. Without it, that import is found again and its result shown." };
    private readonly Option<string> _errors = new("--errors") { Description = "Where to write why rows failed, instead of FILE.errors.csv; for one FILE only.", HelpName = "PATH" };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line, for machines." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say only what went wrong." };

    public static Command Define(ConnectionOptions connection)
    {
        var command = new Command(
            "import", "Imports files and tells what became of every row; FILE.errors.csv has those that failed. Stopped or cut off, the same command goes on.");
        var import = new ImportCommand();
        UnknownOptions.RefuseIn(import._files, name => name.StartsWith('-') && name != ImportSource.Piped, "A file whose name begins with - is given as ./-NAME.");
        command.Arguments.Add(import._files);
        Option[] options =
        [
            import._format, import._mode, import._dryRun, import._onError, import._linkStatus, import._claimant, import._columns, import._gzip, import._again,
            import._errors, import._json, import._quiet,
        ];
        Array.ForEach(options, command.Options.Add);
        command.SetAction((parsed, cancellation) => import.RunAsync(parsed, connection, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, ConnectionOptions connection, CancellationToken cancellation)
    {
        var files = parsed.GetRequiredValue(_files);
        var options = Read(parsed);
        if (parsed.GetValue(_errors) is not null && files.Length > 1)
        {
            throw new UsageException("--errors names one file, so that it goes with one FILE only.");
        }

        using var client = connection.Connect(parsed);
        var report = Report(parsed, connection.Surroundings);
        return await report.ShowAsync(async () =>
        {
            var exitCode = ExitCode.Done;
            foreach (var file in files)
            {
                var ofFile = await ImportAsync(file, parsed, options, new(client, report), connection.Surroundings, cancellation);
                exitCode = ExitCode.Worse(exitCode, ofFile);
                if (ofFile is ExitCode.NotReachable or ExitCode.Interrupted)
                {
                    break;
                }
            }

            return exitCode;
        });
    }

    private async Task<int> ImportAsync(
        string file, ParseResult parsed, ImportOptions options, Ends ends, Surroundings surroundings, CancellationToken cancellation)
    {
        try
        {
            await using var source = await ImportSource.OpenAsync(file, parsed.GetValue(_format), parsed.GetValue(_errors), surroundings.Input, cancellation);
            options = options with { Format = source.Format, IsGzip = source.IsGzip, Compress = options.Compress && !source.IsGzip };
            return await new ImportRun(ends.Client, ends.Report, source).RunAsync(
                options with
                {
                    RowCount = source.Scan.Rows,
                    // The type is named because a bare null would become an empty digest: arrays, null too, convert to memory.
                    Digest = options.Compress ? default(ReadOnlyMemory<byte>?) : source.Scan.Digest,
                    RespondAsync = source.Scan.Bytes > SmallFile,
                    IdempotencyKey = parsed.GetValue(_again) ? ImportKey.New(surroundings.Clock) : ImportKey.Of(source.Scan, options),
                },
                cancellation);
        }
        catch (Exception e) when (Failure.Of(e) is { } failure)
        {
            ends.Report.Failed(file, failure.ExitCode == ExitCode.Interrupted ? failure with { Message = "Interrupted. What has arrived whole goes on; the same command finds it again." } : failure);
            return failure.ExitCode;
        }
    }

    private ImportOptions Read(ParseResult parsed)
    {
        var mode = parsed.GetValue(_mode);
        if (parsed.GetValue(_dryRun) && mode is not (null or ImportMode.DryRun))
        {
            throw new UsageException("--dry-run and another --mode contradict each other.");
        }

        return new()
        {
            Mode = parsed.GetValue(_dryRun) ? ImportMode.DryRun : mode,
            OnError = parsed.GetValue(_onError),
            LinkStatus = parsed.GetValue(_linkStatus),
            Claimant = parsed.GetValue(_claimant),
            Columns = parsed.GetValue(_columns) is { Length: > 0 } columns ? Pairs(columns) : null,
            Compress = parsed.GetValue(_gzip),
        };
    }

    private static Dictionary<string, string> Pairs(string[] typed)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var pair in typed.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            // The last colon: names of ours hold none.
            var colon = pair.LastIndexOf(':');
            if (colon <= 0 || colon == pair.Length - 1 || !pairs.TryAdd(pair[..colon], pair[(colon + 1)..]))
            {
                throw new UsageException($"--columns is THEIRS:OURS, with commas between pairs and no name of theirs twice: \"{Shown.Line(pair, 60)}\" is not so.");
            }
        }

        return pairs;
    }

    private ImportReport Report(ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.GetValue(_json))
        {
            return new JsonReport(surroundings);
        }

        if (parsed.GetValue(_quiet))
        {
            return new QuietReport(surroundings);
        }

        return surroundings.IsTerminal ? new TerminalReport(surroundings) : new PlainReport(surroundings);
    }

    private sealed record Ends(ClaimCheckClient Client, ImportReport Report);
}
