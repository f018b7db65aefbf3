using ClaimCheck.Data.Pools;

namespace ClaimCheck.Data.Tests.Pools;

public sealed class PoolSettingsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(60)]
    public void A_use_is_given_up_before_its_request_is_and_a_command_ends_only_after_that(int deadline)
    {
        var options = new DatabaseOptions("Host=db;Username=me;Command Timeout=1") { Patience = TimeSpan.FromSeconds(deadline) * 0.8 };

        var settings = PoolSettings.Of(options, "tests", places: 1, waiting: 0);

        Assert.True(settings.Patience < TimeSpan.FromSeconds(deadline) * 0.95, $"It is given up after {settings.Patience}.");
        Assert.True(settings.Connection.CommandTimeout > settings.Patience.TotalSeconds, $"It ends after {settings.Connection.CommandTimeout} s.");
    }

    [Fact]
    public void No_statement_is_compiled_whatever_the_server_is_set_to()
    {
        var settings = PoolSettings.Of(new DatabaseOptions("Host=db;Username=me"), "tests", places: 1, waiting: 0);

        Assert.Contains("-c jit=off", settings.Connection.Options, StringComparison.Ordinal);
    }
}
