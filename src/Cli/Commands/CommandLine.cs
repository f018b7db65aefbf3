using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ClaimCheck.Cli;

/// <summary>What can be typed, and how it ends.</summary>
internal static class CommandLine
{
    /// <summary>Does what was typed. Whatever goes wrong ends in words and an exit code.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Surroundings surroundings, CancellationToken cancellation)
    {
        try
        {
            return await RunOrThrowAsync(args, surroundings, cancellation);
        }
        catch (OutputException e)
        {
            await surroundings.Error.WriteLineAsync(e.Message);
            return ExitCode.Refused;
        }
    }

    private static async Task<int> RunOrThrowAsync(string[] args, Surroundings surroundings, CancellationToken cancellation)
    {
        var asJson = args.Contains("--json");
        var parsed = Define(surroundings).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            var errors = string.Join('\n', parsed.Errors.Select(error => error.Message));
            var command = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
            FailureOutput.Write(new(ExitCode.WrongUsage, $"{errors}\nclaimcheck{command} --help tells more."), surroundings, asJson);
            return ExitCode.WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = surroundings.Out, Error = surroundings.Error }, cancellation);
        }
        catch (Exception e) when (Failure.Of(e) is { } failure)
        {
            FailureOutput.Write(failure, surroundings, asJson);
            return failure.ExitCode;
        }
    }

    private static RootCommand Define(Surroundings surroundings)
    {
        var connection = new ConnectionOptions(surroundings);
        var root = new RootCommand($"""
            ClaimCheck from the command line.

            Which service: CLAIMCHECK_URL and CLAIMCHECK_KEY, or a profile in {ProfileFile.PathIn(surroundings.SettingsFolder)}.
            """);
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExitCodes();
        }

        root.Options.Add(connection.Profile);
        root.Subcommands.Add(ImportCommand.Define(connection));
        root.Subcommands.Add(RowsCommand.Define(connection));
        root.Subcommands.Add(CancelCommand.Define(connection));
        root.Subcommands.Add(ExportCommand.Define(connection));
        root.Subcommands.Add(EvidenceCommand.Define(connection));
        root.Subcommands.Add(SearchCommand.Define(connection));
        root.Subcommands.Add(GraphCommand.Define(connection));
        return root;
    }
}
