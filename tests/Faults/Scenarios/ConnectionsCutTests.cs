using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>The network between the service and Postgres fails.</summary>
public sealed class ConnectionsCutTests(FaultsFixture faults, StageBehindProxy stage) : IClassFixture<StageBehindProxy>
{
    [Fact]
    public async Task Connections_that_are_cut_before_a_request_or_its_answer_lose_and_double_nothing()
    {
        var cuts = Form.Times(20, 300);
        var (balance, answers, cut) = await CutAsync(cuts, new Habits());

        faults.Figures.Tell(new("connections cut", cut, balance) { Slowest = answers.Slowest });
        Assert.True(balance.IsEven, balance.ToString());
        Assert.Empty(answers.Rude);
    }

    [Fact]
    public async Task Control_writers_who_ask_again_without_a_key_repeat_what_was_committed_and_not_answered()
    {
        var (balance, _, cut) = await CutAsync(0, new Habits(SendKeys: false));

        faults.Figures.Tell(new("control: connections cut, no Idempotency-Key", cut, balance));
        Assert.True(balance is { Lost: 0, Repeated: > 0 }, balance.ToString());
    }

    [Fact]
    public async Task A_network_that_goes_silent_or_refuses_costs_no_more_than_the_deadline_and_is_forgotten_at_once()
    {
        await stage.SetAsync();
        var proxy = stage.Proxy;
        var ledger = new Ledger();
        await using var writers = Writers.Start(stage.Service, ledger);
        await using var liveness = Pulse.Start(stage.Service, "/health/live");
        await writers.AcknowledgedAsync(20);

        var silence = TimeProvider.System.GetTimestamp();
        proxy.Silent = true;
        await Pause.ForAsync(Promises.LongAbsence);
        var slowestLiveness = liveness.Answers.SlowestSince(silence);
        proxy.Silent = false;
        var again = TimeProvider.System.GetTimestamp();
        await writers.AcknowledgedAsync(20);
        var afterSilence = await writers.Answers.FirstSuccessAfterAsync(again);

        proxy.Refuse();
        await Pause.ForAsync(TimeSpan.FromSeconds(1));
        proxy.Admit();
        again = TimeProvider.System.GetTimestamp();
        await writers.AcknowledgedAsync(20);
        var afterRefusals = await writers.Answers.FirstSuccessAfterAsync(again);
        await writers.FinishAsync();

        var balance = await ledger.CompareAsync(stage.Postgres.AdminConnectionString);
        faults.Figures.Tell(new("the network silent, then refusing", 2, balance)
        {
            FirstSuccess = afterSilence > afterRefusals ? afterSilence : afterRefusals,
            Slowest = writers.Answers.Slowest,
            Liveness = slowestLiveness,
        });
        Assert.True(balance.IsEven, balance.ToString());
        Assert.Empty(writers.Answers.Rude.Concat(liveness.Answers.Rude));
        Promises.Kept(writers.Answers.Slowest, slowestLiveness, afterSilence, afterRefusals);
    }

    /// <summary>At the end the worst moment: everything that is under way is committed, and its answer lost.</summary>
    private async Task<(Balance Balance, Answers Answers, int Cuts)> CutAsync(int atRandom, Habits habits)
    {
        await stage.SetAsync();
        var proxy = stage.Proxy;
        var cutBefore = proxy.Cuts;
        var ledger = new Ledger();
        await using var writers = Writers.Start(stage.Service, ledger, habits);
        await writers.AcknowledgedAsync(20);
        proxy.CutChance = 0.01;
        await Eventually.TrueAsync(() => Task.FromResult(proxy.Cuts - cutBefore >= atRandom), $"{atRandom} connections are cut");
        proxy.CutChance = 0;

        await writers.AcknowledgedAsync(20);
        await using (var hold = await CommitHold.StartAsync(stage.Postgres.AdminConnectionString))
        {
            await hold.HoldsAsync(habits.Count);
            proxy.CutAll();
        }

        await writers.AcknowledgedAsync(20);
        await writers.FinishAsync();
        return (await ledger.CompareAsync(stage.Postgres.AdminConnectionString), writers.Answers, proxy.Cuts - cutBefore);
    }
}
