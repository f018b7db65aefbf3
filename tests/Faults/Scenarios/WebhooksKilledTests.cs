using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;
using ClaimCheck.Faults.Webhooks;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>kill -9 of a service that tells receivers of changes: every change is told, and what is told again is the same.</summary>
public sealed class WebhooksKilledTests(FaultsFixture faults) : OwnServer(faults)
{
    // Of a message that is on its way when its sender is killed nobody knows whether it arrived. They are locked out by this while
    // it is to be noted what came of them.
    private const string NothingIsNoted = "webhook_attempts";
    private const string NothingIsPutDown = "webhook_deliveries";

    [Fact]
    public async Task Of_two_instances_that_are_killed_again_and_again_no_change_is_lost()
    {
        var kills = Form.Times(4, 50);
        await using var receiver = await Receiver.StartAsync(failOneOf: 20);
        await using var one = await ServeAsync();
        await using var other = await ServeAsync();
        var hook = await one.HookAsync(receiver);
        var ledger = new Ledger();
        await using var toOne = Writers.Start(one, ledger, new Habits(2));
        await using var toOther = Writers.Start(other, ledger, new Habits(2));
        for (var kill = 0; kill < kills; kill++)
        {
            var victim = kill % 2 == 0 ? one : other;
            await toOne.AcknowledgedAsync(20);
            await Pause.UpToAsync(TimeSpan.FromMilliseconds(50));
            await victim.KillAsync();
            await victim.StartAsync();
        }

        await toOne.FinishAsync();
        await toOther.FinishAsync();
        await Hooks.QuietAsync(Admin, hook);
        var told = await Hooks.CompareAsync(Admin, hook, receiver);

        Faults.Figures.TellOfWebhooks(new("one of two instances killed under writers", kills, told));
        Assert.True(told.IsWhole, told.ToString());
        Assert.True((await ledger.CompareAsync(Admin)).IsEven);
    }

    [Fact]
    public async Task What_was_sent_and_not_noted_when_the_sender_was_killed_is_sent_again_under_the_same_id()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = await ServeAsync();
        var hook = await service.HookAsync(receiver);

        // The worst moment: the receiver has taken it and said so.
        await using (await Sessions.HoldAsync(Admin, NothingIsNoted))
        {
            await service.WriteAsync(1);
            await receiver.TakenAsync(1);
            await service.KillAsync();
            await Sessions.EndWaitingAsync(Admin);
        }

        // The moment before: it has come, and nobody has heard an answer.
        await service.StartAsync();
        await Hooks.QuietAsync(Admin, hook);
        receiver.Hold();
        await service.WriteAsync(1);
        await receiver.HoldsAsync(1);
        await service.KillAsync();
        receiver.Release();
        await service.StartAsync();
        await Hooks.QuietAsync(Admin, hook);

        var told = await Hooks.CompareAsync(Admin, hook, receiver);
        Faults.Figures.TellOfWebhooks(new("killed between sending and noting", 2, told));
        Assert.True(told.IsWhole, told.ToString());
        Assert.Equal((2, 2, 4), (told.Changes, told.Repeated, told.Sent));
    }

    [Fact]
    public async Task What_was_committed_and_not_put_down_when_the_service_was_killed_is_told()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = await ServeAsync();
        var hook = await service.HookAsync(receiver);
        await using (await Sessions.HoldAsync(Admin, NothingIsPutDown))
        {
            await service.WriteAsync(5);
            Assert.Empty(receiver.Messages);
            await service.KillAsync();
        }

        await service.StartAsync();
        await receiver.TakenAsync(5);
        await Hooks.QuietAsync(Admin, hook);

        var told = await Hooks.CompareAsync(Admin, hook, receiver);
        Faults.Figures.TellOfWebhooks(new("killed between commit and putting down", 1, told));
        Assert.True(told.IsWhole, told.ToString());
    }

    [Fact]
    public async Task Control_what_is_noted_before_it_is_sent_is_lost()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = await ServeAsync();
        var hook = await service.HookAsync(receiver);
        receiver.Hold();
        await service.WriteAsync(1);
        await receiver.HoldsAsync(1);
        await service.KillAsync();
        await Sessions.ExecuteAsync(Admin, "update webhook_deliveries set state = 'delivered', lease = null, next_attempt_at = null where lease is not null");
        receiver.Release();
        await service.StartAsync();
        await service.WriteAsync(1);
        await receiver.TakenAsync(1);
        await Hooks.QuietAsync(Admin, hook);

        var told = await Hooks.CompareAsync(Admin, hook, receiver);
        Faults.Figures.TellOfWebhooks(new("control: noted before it was sent", 1, told));
        Assert.Equal(1, told.Lost);
    }

    [Fact]
    public async Task Control_what_is_passed_over_before_it_is_put_down_is_lost()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = await ServeAsync();
        var hook = await service.HookAsync(receiver);
        await using (await Sessions.HoldAsync(Admin, NothingIsPutDown))
        {
            await service.WriteAsync(3);
            await service.KillAsync();
        }

        await Sessions.ExecuteAsync(Admin, "update change_followers set transaction = transaction_horizon(), sequence = 0 where name = 'webhooks'");
        await service.StartAsync();
        await service.WriteAsync(1);
        await receiver.TakenAsync(1);
        await Hooks.QuietAsync(Admin, hook);

        var told = await Hooks.CompareAsync(Admin, hook, receiver);
        Faults.Figures.TellOfWebhooks(new("control: followed further than was put down", 1, told));
        Assert.Equal(3, told.Lost);
    }

    private Task<TestedService> ServeAsync() => TestedService.OverAsync(Admin, Faults.Key, Hooks.Settings());
}
