namespace ClaimCheck.Cli;

/// <summary>Lines for a log: each failure that comes to be known, and how each file ended.</summary>
internal sealed class PlainReport(Surroundings surroundings) : ImportReport
{
    public override void Started(ImportSource source, StartedImport started)
    {
        if (started.IsReplay)
        {
            surroundings.Error.WriteLine(Replayed(source, started.Import));
        }
    }

    public override void RowFailed(ImportSource source, ImportedRow row) => surroundings.Error.WriteLine($"{source.Name}: {Shown.Failure(row)}");

    public override void Ended(ImportSource source, Import import, string? errors, int exitCode) =>
        surroundings.Out.WriteLine(ImportSummary.Of(source.Name, import, errors, exitCode));

    public override void Failed(string file, Failure failure) => FailureOutput.Write(failure, surroundings, asJson: false, file);

    /// <summary>Says that nothing was imported anew.</summary>
    internal static string Replayed(ImportSource source, Import import) => import.HasEnded
        ? $"{source.Name}: was sent before, as import {import.Id}. What follows is its result; --again sends the file anew."
        : $"{source.Name}: was sent before, as import {import.Id}, which goes on.";
}

/// <summary>Nothing but what went wrong.</summary>
internal sealed class QuietReport(Surroundings surroundings) : ImportReport
{
    public override void Ended(ImportSource source, Import import, string? errors, int exitCode)
    {
        if (exitCode != ExitCode.Done)
        {
            surroundings.Error.WriteLine(ImportSummary.Of(source.Name, import, errors, exitCode));
        }
    }

    public override void Failed(string file, Failure failure) => FailureOutput.Write(failure, surroundings, asJson: false, file);
}

/// <summary>One JSON object a line for everything there is to tell: <c>event</c> says what it is.</summary>
internal sealed class JsonReport(Surroundings surroundings) : ImportReport
{
    public override void Started(ImportSource source, StartedImport started) =>
        Write(new { Event = "started", File = source.Name, started.IsReplay, Import = started.Import with { Failures = null } });

    public override void Progress(ImportSource source, Import import) =>
        Write(new { Event = "progress", File = source.Name, Import = import with { Failures = null } });

    public override void RowFailed(ImportSource source, ImportedRow row) => Write(new { Event = "failure", File = source.Name, Row = row });

    public override void Ended(ImportSource source, Import import, string? errors, int exitCode) =>
        Write(new { Event = "result", File = source.Name, ExitCode = exitCode, Errors = errors, Import = import });

    public override void Failed(string file, Failure failure) => FailureOutput.Write(failure, surroundings, asJson: true, file);

    private void Write<T>(T line) => surroundings.Out.WriteLine(JsonLines.Of(line));
}
