using ClaimCheck.Data.Embedded;

namespace ClaimCheck.Data.Tests.Embedded;

public sealed class EmbeddedDataDirectoryTests
{
    private static readonly UnprivilegedUser Somebody = new("somebody", 4711, 4711);

    [Fact]
    public void In_a_checkout_it_is_beside_the_solution()
    {
        using var checkout = Checkout();
        var below = Directory.CreateDirectory(Path.Combine(checkout.Path, "src", "Api")).FullName;
        Assert.Equal(Path.Combine(checkout.Path, ".claimcheck"), EmbeddedDataDirectory.Default([below], user: null));
    }

    [Fact]
    public void Elsewhere_it_is_under_the_users_application_data()
    {
        using var elsewhere = new OwnFolder();
        Assert.EndsWith(
            Path.DirectorySeparatorChar + "claimcheck", EmbeddedDataDirectory.Default([elsewhere.Path], user: null), StringComparison.Ordinal);
    }

    [Fact]
    public void For_root_a_folder_closed_to_others_is_replaced_by_one_of_its_own()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var one = Checkout();
        using var two = Checkout();
        Assert.Equal(Path.Combine(one.Path, ".claimcheck"), EmbeddedDataDirectory.Default([one.Path], Somebody));
        Close(one.Path);
        Close(two.Path);

        var first = EmbeddedDataDirectory.Default([one.Path], Somebody);

        Assert.StartsWith("/var/lib/claimcheck/", first, StringComparison.Ordinal);
        Assert.Equal(first, EmbeddedDataDirectory.Default([one.Path], Somebody));
        Assert.NotEqual(first, EmbeddedDataDirectory.Default([two.Path], Somebody));
        Assert.Equal(Path.Combine(one.Path, ".claimcheck"), EmbeddedDataDirectory.Default([one.Path], user: null));
    }

    [Theory]
    [InlineData("nobody", "root:x:0:0::/root:/bin/sh", "nobody:x:65534:65534:nobody:/:/bin/false")]
    [InlineData("postgres", "nobody:x:65534:65534:nobody:/:/bin/false", "postgres:x:101:104:::/bin/bash")]
    [InlineData("nobody", "# a comment", "nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false")]
    [InlineData(null, "root:x:0:0::/root:/bin/sh", "postgres:x:0:0:::")]
    public void Root_drops_to_postgres_or_nobody_and_never_to_root(string? expected, params string[] accounts)
    {
        Assert.Equal(expected, UnprivilegedUser.Choose(accounts)?.Name);
    }

    [Fact]
    public void A_path_through_links_is_named_as_the_kernel_names_it()
    {
        using var folder = new OwnFolder();
        var real = Directory.CreateDirectory(Path.Combine(folder.Path, "real")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), "real");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "further"), Path.Combine(folder.Path, "link"));

        Assert.Equal(
            Path.Combine(ReachablePath.Real(real), "not-there-yet"), ReachablePath.Real(Path.Combine(folder.Path, "further", "not-there-yet")));
    }

    private static OwnFolder Checkout()
    {
        var folder = new OwnFolder();
        File.WriteAllText(Path.Combine(folder.Path, "ClaimCheck.sln"), "");
        return folder;
    }

    private static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
