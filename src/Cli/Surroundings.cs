using System.Text;

namespace ClaimCheck.Cli;

/// <summary>All that a command touches besides the service: what is typed, shown, set and told by the clock.</summary>
internal sealed record Surroundings
{
    /// <summary>What is piped in.</summary>
    public required Stream Input { get; init; }

    /// <summary>Where results go that are files. Throws <see cref="OutputException"/> when it cannot be written.</summary>
    public required Stream Output
    {
        get;
        init
        {
            field = GuardedStream.OfResults(value);
            Out = new StreamWriter(field, new UTF8Encoding(false)) { AutoFlush = true };
        }
    }

    /// <summary>Where results go: the same place as <see cref="Output"/>.</summary>
    public TextWriter Out { get; private init; } = TextWriter.Null;

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
    public static Surroundings OfProcess() => new()
    {
        Input = Console.OpenStandardInput(),
        Output = Console.OpenStandardOutput(),
        // The console's own writer for a terminal: by it Spectre.Console knows that there is one.
        Error = Console.IsErrorRedirected ? ErrorLog() : Console.Error,
        IsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
        Variable = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
        SettingsFolder = SettingsFolderOfUser(),
    };

    private static TextWriter ErrorLog() => TextWriter.Synchronized(
        new StreamWriter(GuardedStream.OfLog(Console.OpenStandardError()), Console.Error.Encoding) { AutoFlush = true });

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
