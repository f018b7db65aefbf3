using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>Postgres restarted in the middle of the night, with everybody at work.</summary>
public sealed class PostgresRestartedTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task A_restart_costs_refusals_that_say_when_to_come_back_and_the_service_is_there_as_soon_as_Postgres_is()
    {
        var restarts = Form.Times(2, 20);
        await stage.SetAsync();
        var ledger = new Ledger();
        await using var writers = Writers.Start(stage.Service, ledger);
        await using var reads = Pulse.Start(stage.Service, "/v1/claims?limit=5");
        var firstSuccesses = new List<TimeSpan?>();
        for (var restart = 0; restart < restarts; restart++)
        {
            await writers.AcknowledgedAsync(20);
            await stage.Postgres.StopAsync();
            await Pause.ForAsync(TimeSpan.FromMilliseconds(500));
            var accepting = Sessions.AcceptingAsync(stage.Postgres.AdminConnectionString);
            await stage.Postgres.StartAsync(TestContext.Current.CancellationToken);
            var since = await accepting;
            await writers.AcknowledgedAsync(20);
            firstSuccesses.Add(await writers.Answers.FirstSuccessAfterAsync(since));
            firstSuccesses.Add(await reads.Answers.FirstSuccessAfterAsync(since));
        }

        await writers.FinishAsync();
        var balance = await ledger.CompareAsync(stage.Postgres.AdminConnectionString);
        faults.Figures.Tell(new("Postgres restarted under load", restarts, balance)
        {
            FirstSuccess = firstSuccesses.Max(), Slowest = writers.Answers.Slowest,
        });
        Assert.True(balance.IsEven, balance.ToString());
        Assert.Empty(writers.Answers.Rude.Concat(reads.Answers.Rude));
        Assert.True(writers.Answers.PoliteRefusals > 0, "Nobody noticed the restart.");
        Promises.BackInTime(firstSuccesses);
    }

    [Fact]
    public async Task Control_a_service_that_is_late_to_notice_is_found_out()
    {
        await stage.SetAsync();
        await using var writers = Writers.Start(stage.Service, new Ledger());
        await writers.AcknowledgedAsync(20);
        await stage.Postgres.StopAsync();
        ServiceProcess.Signal("STOP", stage.Service.Process.Id);
        await stage.Postgres.StartAsync(TestContext.Current.CancellationToken);
        var since = await Sessions.AcceptingAsync(stage.Postgres.AdminConnectionString);
        await Pause.ForAsync(Form.Bound(TimeSpan.FromMilliseconds(500)));
        ServiceProcess.Signal("CONT", stage.Service.Process.Id);
        await writers.AcknowledgedAsync(20);

        var late = await writers.Answers.FirstSuccessAfterAsync(since);
        faults.Figures.Tell(new("control: Postgres restarted, the service late", 1) { FirstSuccess = late });
        Assert.ThrowsAny<Exception>(() => Promises.BackInTime(late));
    }
}
