using Spectre.Console;

namespace ClaimCheck.Cli;

/// <summary>A bar that moves, failures above it as they come, and how each file ended.</summary>
internal sealed class TerminalReport(Surroundings surroundings) : ImportReport
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(surroundings.Error) });
    private readonly List<string> _endings = [];
    private ProgressContext? _bars;
    private ProgressTask? _bar;

    private ProgressTask Bar => _bar ??= _bars!.AddTask("…");

    public override async Task<int> ShowAsync(Func<Task<int>> work)
    {
        try
        {
            return await _console.Progress().AutoClear(true)
                .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
                .StartAsync(async bars =>
                {
                    _bars = bars;
                    return await work();
                });
        }
        finally
        {
            // After the bars are gone: they may go to one place and these to another, and both to one screen.
            _endings.ForEach(surroundings.Out.WriteLine);
        }
    }

    public override void Sending(ImportSource source)
    {
        Bar.MaxValue(Math.Max(1, source.Scan.Bytes));
        Bar.Value(0);
        Describe(source, "sending");
    }

    public override void Sent(ImportSource source, long bytes) => Bar.Value(bytes);

    public override void Started(ImportSource source, StartedImport started)
    {
        if (started.IsReplay)
        {
            Say(PlainReport.Replayed(source, started.Import), "grey");
        }
    }

    public override void Progress(ImportSource source, Import import)
    {
        // Full only when every row has its result.
        Bar.MaxValue(Math.Max(1, import.Rows ?? source.Scan.Rows ?? import.Counts.Total + 1));
        Bar.Value(import.Counts.Total);
        Bar.IsIndeterminate(import.State == ImportState.Queued || (import.Rows ?? source.Scan.Rows) is null);
        Describe(source, ImportSummary.OfProgress(import));
    }

    public override void RowFailed(ImportSource source, ImportedRow row) => Say($"{source.Name}: {Shown.Failure(row)}", "red");

    public override void Ended(ImportSource source, Import import, string? errors, int exitCode) =>
        _endings.Add(ImportSummary.Of(source.Name, import, errors, exitCode));

    public override void Failed(string file, Failure failure) => Say(Shown.Text($"{file}: {failure.Message}"), "red");

    private void Describe(ImportSource source, string what) => Bar.Description($"{Markup.Escape(Path.GetFileName(source.Name))} · {Markup.Escape(what)}");

    private void Say(string text, string colour) => _console.MarkupLine($"[{colour}]{Markup.Escape(text)}[/]");
}
