using ClaimCheck.Faults.Imports;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>SIGTERM while rows are stored.</summary>
public sealed class ImportToldToStopTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    private static readonly TimeSpan Exit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_service_ends_in_order_and_the_import_goes_on_when_it_is_started_again()
    {
        var stops = Form.Times(1, 40);
        await stage.SetAsync();
        var slowest = TimeSpan.Zero;
        var balance = await Ordeal.RunAsync(stage.Postgres, stage.Service, stops, async () =>
        {
            var (ended, took) = await StopAsync("TERM");
            Assert.True(ended.ExitCode == 0, ended.Everything);
            Assert.True(took < Form.Bound(Exit), $"It took {took}.");
            slowest = took > slowest ? took : slowest;
            await stage.Service.StartAsync();
        });

        faults.Figures.Tell(new("imports: SIGTERM (slowest: until it had ended)", stops, balance) { Slowest = slowest });
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task Control_a_service_that_is_killed_does_not_end_in_order()
    {
        await stage.SetAsync();
        var file = MadeUpFile.Ndjson(Ordeal.Claims);
        var import = await stage.Service.SendAsync(file);
        await stage.Postgres.BegunAsync(import);
        var (ended, _) = await StopAsync("KILL");

        Assert.NotEqual(0, ended.ExitCode);
        Assert.True(await stage.Postgres.IsOpenAsync(import));
        var balance = await StoredFile.CompareAsync(stage.Postgres.AdminConnectionString, file, import);
        faults.Figures.Tell(new("control: imports: SIGKILL, not started again", 1, balance));
        Assert.True(balance is { Lost: > 0, Open: > 0 }, balance.ToString());
    }

    private async Task<(Ended Ended, TimeSpan Took)> StopAsync(string signal)
    {
        var told = TimeProvider.System.GetTimestamp();
        var ended = await stage.Service.Process.EndAsync(signal);
        return (ended, TimeProvider.System.GetElapsedTime(told));
    }
}
