using ClaimCheck.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaimCheck.Data.Tests.Embedded;

public sealed class BinarySearchTests
{
    [Fact]
    public async Task A_new_cluster_takes_the_newest_programs()
    {
        using var machine = new OwnFolder();
        var found = await FindAsync(machine, machine.Layout, Put(machine, 15), Put(machine, 18), Put(machine, 16));
        Assert.Equal(18, found.Major);
    }

    [Fact]
    public async Task An_existing_cluster_takes_programs_of_its_own_version()
    {
        using var machine = new OwnFolder();
        using var data = new OwnFolder();
        Directory.CreateDirectory(data.Layout.Cluster);
        await File.WriteAllTextAsync(
            Path.Combine(data.Layout.Cluster, "PG_VERSION"), "16\n", TestContext.Current.CancellationToken);

        var found = await FindAsync(machine, data.Layout, Put(machine, 15), Put(machine, 18), Put(machine, 16));

        Assert.Equal(16, found.Major);
    }

    [Fact]
    public async Task Programs_older_than_15_are_passed_over()
    {
        using var machine = new OwnFolder();
        var found = await FindAsync(machine, machine.Layout, Put(machine, 14), Put(machine, 15));
        Assert.Equal(15, found.Major);
    }

    [Fact]
    public async Task Programs_are_used_from_where_a_link_leads()
    {
        using var machine = new OwnFolder();
        var real = Put(machine, 17);
        var links = Directory.CreateDirectory(Path.Combine(machine.Path, "links")).FullName;
        File.CreateSymbolicLink(Path.Combine(links, "initdb"), Path.Combine(real, "initdb"));
        File.CreateSymbolicLink(Path.Combine(links, "postgres"), Path.Combine(real, "postgres"));

        Assert.Equal(real, (await FindAsync(machine, machine.Layout, links)).Folder);
    }

    private static string Put(OwnFolder machine, int major)
    {
        var folder = Directory.CreateDirectory(Path.Combine(machine.Path, $"programs-{major}")).FullName;
        FakePrograms.Put(folder, $"echo 'postgres (PostgreSQL) {major}.2 (Something 1.{major})'");
        return folder;
    }

    private static Task<PostgresBinaries> FindAsync(OwnFolder machine, DataLayout layout, params string[] folders) =>
        BinarySearch.FindAsync(
            new EmbeddedOptions { Places = new BinaryPlaces(folders, Path.Combine(machine.Path, "cache"), Npm: null) },
            layout, UnprivilegedUser.WhenRoot(), NullLogger.Instance, TestContext.Current.CancellationToken);
}
