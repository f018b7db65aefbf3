using System.Diagnostics;

namespace ClaimCheck.Faults.Feeds;

/// <summary>A request that a process of its own makes, which puts down in a file what it is answered as it comes.</summary>
internal sealed class Curl : IDisposable
{
    private readonly string output;
    private readonly Process process;

    private Curl(string output, Process process) => (this.output, this.process) = (output, process);

    /// <summary>What has been put down so far.</summary>
    public string Text
    {
        get
        {
            if (!File.Exists(output))
            {
                return "";
            }

            using var reader = new StreamReader(new FileStream(output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd();
        }
    }

    public static Curl Start(string output, string key, params IEnumerable<string> arguments) => new(output, Process.Start(
        "curl", ["--no-buffer", "--silent", "--max-time", "120", "--output", output, "--header", $"Authorization: Bearer {key}", .. arguments]));

    /// <summary>kill -9, unless it has ended.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits until it has ended; 0 if it was answered and the answer was whole.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    public void Dispose() => process.Dispose();
}
