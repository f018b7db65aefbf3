using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ClaimCheck.Data.Embedded;
using Dapper;
using Npgsql;

namespace ClaimCheck.Benchmarks.Yardstick;

/// <summary>What Postgres reaches without a service in front of it.</summary>
/// <param name="program">The program.</param>
/// <param name="connectionString">The service's own way to the database.</param>
/// <param name="clock">Gives new rows their times.</param>
internal sealed partial class Pgbench(string program, string connectionString, TimeProvider clock)
{
    /// <summary>The table of targets has its limit at this many clients; a server with 100 connections has no room for many more.</summary>
    public const int MostClients = 16;

    /// <summary>The yardstick for a server: of its own version, where that is installed beside it.</summary>
    /// <exception cref="BenchmarkFailedException">It is not installed.</exception>
    public static async Task<Pgbench> OfAsync(EmbeddedPostgres server, TimeProvider clock)
    {
        await using var connection = new NpgsqlConnection(server.AdminConnectionString);
        var binaries = await connection.ExecuteScalarAsync<string?>("select setting from pg_config where name = 'BINDIR'");
        return new Pgbench(Programs.Find("pgbench", binaries), server.ServiceConnectionString, clock);
    }

    /// <summary>Transactions a second.</summary>
    /// <param name="scriptFile">The script.</param>
    /// <param name="options">Settings of the session.</param>
    /// <param name="clients">How many at a time.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<double> RunAsync(string scriptFile, string options, int clients, int seconds, CancellationToken cancellation)
    {
        var way = new NpgsqlConnectionStringBuilder(connectionString);
        var count = Math.Min(clients, MostClients);
        var start = new ProcessStartInfo(program)
        {
            ArgumentList =
            {
                "-M", "prepared", "-n", "-c", Number(count), "-j", Number(Math.Min(count, 2)), "-T", Number(seconds), "-f", scriptFile,
                "-D", $"now={Number(clock.GetUtcNow().ToUnixTimeMilliseconds())}",
            },
            Environment =
            {
                ["PGHOST"] = way.Host,
                ["PGPORT"] = Number(way.Port),
                ["PGUSER"] = way.Username,
                ["PGPASSWORD"] = way.Password,
                ["PGDATABASE"] = way.Database,
                ["PGOPTIONS"] = options,
            },
        };
        return Parse(await Programs.RunAsync(start, cancellation));
    }

    internal static double Parse(string output) => Rate().Match(output) is { Success: true } match
        ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : throw new BenchmarkFailedException($"pgbench printed no rate: {output}");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^tps = ([0-9.]+) \(without initial connection time\)", RegexOptions.Multiline)]
    private static partial Regex Rate();
}
