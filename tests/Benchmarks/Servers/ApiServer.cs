using System.Diagnostics;

namespace ClaimCheck.Benchmarks.Servers;

/// <summary>The service as it runs in production: a process of its own, out of a Release build.</summary>
internal static class ApiServer
{
    /// <summary>Starts it over a database for one who sends as much as can be answered.</summary>
    /// <param name="assembly">The service's assembly.</param>
    /// <param name="connectionString">As the service's role.</param>
    /// <param name="clock">Says how long it took.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public static Task<ServerProcess> StartUnlimitedAsync(
        string assembly, string connectionString, TimeProvider clock, CancellationToken cancellation) => StartAsync(
        assembly,
        new Dictionary<string, string>
        {
            ["ConnectionStrings__ClaimCheck"] = connectionString,

            // All comes from one key here, which pays for being counted, but is never stopped.
            ["Limits__UnitsPerSecond"] = "1000000",
        },
        clock,
        cancellation);

    /// <summary>Starts it and waits until it can serve.</summary>
    /// <param name="assembly">The service's assembly.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="clock">Says how long it took.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="BenchmarkFailedException">It ended, or was not ready within a minute.</exception>
    public static Task<ServerProcess> StartAsync(
        string assembly, IReadOnlyDictionary<string, string> settings, TimeProvider clock, CancellationToken cancellation)
    {
        var address = ServerProcess.FreeAddress();
        var start = new ProcessStartInfo(Programs.Find("dotnet"))
        {
            ArgumentList = { assembly },
            WorkingDirectory = Path.GetDirectoryName(assembly),
            Environment = { ["ASPNETCORE_URLS"] = address.ToString(), ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return ServerProcess.StartAsync("The service", start, address, clock, cancellation);
    }
}
