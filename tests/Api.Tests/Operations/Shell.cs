using System.Diagnostics;
using ClaimCheck.Api.Tests.Http;
using Npgsql;

namespace ClaimCheck.Api.Tests.Operations;

/// <summary>Runs the scripts of <c>ops/</c> as an operator would.</summary>
internal static class Shell
{
    /// <summary>Runs a script to its end.</summary>
    /// <param name="database">The database it is to work on, as a connection string.</param>
    /// <param name="binaries">The folder of Postgres's programs.</param>
    /// <param name="words">The script, and what it is given.</param>
    public static async Task<(int ExitCode, string Said)> RunAsync(string database, string binaries, params string[] words)
    {
        var way = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo("bash", words)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PG_BIN"] = binaries,
                ["PGHOST"] = way.Host,
                ["PGPORT"] = $"{way.Port}",
                ["PGUSER"] = way.Username,
                ["PGPASSWORD"] = way.Password,
                ["PGDATABASE"] = way.Database,
            },
        };
        using var script = Process.Start(start)!;
        var errors = script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (script.ExitCode, output + await errors);
    }
}
