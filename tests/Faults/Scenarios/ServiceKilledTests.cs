using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>kill -9 of the service while it writes.</summary>
public sealed class ServiceKilledTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Writers_who_ask_again_with_their_key_lose_and_double_nothing()
    {
        var kills = Form.Times(3, 40);
        var balance = await KilledAsync(kills, new Habits());

        faults.Figures.Tell(new("the service killed in writes", kills, balance));
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task Control_writers_who_ask_again_without_a_key_repeat_what_was_done_and_not_answered()
    {
        var balance = await KilledAsync(1, new Habits(SendKeys: false));

        faults.Figures.Tell(new("control: the service killed, no Idempotency-Key", 1, balance));
        Assert.True(balance is { Lost: 0, Repeated: > 0 }, balance.ToString());
    }

    /// <summary>The last kill is the worst: everything that is under way is committed already, and nobody has been told.</summary>
    private async Task<Balance> KilledAsync(int kills, Habits habits)
    {
        await stage.SetAsync();
        var ledger = new Ledger();
        await using var writers = Writers.Start(stage.Service, ledger, habits);
        for (var kill = 1; kill < kills; kill++)
        {
            await writers.AcknowledgedAsync(20);
            await Pause.UpToAsync(TimeSpan.FromMilliseconds(50));
            await stage.Service.KillAsync();
            await stage.Service.StartAsync();
        }

        await writers.AcknowledgedAsync(20);
        await using (var hold = await CommitHold.StartAsync(stage.Postgres.AdminConnectionString))
        {
            await hold.HoldsAsync(habits.Count);
            await stage.Service.KillAsync();
        }

        await stage.Service.StartAsync();
        await writers.AcknowledgedAsync(20);
        await writers.FinishAsync();
        return await ledger.CompareAsync(stage.Postgres.AdminConnectionString);
    }
}
