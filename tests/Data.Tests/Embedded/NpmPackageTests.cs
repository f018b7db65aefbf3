using System.Text.Json;
using ClaimCheck.Data.Embedded;

namespace ClaimCheck.Data.Tests.Embedded;

public sealed class NpmPackageTests
{
    [Fact]
    public async Task A_machine_without_postgres_unpacks_the_pinned_package_once_even_when_asked_twice_at_once()
    {
        using var cache = new OwnFolder();
        var log = new RecordedLog();
        var packages = Enumerable.Range(0, 2).Select(_ => new NpmPackage(cache.Path, "npm")).ToList();
        var got = await Task.WhenAll(packages.Select(package => package.TryGetAsync(log, TestContext.Current.CancellationToken)));
        var complaint = packages.Find(package => package.WhyNot.Length > 0)?.WhyNot ?? "";

        // Only an npm that is missing or out of reach is no fault of the code: programs that do not run are.
        Assert.SkipWhen(complaint.Contains("npm", StringComparison.Ordinal) && !Directory.EnumerateFileSystemEntries(cache.Path).Any(), complaint);
        Assert.Equal("", complaint);
        Assert.All(got, binaries => Assert.Equal(NpmPackage.Major, binaries!.Major));
        Assert.Single(Directory.EnumerateFileSystemEntries(cache.Path));
        AssertLinksAreLaid(Path.GetFullPath(Path.Combine(got[0]!.Folder, "..", "..")));

        using var data = new OwnFolder();
        var places = new BinaryPlaces([], cache.Path, Npm: null);
        await using var server = await data.StartAsync(data.Options with { Places = places, Durable = false });
        Assert.StartsWith(NpmPackage.Version.Split('-')[0][..2], (string)(await OwnFolder.AskAsync(server.ServiceConnectionString, "show server_version"))!, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_are_laid_relative_to_their_folder_and_existing_ones_are_left()
    {
        using var package = new OwnFolder();
        Put(package, "native/lib/libx.so.5.1", "native/lib/libx.so.5");

        SymlinkManifest.Lay(package.Path);
        SymlinkManifest.Lay(package.Path);

        Assert.Equal("libx.so.5.1", new FileInfo(Path.Combine(package.Path, "native", "lib", "libx.so.5")).LinkTarget);
    }

    [Theory]
    [InlineData("../outside", "native/lib/inside")]
    [InlineData("native/lib/inside", "../../outside")]
    public void Links_out_of_the_package_are_refused(string source, string target)
    {
        using var package = new OwnFolder();
        Put(package, source, target);
        Assert.Throws<InvalidDataException>(() => SymlinkManifest.Lay(package.Path));
    }

    private static void Put(OwnFolder package, string source, string target)
    {
        Directory.CreateDirectory(Path.Combine(package.Path, "native", "lib"));
        File.WriteAllText(
            Path.Combine(package.Path, "native", "pg-symlinks.json"), JsonSerializer.Serialize(new[] { new { source, target } }));
    }

    private static void AssertLinksAreLaid(string package)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "native", "pg-symlinks.json")));
        Assert.All(manifest.RootElement.EnumerateArray(), link =>
        {
            var laid = new FileInfo(Path.Combine(package, link.GetProperty("target").GetString()!));
            Assert.NotNull(laid.LinkTarget);
            Assert.True(File.Exists(laid.ResolveLinkTarget(returnFinalTarget: true)!.FullName));
        });
    }
}
