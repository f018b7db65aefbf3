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

    public async Task<WrkResult> RunAsync(
        Uri service, string key, string method, string requestsFile, int connections, int seconds, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program)
        {
            ArgumentList =
            {
                "-t", Number(Math.Min(connections, 2)), "-c", Number(connections), "-d", $"{Number(seconds)}s", "--timeout", "10s",
                "-H", $"Authorization: Bearer {key}", "-s", script, service.ToString(), "--", method, requestsFile,
            },
        };
        return WrkResult.Parse(await Programs.RunAsync(start, cancellation));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
