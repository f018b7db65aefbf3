using System.Globalization;
using ClaimCheck.Data.Embedded;
using Microsoft.Extensions.Logging;

namespace ClaimCheck.Data.Tests.Embedded;

public sealed class RecoveryTests
{
    [Fact]
    public async Task A_killed_postmaster_is_replaced_on_the_same_port_and_acknowledged_rows_remain()
    {
        using var folder = new OwnFolder();
        var log = new RecordedLog();
        await using var server = await folder.StartAsync(logger: log);
        await OwnFolder.AskAsync(server.AdminConnectionString, "create table kept as select 42 as answer; grant select on kept to claimcheck_service");
        var killed = server.ProcessId!.Value;

        UnixCalls.Signal(killed, PostgresSignal.Kill);

        Assert.Equal(42, await OwnFolder.AskInTheEndAsync(server.ServiceConnectionString, "select answer from kept"));
        await OwnFolder.UntilAsync(() => server.ProcessId != killed);
        Assert.Equal(1, log.CountAt(LogLevel.Error));
    }

    [Fact]
    public async Task A_backend_too_busy_to_notice_that_its_postmaster_was_killed_does_not_keep_postgres_down()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which processes belong to a cluster.");
        using var folder = new OwnFolder();
        await using var server = await folder.StartAsync();
        var busy = OwnFolder.AskAsync(server.AdminConnectionString, "select count(*) from generate_series(1, 100000000000) n where n % 7 = 8");
        await OwnFolder.UntilAsync(async () => Equals(1L, await OwnFolder.AskAsync(
            server.AdminConnectionString, "select count(*) from pg_stat_activity where state = 'active' and query like '%generate%8'")));

        UnixCalls.Signal(server.ProcessId!.Value, PostgresSignal.Kill);

        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => busy);
        Assert.Equal(1, await OwnFolder.AskInTheEndAsync(server.ServiceConnectionString, "select 1"));
    }

    [Fact]
    public async Task Postgres_killed_with_all_its_children_is_started_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which processes belong to a cluster.");
        using var folder = new OwnFolder();
        await using var server = await folder.StartAsync();
        await OwnFolder.AskAsync(server.AdminConnectionString, "create table kept as select 42 as answer; grant select on kept to claimcheck_service");

        foreach (var process in folder.Processes())
        {
            UnixCalls.Signal(process, PostgresSignal.Kill);
        }

        Assert.Equal(42, await OwnFolder.AskInTheEndAsync(server.ServiceConnectionString, "select answer from kept"));
    }

    [Fact]
    public async Task Postgres_stopped_by_ctrl_c_beside_the_service_is_no_error_and_comes_back_if_the_service_stays()
    {
        using var folder = new OwnFolder();
        var log = new RecordedLog();
        await using var server = await folder.StartAsync(logger: log);

        UnixCalls.Signal(server.ProcessId!.Value, PostgresSignal.FastShutdown);
        await OwnFolder.UntilAsync(() => folder.Processes().Count == 0);

        Assert.Equal(1, await OwnFolder.AskInTheEndAsync(server.ServiceConnectionString, "select 1"));
        Assert.Equal(0, log.CountAt(LogLevel.Error) + log.CountAt(LogLevel.Warning));
    }

    [Fact]
    public async Task Stopping_right_after_postgres_died_leaves_nothing_running()
    {
        using var folder = new OwnFolder();
        var server = await folder.StartAsync();

        UnixCalls.Signal(server.ProcessId!.Value, PostgresSignal.Kill);
        await server.DisposeAsync();

        await OwnFolder.UntilAsync(() => folder.Processes().Count == 0);
        await using var again = await folder.StartAsync();
        Assert.Equal(1, await OwnFolder.AskAsync(again.ServiceConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_server_left_by_a_killed_service_is_taken_over_with_every_acknowledged_row()
    {
        using var folder = new OwnFolder();
        await (await folder.StartAsync()).DisposeAsync();
        using var left = await folder.LeaveServerBehindAsync(FreePort.Next());
        var access = new ServerAccess(
            folder.Layout.Socket, PostmasterFile.Read(folder.Layout.Cluster)!.Port,
            PasswordFile.Read(folder.Layout.SuperuserPassword), PasswordFile.Read(folder.Layout.ServicePassword));
        await OwnFolder.AskAsync(access.Admin(ServerAccess.Database), "create table kept as select 42 as answer; grant select on kept to claimcheck_service");
        var log = new RecordedLog();

        await using var server = await folder.StartAsync(logger: log);

        Assert.True(left.HasExited);
        Assert.Equal(1, log.CountAt(LogLevel.Warning));
        Assert.Equal(42, await OwnFolder.AskAsync(server.ServiceConnectionString, "select answer from kept"));
    }

    [Fact]
    public async Task A_service_and_its_postgres_killed_together_start_again()
    {
        using var folder = new OwnFolder();
        await (await folder.StartAsync()).DisposeAsync();
        using var left = await folder.LeaveServerBehindAsync(FreePort.Next());
        left.Kill();
        await left.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(File.Exists(PostmasterFile.PathIn(folder.Layout.Cluster)));

        await using var server = await folder.StartAsync();

        Assert.Equal(1, await OwnFolder.AskAsync(server.ServiceConnectionString, "select 1"));
    }

    [Theory]
    [InlineData("a stranger")]
    [InlineData("a dead process")]
    [InlineData("nobody")]
    public async Task A_stale_process_file_does_not_keep_postgres_down(string named)
    {
        using var folder = new OwnFolder();
        await (await folder.StartAsync()).DisposeAsync();
        using var stranger = Stranger.OfPostgresUser();
        var process = named == "a stranger" ? stranger.Id : 999_999_999;
        var path = PostmasterFile.PathIn(folder.Layout.Cluster);
        await File.WriteAllTextAsync(
            path,
            named == "nobody" ? "" : process.ToString(CultureInfo.InvariantCulture) + $"\n{folder.Layout.Cluster}\n1\n1\n\n\n0 0\nready\n",
            TestContext.Current.CancellationToken);
        UnprivilegedUser.WhenRoot()?.Own(path);

        await using var server = await folder.StartAsync();

        Assert.Equal(1, await OwnFolder.AskAsync(server.ServiceConnectionString, "select 1"));
        Assert.False(stranger.HasExited);
    }

    [Fact]
    public async Task A_cluster_whose_making_was_interrupted_is_made_anew()
    {
        using var folder = new OwnFolder();
        using (var calledOff = new CancellationTokenSource())
        {
            var starting = EmbeddedPostgres.StartAsync(folder.Options, TimeProvider.System, new RecordedLog(), calledOff.Token);
            await OwnFolder.UntilAsync(() => Directory.EnumerateFiles(folder.Path, "PG_VERSION", SearchOption.AllDirectories).Any());
            await calledOff.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        }

        // The interrupted folder is left, as a kill would leave it.
        Assert.Single(Directory.EnumerateDirectories(folder.Path, "postgres.new-*"));
        await using var server = await folder.StartAsync();

        Assert.True(server.Created);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path, "postgres.new-*"));
    }

    [Fact]
    public async Task A_lost_service_password_is_replaced()
    {
        using var folder = new OwnFolder();
        await (await folder.StartAsync()).DisposeAsync();
        File.Delete(folder.Layout.ServicePassword);

        await using var server = await folder.StartAsync();

        Assert.Equal(1, await OwnFolder.AskAsync(server.ServiceConnectionString, "select 1"));
    }
}
