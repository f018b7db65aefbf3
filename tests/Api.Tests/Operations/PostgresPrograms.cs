using Npgsql;

namespace ClaimCheck.Api.Tests.Operations;

/// <summary>The programs that belong to a server: those that <c>PATH</c> has may be older than it.</summary>
internal static class PostgresPrograms
{
    /// <summary>Their folder; the test is skipped where <c>pg_dump</c> is not among them, as in the npm package.</summary>
    /// <param name="database">The way to the server.</param>
    public static async Task<string> WithDumpAsync(string database)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no bash.");
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var where = new NpgsqlCommand("select setting from pg_config where name = 'BINDIR'", connection);
        var folder = (string)(await where.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "pg_dump")), $"There is no pg_dump in {folder}.");
        return folder;
    }
}
