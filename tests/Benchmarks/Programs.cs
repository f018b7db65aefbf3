using System.Diagnostics;

namespace ClaimCheck.Benchmarks;

/// <summary>Other people's programs: where they are, and what they print.</summary>
internal static class Programs
{
    /// <summary>The program's full path: from <paramref name="folder"/> if it is there, else by the search path.</summary>
    /// <exception cref="BenchmarkFailedException">It is not installed.</exception>
    public static string Find(string name, string? folder = null) => TryFind(name, folder)
        ?? throw new BenchmarkFailedException($"{name} is not installed. See CONTRIBUTING.md for what make bench needs.");

    /// <summary>The same; null where it is not installed.</summary>
    public static string? TryFind(string name, string? folder = null) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Prepend(folder ?? "")
            .Where(place => place.Length > 0)
            .Select(place => Path.Combine(place, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end; when cancelled, it and what it started are gone before this returns.</summary>
    /// <exception cref="BenchmarkFailedException">It said that it failed.</exception>
    public static async Task<string> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? output
                : throw new BenchmarkFailedException($"{Path.GetFileName(start.FileName)} failed ({process.ExitCode}): {await errors}{output}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }
}
