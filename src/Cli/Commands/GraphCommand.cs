using System.CommandLine;

namespace ClaimCheck.Cli;

/// <summary><c>claimcheck graph ID</c></summary>
internal static class GraphCommand
{
    public static Command Define(ConnectionOptions connection)
    {
        var id = new Argument<Guid>("ID") { Description = "The claim's id." };
        var format = Choice.Of("--format", "dot (the default) is for Graphviz: claimcheck graph ID | dot -Tsvg", Choice.Words<GraphFormat>());
        var depth = new Option<int?>("--depth") { Description = "How many steps from claim to claim, 1 to 4; 1 by default." };
        var suggested = new Option<bool>("--include-suggested") { Description = "Follow links too that nobody has confirmed." };
        var output = OutputFile.MakeOption();
        var command = new Command("graph", "Draws what is recorded around a claim.");
        command.Arguments.Add(id);
        Option[] options = [format, depth, suggested, output];
        Array.ForEach(options, command.Options.Add);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Connect(parsed);
            await using var graph = await client.GetClaimGraphAsync(
                parsed.GetValue(id), parsed.GetValue(format) ?? GraphFormat.Dot, parsed.GetValue(depth), parsed.GetValue(suggested), cancellation);
            await OutputFile.WriteAsync(graph, parsed.GetValue(output), connection.Surroundings, cancellation);
            return ExitCode.Done;
        });
        return command;
    }
}
