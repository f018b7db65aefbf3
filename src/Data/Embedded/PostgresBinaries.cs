using System.Globalization;
using System.Text.RegularExpressions;

namespace ClaimCheck.Data.Embedded;

/// <summary>One usable set of server programs.</summary>
/// <param name="Folder">The folder that holds them.</param>
/// <param name="Major">Their major version.</param>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    public string InitDb => Program(Folder, "initdb");

    public string Postgres => Program(Folder, "postgres");

    public string Control => Program(Folder, "pg_ctl");

    /// <summary>Null when the folder does not hold server programs that run here.</summary>
    public static async Task<PostgresBinaries?> TryInAsync(string folder, CancellationToken ct)
    {
        if (!AreIn(folder))
        {
            return null;
        }

        var start = ShortCommand.For(Program(folder, "postgres"), ["--version"], folder, user: null);
        return await ShortCommand.TryRunAsync(start, ct) is { ExitCode: 0 } said && MajorVersion().Match(said.Output) is { Success: true } match
            ? new PostgresBinaries(folder, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    public static bool AreIn(string folder) =>
        File.Exists(Program(folder, "initdb")) && File.Exists(Program(folder, "postgres"));

    private static string Program(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex MajorVersion();
}
