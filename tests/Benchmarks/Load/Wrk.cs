using System.Diagnostics;
using System.Globalization;

namespace ClaimCheck.Benchmarks.Load;

/// <summary>The load generator.</summary>
/// <param name="program">The program.</param>
/// <param name="script">Where <c>load.lua</c> was put.</param>
internal sealed class Wrk(string program, string script)
{
    /// <summary>Puts the script where the program can read it.</summary>
    public static async Task<Wrk> InAsync(string folder, CancellationToken cancellation)
    {
        var script = Path.Combine(folder, "load.lua");
        await using var source = typeof(Wrk).Assembly.GetManifestResourceStream("load.lua")!;
        await using var target = File.Create(script);
        await source.CopyToAsync(target, cancellation);
        return new Wrk(Programs.Find("wrk"), script);
    }

    /// <summary>Sends requests, all of which have to succeed.</summary>
    /// <param name="service">Where to.</param>
    /// <param name="key">With which key.</param>
    /// <param name="method">How.</param>
    /// <param name="requestsFile">Out of which list.</param>
    /// <param name="connections">How many at a time.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="keysFile">Many keys to send in turn, in place of the one.</param>
    public async Task<WrkResult> RunAsync(
        Uri service, string key, string method, string requestsFile, int connections, int seconds, CancellationToken cancellation,
        string? keysFile = null)
    {
        var result = await SendAsync(service, key, method, requestsFile, connections, seconds, keysFile, cancellation);
        return result.Refused == 0 ? result : throw new BenchmarkFailedException($"{result.Refused} requests were refused under load.");
    }

    /// <summary>Sends requests, however many of them are refused.</summary>
    public Task<WrkResult> FloodAsync(
        Uri service, string key, string method, string requestsFile, int connections, int seconds, CancellationToken cancellation) =>
        SendAsync(service, key, method, requestsFile, connections, seconds, null, cancellation);

    private async Task<WrkResult> SendAsync(
        Uri service, string key, string method, string requestsFile, int connections, int seconds, string? keysFile, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program)
        {
            ArgumentList =
            {
                "-t", Number(Math.Min(connections, 2)), "-c", Number(connections), "-d", $"{Number(seconds)}s", "--timeout", "10s",
                "-H", $"Authorization: Bearer {key}", "-s", script, service.ToString(), "--", method, requestsFile,
            },
        };
        if (keysFile is not null)
        {
            start.ArgumentList.Add(keysFile);
        }

        return WrkResult.Parse(await Programs.RunAsync(start, cancellation));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
