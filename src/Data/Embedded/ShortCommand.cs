using System.ComponentModel;
using System.Diagnostics;

namespace ClaimCheck.Data.Embedded;

/// <summary>A command that is run to its end for its exit code and what it prints.</summary>
/// <param name="ExitCode">Zero for success.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record ShortCommand(int ExitCode, string Output, string Errors)
{
    // Enough to find programs, libraries and a temporary folder. Nothing else is passed on: PGDATA or PGPORT would steer
    // Postgres elsewhere, and connection strings in the environment are none of its business.
    private static readonly string[] KeptVariables =
        ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"];

    public static ProcessStartInfo For(string program, IEnumerable<string> arguments, string? folder, UnprivilegedUser? user)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Path.GetPathRoot(Path.GetFullPath(program))!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var variable in start.Environment.Keys.Except(KeptVariables, StringComparer.OrdinalIgnoreCase).ToList())
        {
            start.Environment.Remove(variable);
        }

        if (user is not null)
        {
            start.UserName = user.Name;
        }

        return start;
    }

    /// <summary>Null when there is no such program or it does not run on this machine.</summary>
    public static async Task<ShortCommand?> TryRunAsync(ProcessStartInfo start, CancellationToken ct)
    {
        try
        {
            return await RunAsync(start, ct);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public static async Task<ShortCommand> RunAsync(ProcessStartInfo start, CancellationToken ct)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new ShortCommand(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
