using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ClaimCheck.Benchmarks.Servers;

/// <summary>An HTTP server in a process of its own, stopped when it is disposed of.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly string name;
    private readonly Process process;
    private readonly TimeProvider clock;
    private readonly LastWords output;
    private readonly LastWords errors;

    private ServerProcess(string name, Process process, Uri address, TimeProvider clock)
    {
        this.name = name;
        this.process = process;
        this.clock = clock;
        Address = address;
        output = new LastWords(process.StandardOutput.BaseStream);
        errors = new LastWords(process.StandardError.BaseStream);
    }

    public Uri Address { get; }

    /// <summary>From the start of the process to the first time it said that it was ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>What it has used of the processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until it can serve.</summary>
    /// <param name="name">What to call it when it does not.</param>
    /// <param name="start">How it is started.</param>
    /// <param name="address">Where it was told to listen.</param>
    /// <param name="clock">Says how long it took.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="BenchmarkFailedException">It ended, or was not ready within a minute.</exception>
    public static async Task<ServerProcess> StartAsync(
        string name, ProcessStartInfo start, Uri address, TimeProvider clock, CancellationToken cancellation)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var begun = clock.GetTimestamp();
        var server = new ServerProcess(name, Process.Start(start)!, address, clock);
        try
        {
            await server.WaitUntilReadyAsync(begun, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>An address on this machine where nobody listens.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
    }

    /// <summary>A line of what the kernel knows about its memory, in MiB: <c>VmRSS</c> now, <c>VmHWM</c> at its highest.</summary>
    public double Memory(string line) =>
        double.Parse(
            File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status"))
                .First(l => l.StartsWith(line, StringComparison.Ordinal))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) / 1024;

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // Fails only where it has ended by itself since, which is as good.
            _ = Signal(process.Id, Terminate);
        }

        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(StopPatience, clock);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await Task.WhenAll(output.Ended, errors.Ended);
        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    private async Task WaitUntilReadyAsync(long begun, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (!await IsReadyAsync(client, cancellation))
        {
            if (process.HasExited || clock.GetElapsedTime(begun) > ReadyPatience)
            {
                throw new BenchmarkFailedException($"{name} did not become ready. It said: {output} {errors}");
            }

            await Task.Delay(Step, clock, cancellation);
        }

        ReadyAfter = clock.GetElapsedTime(begun);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
