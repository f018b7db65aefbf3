using System.Diagnostics;
using System.Text;

namespace ClaimCheck.Api.Tests.Parsers;

/// <summary>What a program made of what it was given.</summary>
internal sealed record Reading(int ExitCode, string Output, string Errors)
{
    /// <summary>What it wrote; the test fails where the program was not content.</summary>
    internal string Understood()
    {
        Assert.True(ExitCode == 0, Errors);
        return Output;
    }
}

/// <summary>The programs of this machine that read the formats the service writes.</summary>
internal static class Installed
{
    private static readonly string[] Endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The program's full path. The test is skipped, and says what is missing, where it is not installed.</summary>
    /// <param name="name">The program.</param>
    /// <param name="package">What installs it.</param>
    internal static string Find(string name, string package)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"{name} is not on PATH. On Debian: apt-get install {package}.");
        return found;
    }

    /// <summary>Runs a program to its end over what it reads on its standard input.</summary>
    internal static async Task<Reading> RunAsync(string program, string[] words, string input, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = NodeTools.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var errors = process.StandardError.ReadToEndAsync(stop);
            await WriteAsync(process, input, stop);
            await process.WaitForExitAsync(stop);
            return new Reading(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken stop)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), stop);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before it read all: what it says tells why.
        }
    }
}
