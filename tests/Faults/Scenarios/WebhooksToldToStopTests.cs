using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;
using ClaimCheck.Faults.Webhooks;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>SIGTERM, and a database that stands still, while receivers have messages before them.</summary>
public sealed class WebhooksToldToStopTests(FaultsFixture faults) : OwnServer(faults)
{
    private const int Messages = 3;

    [Fact]
    public async Task What_is_answered_in_a_moment_is_noted_and_not_sent_again()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = await ServeAsync();
        var hook = await StopAsync(service, receiver, async ended =>
        {
            await Pause.ForAsync(TimeSpan.FromMilliseconds(200));
            receiver.Release();
            return await ended;
        });

        var told = await Hooks.CompareAsync(Admin, hook, receiver);
        Faults.Figures.TellOfWebhooks(new("SIGTERM, answered within a second", 1, told));
        Assert.True(told.IsWhole, told.ToString());
        Assert.Equal((Messages, 0), (told.Sent, told.Repeated));
    }

    [Fact]
    public async Task What_is_not_answered_holds_nobody_up_and_is_sent_again()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = await ServeAsync();
        var hook = await StopAsync(service, receiver, async ended =>
        {
            var end = await ended;
            receiver.Release();
            return end;
        });

        var told = await Hooks.CompareAsync(Admin, hook, receiver);
        Faults.Figures.TellOfWebhooks(new("SIGTERM, not answered", 1, told));
        Assert.True(told.IsWhole, told.ToString());
        Assert.Equal((2 * Messages, Messages), (told.Sent, told.Repeated));
    }

    [Fact]
    public async Task What_was_sent_while_the_database_stood_still_is_noted_when_it_goes_on()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var service = await ServeAsync();
        var hook = await service.HookAsync(receiver);
        receiver.Hold();
        await service.WriteAsync(Messages);
        await receiver.HoldsAsync(Messages);
        Postgres.Freeze();
        receiver.Release();
        await receiver.TakenAsync(Messages);
        await Pause.ForAsync(Promises.LongAbsence);
        Postgres.Resume();
        await service.WriteAsync(1);
        await Hooks.QuietAsync(Admin, hook);

        var told = await Hooks.CompareAsync(Admin, hook, receiver);
        Faults.Figures.TellOfWebhooks(new("Postgres frozen while messages are under way", 1, told));
        Assert.True(told.IsWhole, told.ToString());
        Assert.Equal(Messages + 1, told.Changes);
    }

    private Task<TestedService> ServeAsync() => TestedService.OverAsync(Admin, Faults.Key, Hooks.Settings());

    /// <summary>Tells the service to stop while the receiver has messages before it, and starts it again.</summary>
    private async Task<Guid> StopAsync(TestedService service, Receiver receiver, Func<Task<Ended>, Task<Ended>> meanwhile)
    {
        var hook = await service.HookAsync(receiver);
        receiver.Hold();
        await service.WriteAsync(Messages);
        await receiver.HoldsAsync(Messages);
        var ended = await meanwhile(service.Process.EndAsync("TERM"));
        Assert.True(ended.ExitCode == 0, ended.Everything);
        await service.StartAsync();
        await Hooks.QuietAsync(Admin, hook);
        return hook;
    }
}
