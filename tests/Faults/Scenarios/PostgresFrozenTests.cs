using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;
using Npgsql;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>Postgres stopped in its tracks: every connection stays open, and nothing is answered.</summary>
public sealed class PostgresFrozenTests(FaultsFixture faults)
{
    [Fact]
    public async Task Nobody_waits_longer_than_the_deadline_and_when_it_goes_on_so_does_the_service()
    {
        var freezes = Form.Times(1, 5);

        // More writers than there are connections for writes, so that all of those are in use when it freezes.
        const int Everybody = 30;
        await using var postgres = await faults.CopyAsync();
        await using var service = await TestedService.OverAsync(postgres.AdminConnectionString, faults.Key, Promises.WithDeadline);
        var ledger = new Ledger();
        await using var writers = Writers.Start(service, ledger, new Habits(Count: Everybody));
        await using var reads = Pulse.Start(service, "/v1/claims?limit=5");
        await using var liveness = Pulse.Start(service, "/health/live");
        var firstSuccesses = new List<TimeSpan>();
        var watched = new List<Attempt>();
        for (var freeze = 0; freeze < freezes; freeze++)
        {
            await writers.AcknowledgedAsync(20);
            postgres.Freeze();
            var frozen = TimeProvider.System.GetTimestamp();
            await Pause.ForAsync(Promises.LongAbsence);
            watched.AddRange(liveness.Answers.AskedSince(frozen));
            var accepting = Sessions.AcceptingAsync(postgres.AdminConnectionString);
            postgres.Resume();
            var since = await accepting;
            await writers.AcknowledgedAsync(20);
            firstSuccesses.Add(await writers.Answers.FirstSuccessAfterAsync(since));
        }

        await writers.FinishAsync();
        var slowest = new[] { writers.Answers.Slowest, reads.Answers.Slowest }.Max();
        var balance = await ledger.CompareAsync(postgres.AdminConnectionString);
        faults.Figures.Tell(new("Postgres frozen and resumed", freezes, balance)
        {
            FirstSuccess = firstSuccesses.Max(), Slowest = slowest, Liveness = watched.Max(attempt => (TimeSpan?)attempt.Took),
        });
        Assert.True(balance.IsEven, balance.ToString());
        Assert.Empty(writers.Answers.Rude.Concat(reads.Answers.Rude).Concat(liveness.Answers.Rude));
        Promises.Kept(slowest, watched, firstSuccesses);
    }

    [Fact]
    public async Task Control_without_a_deadline_requests_wait_for_as_long_as_Postgres_is_frozen()
    {
        await using var postgres = await faults.CopyAsync();
        var patient = new NpgsqlConnectionStringBuilder(postgres.AdminConnectionString) { CommandTimeout = 60, Timeout = 60 };
        await using var service = await TestedService.OverAsync(patient.ConnectionString, faults.Key, Promises.WithoutDeadline);
        await using var writers = Writers.Start(service, new Ledger());
        await using var reads = Pulse.Start(service, "/v1/claims?limit=5");
        await writers.AcknowledgedAsync(20);
        postgres.Freeze();
        var frozen = TimeProvider.System.GetTimestamp();
        await Pause.ForAsync(Promises.LongAbsence);
        var watched = reads.Answers.AskedSince(frozen);
        postgres.Resume();
        await writers.FinishAsync();

        faults.Figures.Tell(new("control: Postgres frozen, no deadline", 1) { Slowest = writers.Answers.Slowest });
        Assert.ThrowsAny<Exception>(() => Promises.AnsweredInTime(writers.Answers.Slowest));
        Assert.ThrowsAny<Exception>(() => Promises.Alive(watched));
    }
}
