using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;

namespace ClaimCheck.Benchmarks.Yardstick;

/// <summary>The program <c>psql</c>.</summary>
/// <param name="program">Where it is.</param>
internal sealed class Psql(string program)
{
    /// <summary>That of a server's own version, where it is installed beside it.</summary>
    /// <exception cref="BenchmarkFailedException">It is not installed.</exception>
    public static async Task<Psql> OfAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        var binaries = await connection.ExecuteScalarAsync<string?>("select setting from pg_config where name = 'BINDIR'");
        return new Psql(Programs.Find("psql", binaries));
    }

    /// <summary>Runs commands, one after another, in one session.</summary>
    /// <param name="connectionString">Where.</param>
    /// <param name="commands">The commands.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <param name="options">Options of the program.</param>
    public Task<string> RunAsync(
        string connectionString, IEnumerable<string> commands, CancellationToken cancellation, params ReadOnlySpan<string> options)
    {
        var way = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(program)
        {
            ArgumentList = { "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1" },
            Environment =
            {
                ["PGHOST"] = way.Host,
                ["PGPORT"] = way.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = way.Username,
                ["PGPASSWORD"] = way.Password,
                ["PGDATABASE"] = way.Database,
            },
        };
        foreach (var option in options)
        {
            start.ArgumentList.Add(option);
        }

        foreach (var command in commands)
        {
            start.ArgumentList.Add("--command");
            start.ArgumentList.Add(command);
        }

        return Programs.RunAsync(start, cancellation);
    }
}
