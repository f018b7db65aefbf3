using System.Text;

namespace ClaimCheck.Cli;

/// <summary>All that a command touches besides the service: what is typed, shown, set and told by the clock.</summary>
internal sealed record Surroundings
{
    /// <summary>What is piped in.</summary>
    public required Stream Input { get; init; }

    /// <summary>Where results go that are files: the same place as <see cref="Out"/>.</summary>
    public required Stream Output { get; init; }

    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where everything goes that is not a result: how far it has come, warnings, what went wrong.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether somebody looks at <see cref="Error"/>: else there are no bars and no colours.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>An environment variable; null where it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The folder below which the user's settings are.</summary>
    public required string SettingsFolder { get; init; }

    /// <summary>How patient to be with the service.</summary>
    public ClaimCheckClientOptions Patience { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Clock => Patience.Clock;

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess()
    {
        var output = Console.OpenStandardOutput();
        return new()
        {
            Input = Console.OpenStandardInput(),
            Output = output,
            Out = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true },
            Error = Console.Error,
            IsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Variable = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
            SettingsFolder = SettingsFolderOfUser(),
        };
    }

    private static string SettingsFolderOfUser()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData);
        }

        // A relative XDG_CONFIG_HOME is invalid by its specification, and to be ignored.
        return Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { } folder && Path.IsPathRooted(folder)
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
    }
}
