using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;
using Npgsql;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>The network between the service and Postgres passes nothing on.</summary>
public sealed class NetworkSilentTests(FaultsFixture faults)
{
    [Fact]
    public async Task A_network_that_goes_silent_or_refuses_costs_no_more_than_the_deadline_and_is_forgotten_at_once()
    {
        await using var postgres = await faults.CopyAsync();
        await using var proxy = new CuttingProxy(postgres.Port);
        await using var service = await TestedService.OverAsync(faults.AdminAt(proxy.Port), faults.Key, Promises.WithDeadline);
        var ledger = new Ledger();
        await using var writers = Writers.Start(service, ledger);
        await using var liveness = Pulse.Start(service, "/health/live");
        await writers.AcknowledgedAsync(20);

        proxy.Silent = true;
        var silence = TimeProvider.System.GetTimestamp();
        await Pause.ForAsync(Promises.LongAbsence);
        var watched = liveness.Answers.AskedSince(silence);
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

        var balance = await ledger.CompareAsync(postgres.AdminConnectionString);
        faults.Figures.Tell(new("the network silent, then refusing", 2, balance)
        {
            FirstSuccess = afterSilence > afterRefusals ? afterSilence : afterRefusals,
            Slowest = writers.Answers.Slowest,
            Liveness = watched.Max(attempt => (TimeSpan?)attempt.Took),
        });
        Assert.True(balance.IsEven, balance.ToString());
        Assert.Empty(writers.Answers.Rude.Concat(liveness.Answers.Rude));
        Promises.Kept(writers.Answers.Slowest, watched, afterSilence, afterRefusals);
    }

    [Fact]
    public async Task Control_without_a_deadline_requests_wait_for_as_long_as_the_network_is_silent()
    {
        await using var postgres = await faults.CopyAsync();
        await using var proxy = new CuttingProxy(postgres.Port);
        var patient = new NpgsqlConnectionStringBuilder(faults.AdminAt(proxy.Port)) { CommandTimeout = 60, Timeout = 60 };
        await using var service = await TestedService.OverAsync(patient.ConnectionString, faults.Key, Promises.WithoutDeadline);
        await using var writers = Writers.Start(service, new Ledger());
        await writers.AcknowledgedAsync(20);
        proxy.Silent = true;
        await Pause.ForAsync(Promises.LongAbsence);
        proxy.Silent = false;
        await writers.FinishAsync();

        faults.Figures.Tell(new("control: the network silent, no deadline", 1) { Slowest = writers.Answers.Slowest });
        Assert.ThrowsAny<Exception>(() => Promises.AnsweredInTime(writers.Answers.Slowest));
    }
}
