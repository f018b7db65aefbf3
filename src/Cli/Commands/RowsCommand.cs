using System.CommandLine;

namespace ClaimCheck.Cli;

/// <summary><c>claimcheck rows ID</c></summary>
internal static class RowsCommand
{
    public static Command Define(ConnectionOptions connection)
    {
        var id = new Argument<Guid>("ID") { Description = "The import's id." };
        var result = Choice.Of("--result", "Only rows with this result.", Choice.Words<RowResult>());
        var format = Choice.Of("--format", "ndjson (the default), or csv for an import of CSV.", new Dictionary<string, RowsFormat> { ["ndjson"] = RowsFormat.Ndjson, ["csv"] = RowsFormat.Csv });
        var output = OutputFile.MakeOption();
        var command = new Command("rows", "Gives the rows of an import with what became of them. Those that failed come as they were sent: mend them and import the same file.");
        command.Arguments.Add(id);
        command.Options.Add(result);
        command.Options.Add(format);
        command.Options.Add(output);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Connect(parsed);
            var path = parsed.GetValue(output);
            var asCsv = path is not null && path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
            await using var rows = await client.DownloadImportRowsAsync(
                parsed.GetValue(id), parsed.GetValue(format) ?? (asCsv ? RowsFormat.Csv : RowsFormat.Ndjson), parsed.GetValue(result), cancellation);
            await OutputFile.WriteAsync(rows, path, connection.Surroundings, cancellation);
            return ExitCode.Done;
        });
        return command;
    }
}
