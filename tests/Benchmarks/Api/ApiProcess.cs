using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ClaimCheck.Benchmarks.Api;

/// <summary>The service as it runs in production: a process of its own, out of a Release build.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int SaidLength = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Process process;
    private readonly byte[] said = new byte[SaidLength];
    private readonly Task draining;
    private int saidLength;

    private ApiProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        draining = DrainAsync();
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
    /// <param name="assembly">The service's assembly.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="clock">Says how long it took.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="BenchmarkFailedException">It ended, or was not ready within a minute.</exception>
    public static async Task<ApiProcess> StartAsync(
        string assembly, IReadOnlyDictionary<string, string> settings, TimeProvider clock, CancellationToken cancellation)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo(Programs.Find("dotnet"))
        {
            ArgumentList = { assembly },
            WorkingDirectory = Path.GetDirectoryName(assembly),
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_URLS"] = address.ToString(), ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var begun = clock.GetTimestamp();
        var api = new ApiProcess(Process.Start(start)!, address);
        try
        {
            await api.WaitUntilReadyAsync(begun, clock, cancellation);
            return api;
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
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
        if (!process.HasExited && Signal(process.Id, Terminate) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        await process.WaitForExitAsync(CancellationToken.None);
        await draining;
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    private async Task WaitUntilReadyAsync(long begun, TimeProvider clock, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (!await IsReadyAsync(client, cancellation))
        {
            if (process.HasExited || clock.GetElapsedTime(begun) > Patience)
            {
                throw new BenchmarkFailedException(
                    $"The service did not become ready. It said: {System.Text.Encoding.UTF8.GetString(said, 0, saidLength)}");
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

    /// <summary>Its log has to go somewhere; only the newest of it is kept, and reading it in pieces costs next to nothing.</summary>
    private async Task DrainAsync()
    {
        var piece = new byte[SaidLength];
        int length;
        while ((length = await process.StandardOutput.BaseStream.ReadAsync(piece)) > 0)
        {
            piece.AsSpan(0, length).CopyTo(said);
            saidLength = length;
        }
    }
}
