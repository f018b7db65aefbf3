namespace ClaimCheck.Cli;

/// <summary>One file from the disk to its last result.</summary>
internal sealed class ImportRun(ClaimCheckClient client, ImportReport report, ImportSource source)
{
    /// <summary>More than these are in the errors file only: a file with the wrong columns fails a million times.</summary>
    private const int MostShown = 20;

    /// <summary>How often an import that came to nothing is followed by another try before somebody should look at it.</summary>
    private const int MostFollowers = 20;

    private readonly HashSet<(long Line, string? Path, string? Code)> _shown = [];

    /// <summary>Sends it, unless it was sent before, and follows it to its end.</summary>
    /// <param name="options">How to send it; with the key under which it is known.</param>
    /// <param name="cancellation">Stops following: what has arrived goes on.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ImportOptions options, CancellationToken cancellation)
    {
        report.Sending(source);
        var started = await StartAsync(options with { Sent = new Heard(bytes => report.Sent(source, bytes)) }, cancellation);
        report.Started(source, started);
        if (!started.Import.HasEnded)
        {
            await FollowAsync(started.Import, cancellation);
        }

        var ended = await client.GetImportAsync(started.Import.Id, cancellation);
        ShowNew(ended.Failures);
        var exitCode = ExitCode.Of(ended, source.Scan.Rows);
        report.Ended(source, ended, await WriteErrorsAsync(ended, cancellation), exitCode);
        return exitCode;
    }

    private async Task<StartedImport> StartAsync(ImportOptions options, CancellationToken cancellation)
    {
        var started = await SendAsync(options, cancellation);
        for (var i = 0; i < MostFollowers && started.IsReplay && CameToNothing(started.Import); i++)
        {
            options = options with { IdempotencyKey = ImportKey.After(options.IdempotencyKey!, started.Import.Id) };
            started = await SendAsync(options, cancellation);
        }

        return started;
    }

    /// <summary>Sends it. What is answered again says how an import stood when it had just arrived, so how it stands by now is asked.</summary>
    private async Task<StartedImport> SendAsync(ImportOptions options, CancellationToken cancellation)
    {
        var started = await client.StartImportAsync(source.Path, options, cancellation);
        return started.IsReplay ? started with { Import = await client.GetImportAsync(started.Import.Id, cancellation) } : started;
    }

    /// <summary>Whether sending the file again is what is wanted, and not the old answer.</summary>
    private static bool CameToNothing(Import import) => import.State is ImportState.Incomplete or ImportState.Failed or ImportState.Cancelled;

    private async Task FollowAsync(Import first, CancellationToken cancellation)
    {
        report.Progress(source, first);
        await foreach (var import in client.WatchImportAsync(first.Id, cancellation))
        {
            report.Progress(source, import);
            if (import.Failures is { } failures)
            {
                ShowNew(failures);
            }
            else if (import.Counts.Failed > _shown.Count && _shown.Count < MostShown)
            {
                ShowNew((await client.GetImportAsync(first.Id, cancellation)).Failures);
            }
        }
    }

    private void ShowNew(IReadOnlyList<ImportedRow>? failures)
    {
        foreach (var row in failures ?? [])
        {
            if (_shown.Count < MostShown && _shown.Add((row.Line, row.Path, row.Code)))
            {
                report.RowFailed(source, row);
            }
        }
    }

    /// <summary>Where the failures of this import are told of; what is left of an earlier one is taken away, once it is known to be over.</summary>
    private async Task<string?> WriteErrorsAsync(Import ended, CancellationToken cancellation)
    {
        if (ended.Counts.Failed == 0)
        {
            if (ended.State == ImportState.Completed)
            {
                File.Delete(source.ErrorsPath);
            }

            return null;
        }

        var format = ended.Format == ImportFormat.Csv ? RowsFormat.Csv : RowsFormat.Ndjson;
        await using var rows = await client.DownloadImportRowsAsync(ended.Id, format, RowResult.Failed, cancellation);
        if (format == RowsFormat.Csv)
        {
            // As they were sent, with the reasons beside them: mended there, that file is imported as it is.
            await PartFile.WriteAsync(source.ErrorsPath, rows, cancellation);
            return source.ErrorsPath;
        }

        return await ErrorsFile.WriteAsync(source.ErrorsPath, ImportedRows.ReadAsync(rows, cancellation), cancellation) > 0 ? source.ErrorsPath : null;
    }

    private sealed class Heard(Action<long> hear) : IProgress<long>
    {
        public void Report(long value) => hear(value);
    }
}
