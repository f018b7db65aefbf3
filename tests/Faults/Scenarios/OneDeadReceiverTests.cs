using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;
using ClaimCheck.Faults.Webhooks;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>Of ten receivers one takes connections and never answers.</summary>
public sealed class OneDeadReceiverTests(FaultsFixture faults) : OwnServer(faults)
{
    private const int Receivers = 10;
    private const int InFlight = 4;

    // The dead one is not given up as long as the test lasts.
    private static readonly (string, string) Patient = ("TimeoutSeconds", "60");

    private readonly List<Receiver> receivers = [];

    private Receiver Dead => receivers[^1];

    private IEnumerable<Receiver> Living => receivers.Take(Receivers - 1);

    public override async ValueTask DisposeAsync()
    {
        foreach (var receiver in receivers)
        {
            await receiver.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task It_delays_none_of_the_others()
    {
        var claims = Form.Times(60, 1_000);
        await using var service = await TestedService.OverAsync(Admin, Faults.Key, Hooks.Settings(Patient));
        var hooks = await TellAsync(service);
        Dead.Hold();

        await service.WriteAsync(claims);
        foreach (var receiver in Living)
        {
            await receiver.TakenAsync(claims);
        }

        // It has as many as one may have at a time, and no answer has been given to any: nobody has waited for it.
        await Dead.HoldsAsync(InFlight);
        Assert.Equal((InFlight, 0), (Dead.Messages.Count, Dead.Messages.Values.Sum(message => message.Taken)));
        var told = await Hooks.CompareAsync(Admin, hooks[0], receivers[0]);
        Faults.Figures.TellOfWebhooks(new("one of ten receivers dead: the other nine", 0, told)
        {
            Delays = [.. Living.SelectMany(receiver => receiver.Messages.Values).Select(message => message.Delay)],
        });
        Assert.Equal((0, 0), (told.Lost, told.MadeUp));
    }

    [Fact]
    public async Task Control_with_no_more_room_for_all_than_for_one_the_dead_one_holds_up_the_others()
    {
        const int Claims = 60;
        await using var service = await TestedService.OverAsync(Admin, Faults.Key, Hooks.Settings(Patient, ("InFlightInAll", "4")));
        await TellAsync(service);
        var begun = TimeProvider.System.GetTimestamp();
        await service.WriteAsync(Claims);
        foreach (var receiver in receivers)
        {
            await receiver.TakenAsync(Claims);
        }

        var enough = TimeProvider.System.GetElapsedTime(begun);
        Dead.Hold();

        await service.WriteAsync(Claims);
        await Dead.HoldsAsync(InFlight);
        var taken = Living.Sum(receiver => receiver.Messages.Count);
        await service.WriteAsync(1);
        await Pause.ForAsync(enough);

        // In the time in which everybody was told of everything, what was written behind that is told to nobody: the dead one is waited for.
        Assert.True(taken < 2 * Claims * (Receivers - 1), $"{taken} messages were taken.");
        Assert.Equal(taken, Living.Sum(receiver => receiver.Messages.Count));
        Faults.Figures.TellOfWebhooks(new("control: one of ten receivers dead, and room for four messages in all", 0));
    }

    [Fact]
    public async Task What_is_written_is_told_soon()
    {
        var claims = Form.Times(100, 2_000);
        await using var service = await TestedService.OverAsync(Admin, Faults.Key, Hooks.Settings());
        var receiver = await Receiver.StartAsync();
        receivers.Add(receiver);
        var hook = await service.HookAsync(receiver);

        await service.WriteAsync(claims);
        await receiver.TakenAsync(claims);
        await Hooks.QuietAsync(Admin, hook);

        var told = await Hooks.CompareAsync(Admin, hook, receiver);
        Faults.Figures.TellOfWebhooks(new("from a change to its first sending", 0, told)
        {
            Delays = [.. receiver.Messages.Values.Select(message => message.Delay)],
        });
        Assert.True(told.IsWhole, told.ToString());
        Assert.Equal(0, told.Repeated);
    }

    /// <summary>Has ten receivers told of every new claim.</summary>
    private async Task<List<Guid>> TellAsync(TestedService service)
    {
        var hooks = new List<Guid>();
        for (var number = 0; number < Receivers; number++)
        {
            receivers.Add(await Receiver.StartAsync());
            hooks.Add(await service.HookAsync(receivers[^1]));
        }

        return hooks;
    }
}
