using System.Diagnostics;
using System.Globalization;
using ClaimCheck.Data;
using Npgsql;

namespace ClaimCheck.Benchmarks.Servers;

/// <summary>A plain Fastify and pg program over the same database: what a newsroom could write by hand instead.</summary>
internal static class PeerServer
{
    private static readonly string Folder = Path.Combine(ReleaseBuild.Checkout.FullName, "tests", "Benchmarks", "peers", "fastify");

    /// <summary>Installs its packages where they are missing and starts it; null, and a line that says why, where that cannot be.</summary>
    /// <param name="connectionString">The service's own way to the database.</param>
    /// <param name="progress">Who waits.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="BenchmarkFailedException">It is installed and does not become ready.</exception>
    public static async Task<ServerProcess?> StartAsync(
        string connectionString, Progress progress, TimeProvider clock, CancellationToken cancellation)
    {
        if (Programs.TryFind("node") is not { } node || Programs.TryFind("npm") is not { } npm)
        {
            progress.Say("going on without the peer: node and npm are not installed");
            return null;
        }

        try
        {
            await InstallAsync(npm, progress, cancellation);
        }
        catch (BenchmarkFailedException e)
        {
            progress.Say($"going on without the peer: {e.Message.ReplaceLineEndings(" ")}");
            return null;
        }

        var way = new NpgsqlConnectionStringBuilder(connectionString);
        var address = ServerProcess.FreeAddress();
        var start = new ProcessStartInfo(node)
        {
            ArgumentList = { "server.js" },
            WorkingDirectory = Folder,
            Environment =
            {
                ["NODE_ENV"] = "production",
                ["PORT"] = address.Port.ToString(CultureInfo.InvariantCulture),
                ["PGHOST"] = way.Host,
                ["PGPORT"] = way.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = way.Username,
                ["PGPASSWORD"] = way.Password,
                ["PGDATABASE"] = way.Database,
                ["SEARCH_OPTIONS"] = Database.SearchOptions,
            },
        };
        return await ServerProcess.StartAsync("The peer", start, address, clock, cancellation);
    }

    private static async Task InstallAsync(string npm, Progress progress, CancellationToken cancellation)
    {
        // npm writes its own list last: an installation that was cut off has none, and one of other versions has an older one.
        var installed = File.GetLastWriteTimeUtc(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (installed < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            progress.Say("installing the peer's packages");
            await Programs.RunAsync(
                new ProcessStartInfo(npm) { ArgumentList = { "ci", "--ignore-scripts" }, WorkingDirectory = Folder }, cancellation);
        }
    }
}
