using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ClaimCheck.Cli;

/// <summary>The help of a command, and below it what its exit codes mean: a script needs them as much as the options.</summary>
internal sealed class HelpWithExitCodes : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        _help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(ExitCode.Help);
        return ExitCode.Done;
    }
}
