using System.CommandLine;

namespace ClaimCheck.Cli;

/// <summary><c>claimcheck export KIND</c></summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, ExportKind> Kinds = Enum.GetValues<ExportKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());

    public static Command Define(ConnectionOptions connection)
    {
        var kind = new Argument<string>("KIND") { Description = "What: all is a whole backup, as NDJSON." };
        kind.AcceptOnlyFromAmong([.. Kinds.Keys]);
        var format = Choice.Of("--format", "Told by the ending of --output where it is left out, else ndjson; claim_review for assessments only.", Choice.Words<ExportFormat>());
        var filters = new Option<string[]>("--filter")
        {
            Description = "Narrow it as the list of the same name can be, for instance --filter source=bbc-news; may be given several times.",
            HelpName = "NAME=VALUE",
        };
        var raw = new Option<bool>("--raw") { Description = "Leave CSV cells as they are. Do not open the file in a spreadsheet then." };
        var output = OutputFile.MakeOption();
        var command = new Command("export", "Gives all of a kind as it is at this moment.");
        command.Arguments.Add(kind);
        Option[] options = [format, output, filters, raw];
        Array.ForEach(options, command.Options.Add);
        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = Kinds[parsed.GetRequiredValue(kind)];
            var form = parsed.GetValue(format) ?? FormatOf(parsed.GetValue(output));
            var narrowed = (parsed.GetValue(filters) ?? []).Select(Pair).ToList();
            if (wanted == ExportKind.All && (form != ExportFormat.Ndjson || narrowed.Count > 0))
            {
                throw new UsageException("A whole backup is NDJSON and takes no filters.");
            }

            using var client = connection.Connect(parsed);
            await using var content = await client.ExportAsync(wanted, form, narrowed, parsed.GetValue(raw), cancellation);
            await OutputFile.WriteAsync(content, parsed.GetValue(output), connection.Surroundings, cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private static ExportFormat FormatOf(string? path) => Path.GetExtension(path)?.ToLowerInvariant() switch
    {
        ".csv" => ExportFormat.Csv,
        ".jsonld" => ExportFormat.ClaimReview,
        _ => ExportFormat.Ndjson,
    };

    private static KeyValuePair<string, string> Pair(string typed)
    {
        var equals = typed.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && equals < typed.Length - 1
            ? new(typed[..equals], typed[(equals + 1)..])
            : throw new UsageException($"--filter is NAME=VALUE: \"{Shown.Line(typed, 60)}\" is not so.");
    }
}
