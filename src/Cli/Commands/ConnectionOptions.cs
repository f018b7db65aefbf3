using System.CommandLine;

namespace ClaimCheck.Cli;

/// <summary>How every command finds its service. The key is no option: what is typed can be read in the list of processes.</summary>
internal sealed class ConnectionOptions(Surroundings surroundings)
{
    public Option<string> Profile { get; } = new("--profile")
    {
        Description = "The profile to use, instead of what CLAIMCHECK_URL, CLAIMCHECK_KEY and CLAIMCHECK_PROFILE say.",
        HelpName = "NAME",
        Recursive = true,
    };

    public Surroundings Surroundings => surroundings;

    public ClaimCheckClient Connect(ParseResult parsed) =>
        ProfileChoice.Resolve(parsed.GetValue(Profile), surroundings).Connect(surroundings.Patience);
}
