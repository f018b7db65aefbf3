using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>SIGTERM under load. Clients ask once: whatever is done must be answered.</summary>
public sealed class ToldToStopTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    private static readonly Habits Trusting = new(Count: 8, SendKeys: false, AskAgain: false);
    private static readonly TimeSpan Exit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Every_request_that_was_under_way_is_answered_and_the_service_ends_in_order()
    {
        var stops = Form.Times(2, 10);
        await stage.SetAsync();
        var ledger = new Ledger();
        var slowest = TimeSpan.Zero;
        for (var stop = 0; stop < stops; stop++)
        {
            if (stop > 0)
            {
                await stage.Service.StartAsync();
            }

            var (ended, took) = await StopAsync("TERM", stage.Postgres, stage.Service, ledger);
            Assert.True(ended.ExitCode == 0, ended.Everything);
            Assert.True(took < Form.Bound(Exit), $"It took {took}.");
            slowest = took > slowest ? took : slowest;
        }

        var balance = await ledger.CompareAsync(stage.Postgres.AdminConnectionString);
        var silence = await ledger.CountDoneInSilenceAsync(stage.Postgres.AdminConnectionString);
        faults.Figures.Tell(new("SIGTERM under load (slowest: until it had ended)", stops, balance) { Slowest = slowest });
        Assert.True(balance is { Lost: 0, Doubled: 0, Torn: 0, Refused: 0, Acknowledged: > 0 }, balance.ToString());
        Assert.Equal(0, silence);
    }

    [Fact]
    public async Task Control_a_kill_leaves_requests_that_were_done_and_never_answered()
    {
        await stage.SetAsync();
        var ledger = new Ledger();
        await StopAsync("KILL", stage.Postgres, stage.Service, ledger);

        var silence = await ledger.CountDoneInSilenceAsync(stage.Postgres.AdminConnectionString);
        faults.Figures.Tell(new("control: SIGKILL under load (doubled: done in silence)", 1, new Balance(ledger.Acknowledged, 0, silence, 0, 0, 0)));
        Assert.True(silence >= Trusting.Count, $"{silence} were done in silence.");
    }

    /// <summary>Sends the signal while every writer waits for an answer, and lets the answers out a moment later.</summary>
    private static async Task<(Ended Ended, TimeSpan Took)> StopAsync(
        string signal, PostgresServer postgres, TestedService service, Ledger ledger)
    {
        await using var writers = Writers.Start(service, ledger, Trusting);
        await writers.AcknowledgedAsync(20);
        Task<Ended> ended;
        long told;
        await using (var hold = await CommitHold.StartAsync(postgres.AdminConnectionString))
        {
            await hold.HoldsAsync(Trusting.Count);
            told = TimeProvider.System.GetTimestamp();
            ended = service.Process.EndAsync(signal);
            await Pause.ForAsync(TimeSpan.FromMilliseconds(500));
        }

        var end = await ended;
        return (end, TimeProvider.System.GetElapsedTime(told));
    }
}
