using System.CommandLine;

namespace ClaimCheck.Cli;

/// <summary><c>claimcheck cancel ID</c></summary>
internal static class CancelCommand
{
    public static Command Define(ConnectionOptions connection)
    {
        var id = new Argument<Guid>("ID") { Description = "The import's id." };
        var command = new Command("cancel", "Stops an import that is queued or running. What was stored stays; with --on-error abort that is nothing.");
        command.Arguments.Add(id);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Connect(parsed);
            var import = await client.CancelImportAsync(parsed.GetValue(id), cancellation);
            await connection.Surroundings.Out.WriteLineAsync(ImportSummary.Of(import.Id.ToString(), import, null, ExitCode.Done));
            return ExitCode.Done;
        });
        return command;
    }
}
