using ClaimCheck.Cli;

namespace ClaimCheck.Client.Tests.Cli;

public sealed class ProfileTests : IDisposable
{
    private const string Two = """{"profiles":{"default":{"url":"https://claims.example.org","key":"cc_default"},"other":{"url":"https://other.example.org/","key":"cc_other"}}}""";

    private readonly Typed typed = new();
    private readonly StringWriter warnings = new();

    public void Dispose()
    {
        typed.Dispose();
        warnings.Dispose();
    }

    [Fact]
    public void Variables_alone_are_enough()
    {
        typed.With("CLAIMCHECK_URL", "https://claims.example.org").With("CLAIMCHECK_KEY", " cc_set\n");

        AssertIs("https://claims.example.org/", "cc_set", Resolve());
    }

    [Fact]
    public void Without_an_address_the_service_is_on_this_machine()
    {
        typed.With("CLAIMCHECK_KEY", "cc_set");

        AssertIs("http://localhost:5080/", "cc_set", Resolve());
    }

    [Fact]
    public void The_profile_called_default_is_taken_where_nothing_is_set()
    {
        Settings(Two);

        AssertIs("https://claims.example.org/", "cc_default", Resolve());
    }

    [Fact]
    public void A_variable_names_another_profile()
    {
        Settings(Two);
        typed.With("CLAIMCHECK_PROFILE", "other");

        AssertIs("https://other.example.org/", "cc_other", Resolve());
    }

    [Fact]
    public void A_profile_that_is_typed_is_taken_whole_whatever_is_set()
    {
        Settings(Two);
        typed.With("CLAIMCHECK_URL", "https://set.example.org").With("CLAIMCHECK_KEY", "cc_set").With("CLAIMCHECK_PROFILE", "default");

        AssertIs("https://other.example.org/", "cc_other", Resolve("other"));
    }

    [Fact]
    public void A_key_that_is_set_goes_to_the_address_of_the_profile()
    {
        Settings(Two);
        typed.With("CLAIMCHECK_KEY", "cc_set");

        AssertIs("https://claims.example.org/", "cc_set", Resolve());
    }

    [Fact]
    public void The_key_of_a_profile_does_not_go_to_another_address()
    {
        Settings(Two);
        typed.With("CLAIMCHECK_URL", "https://set.example.org");

        Assert.Contains("CLAIMCHECK_KEY", Assert.Throws<UsageException>(() => Resolve()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_of_a_profile_goes_to_its_own_address_if_that_is_set_too()
    {
        Settings(Two);
        typed.With("CLAIMCHECK_URL", "https://claims.example.org/");

        AssertIs("https://claims.example.org/", "cc_default", Resolve());
    }

    [Fact]
    public void A_profile_that_is_not_there_is_refused_with_those_that_are()
    {
        Settings(Two);

        Assert.Contains("default, other", Assert.Throws<UsageException>(() => Resolve("another")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_key_it_is_said_where_to_put_one() =>
        Assert.Contains(ProfileFile.PathIn(typed.PathOf("settings")), Assert.Throws<UsageException>(() => Resolve()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"profiles":{"default":{"key":cc_secret}}}""")]
    [InlineData("""{"profiles":{"default":{"key":["cc_secret"]}}}""")]
    [InlineData("cc_secret")]
    public void Settings_that_cannot_be_read_are_refused_without_showing_them(string text)
    {
        Settings(text);

        var refusal = Assert.Throws<UsageException>(() => Resolve());
        Assert.Contains("line 1", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cc_secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claims.example.org")]
    [InlineData("ftp://claims.example.org")]
    [InlineData("https://me:secret@claims.example.org")]
    [InlineData("https://claims.example.org/?key=secret")]
    public void An_address_that_cannot_be_one_is_refused_without_showing_it(string address)
    {
        typed.With("CLAIMCHECK_URL", address).With("CLAIMCHECK_KEY", "cc_set");

        Assert.DoesNotContain("secret", Assert.Throws<UsageException>(() => Resolve()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_others_may_read_are_warned_of()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        Settings(Two, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Resolve();

        Assert.Contains("chmod 600", warnings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_ones_own_are_not_warned_of()
    {
        Settings(Two);
        Resolve();

        Assert.Empty(warnings.ToString());
    }

    [Fact]
    public void An_address_elsewhere_without_encryption_is_warned_of()
    {
        typed.With("CLAIMCHECK_URL", "http://claims.example.org").With("CLAIMCHECK_KEY", "cc_set");
        Resolve();

        Assert.Contains("https", warnings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_does_not_show_its_key()
    {
        typed.With("CLAIMCHECK_KEY", "cc_set");

        Assert.DoesNotContain("cc_set", Resolve().ToString(), StringComparison.Ordinal);
    }

    private static void AssertIs(string address, string key, Profile profile)
    {
        Assert.Equal(address, profile.Address.ToString());
        Assert.True(profile.HasKey(key));
    }

    private Profile Resolve(string? named = null) => ProfileChoice.Resolve(named, typed.Surround(Stream.Null, Stream.Null, warnings));

    private void Settings(string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = ProfileFile.PathIn(typed.PathOf("settings"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
