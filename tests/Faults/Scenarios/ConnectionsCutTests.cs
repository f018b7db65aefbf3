using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>The network between the service and Postgres cuts connections.</summary>
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
