using System.Text;
using ClaimCheck.Cli;

namespace ClaimCheck.Client.Tests.Cli;

/// <summary>What a command came to.</summary>
public sealed record Came(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string Everything => Output + Errors;
}

/// <summary>Types commands into the command line, in a folder of its own and without a terminal.</summary>
public sealed class Typed : IDisposable
{
    private readonly Dictionary<string, string> variables = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("claimcheck-cli-").FullName;

    public bool IsTerminal { get; init; }

    /// <summary>How long to wait for a service that does not answer while an import is being watched.</summary>
    public TimeSpan WatchPatience { get; set; } = FaultyService.Hasty.WatchPatience;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public Typed With(string variable, string value)
    {
        variables[variable] = value;
        return this;
    }

    /// <summary>From here on commands go to this service.</summary>
    public Typed At(FaultyService service) => With("CLAIMCHECK_URL", service.Address.ToString()).With("CLAIMCHECK_KEY", FaultyService.Key);

    public Task<Came> RunAsync(params string[] args) => RunAsync(args, "", TestContext.Current.CancellationToken);

    public async Task<Came> RunAsync(string[] args, string piped, CancellationToken cancellation)
    {
        using var output = new MemoryStream();
        await using var errors = new StringWriter();
        var exitCode = await CommandLine.RunAsync(args, Surround(new MemoryStream(Encoding.UTF8.GetBytes(piped)), output, errors), cancellation);
        return new(exitCode, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    internal Surroundings Surround(Stream input, Stream output, TextWriter errors) => new()
    {
        Input = input,
        Output = output,
        Error = errors,
        IsTerminal = IsTerminal,
        Variable = name => variables.GetValueOrDefault(name),
        SettingsFolder = PathOf("settings"),
        Patience = FaultyService.Hasty with { WatchPatience = WatchPatience },
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
