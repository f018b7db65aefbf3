using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>Single sessions of the service ended under it: asked to end, told to end, and killed.</summary>
public sealed class BackendsKilledTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    private const string OfTheService = "from pg_stat_activity where application_name like 'claimcheck-%'";

    [Fact]
    public async Task Sessions_that_end_under_writers_lose_and_double_nothing()
    {
        var kills = Form.Times(6, 60);
        var (balance, answers) = await EndedAsync(kills, new Habits());

        faults.Figures.Tell(new("sessions ended and killed", kills, balance) { Slowest = answers.Slowest });
        Assert.True(balance.IsEven, balance.ToString());
        Assert.Empty(answers.Rude);
    }

    [Fact]
    public async Task Control_writers_who_ask_again_without_a_key_repeat_what_was_committed_and_not_answered()
    {
        var (balance, _) = await EndedAsync(1, new Habits(SendKeys: false));

        faults.Figures.Tell(new("control: sessions ended, no Idempotency-Key", 1, balance));
        Assert.True(balance is { Lost: 0, Repeated: > 0 }, balance.ToString());
    }

    /// <summary>The last time is the worst: all sessions end whose transactions are committed and not yet answered.</summary>
    private async Task<(Balance Balance, Answers Answers)> EndedAsync(int times, Habits habits)
    {
        await stage.SetAsync();
        var ledger = new Ledger();
        await using var writers = Writers.Start(stage.Service, ledger, habits);
        for (var time = 1; time < times; time++)
        {
            await writers.AcknowledgedAsync(20);
            await Pause.UpToAsync(TimeSpan.FromMilliseconds(20));
            await EndSomeAsync(stage.Postgres, time);
        }

        await writers.AcknowledgedAsync(20);
        await using (var hold = await CommitHold.StartAsync(stage.Postgres.AdminConnectionString))
        {
            await hold.HoldsAsync(habits.Count);
            await EndAllAsync(stage.Postgres);
        }

        await writers.AcknowledgedAsync(20);
        await writers.FinishAsync();
        return (await ledger.CompareAsync(stage.Postgres.AdminConnectionString), writers.Answers);
    }

    private static async Task EndSomeAsync(PostgresServer postgres, int time)
    {
        if (time % 3 == 0)
        {
            await EndAllAsync(postgres);
            return;
        }

        var session = await Sessions.CountAsync(
            postgres.AdminConnectionString, $"select coalesce((select pid {OfTheService} order by random() limit 1), 0)");
        if (session == 0)
        {
            return;
        }

        // A session that is killed takes all others with it: Postgres cannot know what it did to the memory they share.
        ServiceProcess.Signal(time % 3 == 1 ? "TERM" : "KILL", (int)session);
        await Sessions.AcceptingAsync(postgres.AdminConnectionString);
    }

    private static Task EndAllAsync(PostgresServer postgres) =>
        Sessions.ExecuteAsync(postgres.AdminConnectionString, $"select pg_terminate_backend(pid) {OfTheService}");
}
