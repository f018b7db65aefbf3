using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClaimCheck.Testing;

/// <summary>What a process said until it ended.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it said.</param>
/// <param name="Errors">What it complained about.</param>
public sealed record Ended(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)
{
    public string Everything => string.Join('\n', Output.Concat(Errors));
}

/// <summary>The service, or one of its commands, as a process of its own: what a user starts.</summary>
public sealed partial class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A test project that starts the service refers to it, and so has it beside itself.
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ClaimCheck.Api.dll");

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(Process process) => this.process = process;

    /// <summary>The dotnet that runs this test.</summary>
    // Three folders above the runtime.
    public static string Host { get; } = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Points at the service once it is ready.</summary>
    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    public string Everything => string.Join('\n', output.Concat(errors));

    /// <summary>Starts the service on any free port. Whatever is not about its deadline leaves it the long one it has here.</summary>
    public static ServiceProcess Serve(IReadOnlyDictionary<string, string> settings, string address = "http://127.0.0.1:0") =>
        Start(settings, "--urls", address);

    /// <summary>Starts the service and waits until it says that it is ready.</summary>
    public static async Task<ServiceProcess> ServeReadyAsync(IReadOnlyDictionary<string, string> settings)
    {
        var service = Serve(settings);
        await service.ReadyAsync();
        return service;
    }

    /// <summary>Runs a command, or a service that is expected not to start, to its end.</summary>
    public static async Task<Ended> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        await using var command = Start(settings, arguments);
        return await command.EndAsync();
    }

    /// <summary>Sends a signal to processes; one that has gone meanwhile is no error.</summary>
    public static void Signal(string signal, params IEnumerable<int> processes)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {string.Join(' ', processes)} 2>/dev/null"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the line that says the service is ready, and points the client there.</summary>
    public async Task ReadyAsync() =>
        Client.BaseAddress = new UriBuilder("http", "127.0.0.1", await port.Task.WaitAsync(Patience)).Uri;

    public void UseKey(string key) => Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    public async Task<int> StatusAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return (int)response.StatusCode;
    }

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path);

    public void Kill() => process.Kill();

    public async Task<Ended> EndAsync(string? signal = null)
    {
        if (signal is not null)
        {
            Signal(signal, process.Id);
        }

        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Ended(process.ExitCode, [.. output], [.. errors]);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
        process.Dispose();
    }

    private static ServiceProcess Start(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Host, [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            Environment =
            {
                // Without diagnostics the runtime puts no sockets into the temporary folder, where they would stay after a kill.
                ["DOTNET_EnableDiagnostics"] = "0",

                // The first request of a process that was just started, on a slow machine, may take longer than anybody should wait.
                ["Limits__DeadlineSeconds"] = "30",
            },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var service = new ServiceProcess(new Process { StartInfo = start });
        service.process.OutputDataReceived += (_, line) => service.Hear(line.Data);
        service.process.ErrorDataReceived += (_, line) => Keep(service.errors, line.Data);
        service.process.Start();
        service.process.BeginOutputReadLine();
        service.process.BeginErrorReadLine();
        return service;
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private void Hear(string? line)
    {
        Keep(output, line);
        if (line is null)
        {
            port.TrySetException(new InvalidOperationException($"The service ended before it was ready: {Everything}"));
        }
        else if (ReadyLine().Match(line) is { Success: true } ready)
        {
            port.TrySetResult(int.Parse(ready.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }
    }

    [GeneratedRegex(@"\AClaimCheck is ready: http://localhost:([0-9]+)/swagger\z")]
    private static partial Regex ReadyLine();
}
