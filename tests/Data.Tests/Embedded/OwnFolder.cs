using System.Diagnostics;
using ClaimCheck.Data.Embedded;
using ClaimCheck.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClaimCheck.Data.Tests.Embedded;

/// <summary>A data folder for one test, and what the tests of the embedded server ask about it.</summary>
internal sealed class OwnFolder : IDisposable
{
    public string Path { get; } = ThrowAwayFolder.Make();

    public DataLayout Layout => new(ReachablePath.Real(Path));

    public EmbeddedOptions Options => new() { DataDirectory = Path };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<EmbeddedPostgres> StartAsync(EmbeddedOptions? options = null, ILogger? logger = null) =>
        EmbeddedPostgres.StartAsync(options ?? Options, TimeProvider.System, logger ?? NullLogger.Instance, Cancel);

    public Task<EmbeddedPostgres?> AttachAsync() => EmbeddedPostgres.AttachAsync(Options, TimeProvider.System, Cancel);

    public async Task<string> WhyNotAsync(EmbeddedOptions? options = null) =>
        (await Assert.ThrowsAsync<UnusableConfigurationException>(() => StartAsync(options))).Message;

    public IReadOnlyList<int> Processes() => ProcessesIn.Folder(Layout.Cluster);

    /// <summary>Does what a service killed with -9 leaves: a live server, and nobody who holds the folder.</summary>
    public async Task<Process> LeaveServerBehindAsync(int port)
    {
        var user = UnprivilegedUser.WhenRoot();
        var binaries = await BinarySearch.FindAsync(Options, Layout, user, NullLogger.Instance, Cancel);
        var plan = new ServerPlan(binaries, Layout, user, SocketPlace.Make(Layout, user), port, Durable: true);
        var left = Process.Start(ShortCommand.For(binaries.Postgres, plan.Arguments(), Layout.Cluster, user))!;
        await UntilAsync(() => PostmasterFile.Read(Layout.Cluster) is { Ready: true } file && file.Process == left.Id);
        return left;
    }

    /// <summary>Null on Windows, which has no file modes.</summary>
    public static UnixFileMode? Mode(string path) => OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path);

    public static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }

    /// <summary>Asks until Postgres answers again.</summary>
    public static async Task<object?> AskInTheEndAsync(string connectionString, string sql)
    {
        object? answer = null;
        await UntilAsync(async () =>
        {
            try
            {
                answer = await AskAsync(connectionString, sql);
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
        return answer;
    }

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "It did not happen within 30 seconds.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancel);
        }
    }

    public void Dispose()
    {
        foreach (var process in Processes())
        {
            UnixCalls.Signal(process, PostgresSignal.Kill);
        }

        ThrowAwayFolder.Remove(Path);
    }
}
