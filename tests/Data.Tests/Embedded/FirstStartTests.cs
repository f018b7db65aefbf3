using ClaimCheck.Data.Embedded;

namespace ClaimCheck.Data.Tests.Embedded;

public sealed class FirstStartTests
{
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        using var folder = new OwnFolder();
        await using (var first = await folder.StartAsync())
        {
            Assert.True(first.Created);
            await OwnFolder.AskAsync(first.AdminConnectionString, "create table kept as select 42 as answer; grant select on kept to claimcheck_service");
        }

        await using var second = await folder.StartAsync();
        Assert.False(second.Created);
        Assert.Equal(42, await OwnFolder.AskAsync(second.ServiceConnectionString, "select answer from kept"));
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_passwords()
    {
        using var folder = new OwnFolder();
        await using var server = await folder.StartAsync(folder.Options with { Durable = false });
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

        Assert.Equal(OwnerReadsAndWrites, OwnFolder.Mode(folder.Layout.SuperuserPassword));
        Assert.Equal(OwnerReadsAndWrites, OwnFolder.Mode(folder.Layout.ServicePassword));
        Assert.Equal(OwnerReadsAndWrites | UnixFileMode.UserExecute, OwnFolder.Mode(server.SecretsDirectory));
    }

    [Fact]
    public async Task A_password_file_opened_to_others_is_closed_again()
    {
        using var folder = new OwnFolder();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await (await folder.StartAsync()).DisposeAsync();
        Open(folder.Layout.ServicePassword);

        await using var server = await folder.StartAsync();

        Assert.Equal(OwnerReadsAndWrites, OwnFolder.Mode(folder.Layout.ServicePassword));
    }

    [Fact]
    public async Task Passwords_are_in_no_log_no_argument_and_no_log_of_statements()
    {
        using var folder = new OwnFolder();
        var lines = new RecordedLog();
        await using var server = await folder.StartAsync(folder.Options with { Durable = false }, lines);
        string[] secrets =
        [
            await File.ReadAllTextAsync(folder.Layout.SuperuserPassword, TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(folder.Layout.ServicePassword, TestContext.Current.CancellationToken),
        ];
        var arguments = OperatingSystem.IsLinux()
            ? await File.ReadAllTextAsync($"/proc/{server.ProcessId}/cmdline", TestContext.Current.CancellationToken)
            : "";
        var written = Directory.EnumerateFiles(folder.Layout.Log).Select(File.ReadAllText);

        Assert.All(secrets, secret => Assert.True(secret.Length > 40 && !server.DataDirectory.Contains(secret, StringComparison.Ordinal)));
        Assert.All(written.Append(arguments).Concat(lines.Messages), text => Assert.DoesNotContain(secrets, text.Contains));
    }

    [Fact]
    public async Task Started_by_root_postgres_runs_as_somebody_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can show this.");
        using var folder = new OwnFolder();
        await using var server = await folder.StartAsync(folder.Options with { Durable = false });

        var users = File
            .ReadLines($"/proc/{server.ProcessId}/status")
            .Single(line => line.StartsWith("Uid:", StringComparison.Ordinal))
            .Split('\t');

        Assert.Equal(5, users.Length);
        Assert.DoesNotContain("0", users);
    }

    [Fact]
    public async Task Stopping_leaves_no_process_no_socket_and_no_lock()
    {
        using var folder = new OwnFolder();
        var server = await folder.StartAsync();

        await server.DisposeAsync();
        await server.DisposeAsync();

        Assert.Empty(folder.Processes());
        Assert.False(File.Exists(PostmasterFile.PathIn(folder.Layout.Cluster)));
        Assert.Equal(["log", "postgres", "secrets", "service.lock", "service.pid"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        using var free = FolderLock.TryTake(folder.Layout);
        Assert.NotNull(free);
    }

    [Fact]
    public async Task A_folder_too_deep_for_a_socket_works_all_the_same()
    {
        using var outer = new OwnFolder();
        var deep = Path.Combine(outer.Path, new string('d', 90));
        string socket;
        await using (var server = await outer.StartAsync(outer.Options with { DataDirectory = deep, Durable = false }))
        {
            Assert.Equal(1, await OwnFolder.AskAsync(server.ServiceConnectionString, "select 1"));
            socket = new Npgsql.NpgsqlConnectionStringBuilder(server.ServiceConnectionString).Host!;
            Assert.StartsWith(Path.GetTempPath(), socket, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(socket));
    }

    [Fact]
    public async Task A_start_that_is_called_off_leaves_nothing_running()
    {
        using var folder = new OwnFolder();
        await (await folder.StartAsync()).DisposeAsync();
        using var calledOff = new CancellationTokenSource(TimeSpan.FromMilliseconds(60));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EmbeddedPostgres.StartAsync(
            folder.Options, TimeProvider.System, new RecordedLog(), calledOff.Token));

        Assert.Empty(folder.Processes());
        await using var server = await folder.StartAsync();
        Assert.Equal(1, await OwnFolder.AskAsync(server.ServiceConnectionString, "select 1"));
    }

    private static void Open(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerReadsAndWrites | UnixFileMode.OtherRead);
        }
    }
}
