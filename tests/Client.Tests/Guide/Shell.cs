using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace ClaimCheck.Client.Tests.Guide;

/// <summary>
/// A terminal in which a page is typed block by block: variables, functions and what runs in the background stay. Where a command fails,
/// the test does, with all that was said.
/// </summary>
public sealed class Shell : IAsyncDisposable
{
    private const string End = "-- end of the block --";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Channel<string?> lines = Channel.CreateUnbounded<string?>();

    private Shell(Process process) => this.process = process;

    /// <summary>Opens one.</summary>
    /// <param name="program">The full path of bash.</param>
    /// <param name="folder">Where it begins.</param>
    /// <param name="settings">Further variables.</param>
    public static Shell Open(string program, string folder, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(program, ["--norc", "--noprofile"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var shell = new Shell(new Process { StartInfo = start });
        shell.process.OutputDataReceived += (_, line) => shell.lines.Writer.TryWrite(line.Data);
        shell.process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                shell.lines.Writer.TryWrite(text);
            }
        };
        shell.process.Start();
        shell.process.BeginOutputReadLine();
        shell.process.BeginErrorReadLine();
        return shell;
    }

    /// <summary>Types a block and waits until all of it has run.</summary>
    /// <returns>What was said meanwhile, by what runs in the background too.</returns>
    public async Task<IReadOnlyList<string>> TypeAsync(string block, CancellationToken stop)
    {
        var said = new List<string>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        await process.StandardInput.WriteAsync($"set -euo pipefail\n{block}\nprintf '\\n%s\\n' '{End}'\n".AsMemory(), stop);
        await process.StandardInput.FlushAsync(stop);
        try
        {
            while (await lines.Reader.ReadAsync(patience.Token) is { } line)
            {
                if (line == End)
                {
                    return said;
                }

                if (line.Length > 0)
                {
                    said.Add(line);
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            said.Add("It does not end.");
        }

        throw new InvalidOperationException($"A block of docs/cms.md does not run to its end:\n{block}\nIt said:\n{string.Join('\n', said)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
        process.Dispose();
    }
}
