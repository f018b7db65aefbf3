using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClaimCheck.Data.Embedded;

namespace ClaimCheck.Data.Tests.Embedded;

public sealed class UnusableConfigurationTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task A_number_that_is_no_port(int port)
    {
        using var folder = new OwnFolder();
        Says(await folder.WhyNotAsync(folder.Options with { Port = port }), "Embedded__Port", "65535");
    }

    [Fact]
    public async Task A_port_that_is_taken()
    {
        using var folder = new OwnFolder();
        using var taker = new TcpListener(IPAddress.Loopback, 0);
        taker.Start();
        var port = ((IPEndPoint)taker.LocalEndpoint).Port;

        Says(
            await folder.WhyNotAsync(folder.Options with { Port = port }),
            $"Port {port.ToString(CultureInfo.InvariantCulture)}", "Embedded__Port");
        Assert.Empty(folder.Processes());
    }

    [Fact]
    public async Task A_bin_folder_without_programs()
    {
        using var folder = new OwnFolder();
        Says(await folder.WhyNotAsync(folder.Options with { BinDirectory = "/usr" }), "Embedded__BinDirectory", "initdb");
    }

    [Fact]
    public async Task A_bin_folder_whose_programs_do_not_run()
    {
        using var folder = new OwnFolder();
        using var bin = new OwnFolder();
        FakePrograms.Put(bin.Path, "exit 1");
        Says(await folder.WhyNotAsync(folder.Options with { BinDirectory = bin.Path }), "Embedded__BinDirectory", "do not run");
    }

    [Fact]
    public async Task A_bin_folder_of_an_old_postgres()
    {
        using var folder = new OwnFolder();
        using var bin = new OwnFolder();
        FakePrograms.Put(bin.Path, "echo 'postgres (PostgreSQL) 14.9'");
        Says(await folder.WhyNotAsync(folder.Options with { BinDirectory = bin.Path }), "Postgres 14", "15 or newer");
    }

    [Fact]
    public async Task A_bin_folder_postgres_cannot_reach()
    {
        Assert.SkipUnless(UnprivilegedUserOfThisRun is not null, "Only root drops to another user.");
        using var folder = new OwnFolder();
        using var outer = new OwnFolder();
        var bin = Directory.CreateDirectory(Path.Combine(outer.Path, "bin")).FullName;
        FakePrograms.Put(bin, "echo 'postgres (PostgreSQL) 17.1'");
        Close(outer.Path);
        Says(await folder.WhyNotAsync(folder.Options with { BinDirectory = bin }), "cannot reach", "Embedded__BinDirectory");
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file()
    {
        using var folder = new OwnFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        Says(await folder.WhyNotAsync(new EmbeddedOptions { DataDirectory = file }), file, "is a file", "Embedded__DataDirectory");
    }

    [Fact]
    public async Task A_data_folder_below_a_file()
    {
        using var folder = new OwnFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        Says(
            await folder.WhyNotAsync(new EmbeddedOptions { DataDirectory = Path.Combine(file, "data") }),
            "cannot be written", "Embedded__DataDirectory");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Shown with a folder of the Linux kernel, which even root cannot write.");
        using var folder = new OwnFolder();
        Says(
            await folder.WhyNotAsync(new EmbeddedOptions { DataDirectory = "/proc/claimcheck" }),
            "cannot be written", "Embedded__DataDirectory");
    }

    [Fact]
    public async Task A_data_folder_postgres_cannot_reach()
    {
        Assert.SkipUnless(UnprivilegedUserOfThisRun is not null, "Only root drops to another user.");
        using var outer = new OwnFolder();
        Close(outer.Path);
        Says(
            await outer.WhyNotAsync(new EmbeddedOptions { DataDirectory = Path.Combine(outer.Path, "data") }),
            UnprivilegedUserOfThisRun.Name, outer.Path, "Embedded__DataDirectory");
    }

    [Fact]
    public async Task A_folder_with_somebody_elses_files()
    {
        using var folder = new OwnFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "thesis.txt"), "", TestContext.Current.CancellationToken);

        Says(await folder.WhyNotAsync(), "not empty", "thesis.txt", "Embedded__DataDirectory");
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_cluster_folder_that_holds_something_else()
    {
        using var folder = new OwnFolder();
        await File.WriteAllTextAsync(folder.Layout.Lock, "", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(folder.Layout.Cluster);
        await File.WriteAllTextAsync(Path.Combine(folder.Layout.Cluster, "thesis.txt"), "", TestContext.Current.CancellationToken);
        Says(await folder.WhyNotAsync(), "not a Postgres cluster", "Embedded__DataDirectory");
    }

    [Fact]
    public async Task A_cluster_of_another_major_version()
    {
        using var folder = new OwnFolder();
        await (await folder.StartAsync(folder.Options with { Durable = false })).DisposeAsync();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Layout.Cluster, "PG_VERSION"), "9\n", TestContext.Current.CancellationToken);
        Says(await folder.WhyNotAsync(), "made by Postgres 9", "Embedded__BinDirectory", "Embedded__DataDirectory");
    }

    [Fact]
    public async Task A_cluster_whose_password_is_lost_or_wrong()
    {
        using var folder = new OwnFolder();
        await (await folder.StartAsync(folder.Options with { Durable = false })).DisposeAsync();

        File.Delete(folder.Layout.SuperuserPassword);
        Says(await folder.WhyNotAsync(), "is missing", folder.Layout.SuperuserPassword);

        PasswordFile.Write(folder.Layout.SuperuserPassword, "guess");
        Says(await folder.WhyNotAsync(), "is not the one", folder.Layout.SuperuserPassword);
        Assert.Empty(folder.Processes());
    }

    [Fact]
    public async Task A_cluster_that_is_broken()
    {
        using var folder = new OwnFolder();
        await (await folder.StartAsync(folder.Options with { Durable = false })).DisposeAsync();
        File.Delete(Path.Combine(folder.Layout.Cluster, "global", "pg_control"));
        Says(await folder.WhyNotAsync(), "did not start", "pg_control", folder.Layout.Log);
    }

    [Fact]
    public async Task A_machine_without_postgres_and_without_npm()
    {
        using var folder = new OwnFolder();
        var bare = folder.Options with { Places = new BinaryPlaces([], Path.Combine(folder.Path, "cache"), "no-such-npm-client") };
        Says(
            await folder.WhyNotAsync(bare),
            "no npm client", "apt install", "brew install", "winget install", "docker compose up", "ConnectionStrings__ClaimCheck",
            "Embedded__BinDirectory");
    }

    private static UnprivilegedUser? UnprivilegedUserOfThisRun => UnprivilegedUser.WhenRoot();

    private static void Says(string message, params string[] parts)
    {
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
    }

    private static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
