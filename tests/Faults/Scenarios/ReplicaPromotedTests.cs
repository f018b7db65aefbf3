using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>The primary dies and its replica takes over; the service knows both and is not restarted.</summary>
public sealed class ReplicaPromotedTests(FaultsFixture faults)
{
    [Fact]
    public async Task Writers_go_on_at_the_replica_and_nothing_is_lost_or_doubled()
    {
        var failovers = Form.Times(1, 5);
        for (var failover = 0; failover < failovers; failover++)
        {
            await using var pair = await ReplicatedPostgres.StartAsync(faults, synchronous: true);
            await using var service = await TestedService.OverAsync(pair.ConnectionString, faults.Key);
            var ledger = new Ledger();
            await using var writers = Writers.Start(service, ledger);
            await writers.AcknowledgedAsync(40);
            var promoted = await FailOverAsync(pair, writers);

            var balance = await ledger.CompareAsync(pair.Replica.AdminConnectionString);
            faults.Figures.Tell(new("the primary killed and its replica promoted", 1, balance)
            {
                FirstSuccess = await writers.Answers.FirstSuccessAfterAsync(promoted), Slowest = writers.Answers.Slowest,
            });
            Assert.True(balance.IsEven, balance.ToString());
            Assert.Empty(writers.Answers.Rude);
        }
    }

    [Fact]
    public async Task A_primary_that_went_silent_costs_nobody_anything_once_its_replica_is_promoted()
    {
        await using var pair = await ReplicatedPostgres.StartAsync(faults, synchronous: true);
        await using var proxy = new CuttingProxy(pair.Primary.Port);
        await using var service = await TestedService.OverAsync(pair.ConnectionStringWith(primaryAt: proxy.Port), faults.Key, Promises.WithDeadline);
        var ledger = new Ledger();
        await using var writers = Writers.Start(service, ledger);
        await writers.AcknowledgedAsync(40);

        proxy.Silent = true;
        await pair.PromoteAsync();
        var promoted = TimeProvider.System.GetTimestamp();
        var firstSuccess = await writers.Answers.FirstSuccessAfterAsync(promoted);

        // Whatever was under way when it went silent has been answered by then.
        await Pause.ForAsync(Promises.Deadline);
        var settled = TimeProvider.System.GetTimestamp();
        await Pause.ForAsync(Promises.Deadline);
        var slowest = writers.Answers.AskedSince(settled).Max(attempt => attempt.Took);
        await writers.FinishAsync();

        var balance = await ledger.CompareAsync(pair.Replica.AdminConnectionString);
        faults.Figures.Tell(new("the primary silent and its replica promoted", 1, balance)
        {
            FirstSuccess = firstSuccess, Slowest = writers.Answers.Slowest,
        });
        Assert.True(balance.IsEven, balance.ToString());
        Assert.Empty(writers.Answers.Rude);
        Promises.AnsweredInTime(firstSuccess);
        Assert.True(slowest < Promises.Deadline * (Form.IsLong ? 0.3 : 0.9), $"With the old primary still silent somebody waited {slowest}.");
    }

    [Fact]
    public async Task Control_what_the_replica_had_not_received_is_lost()
    {
        await using var pair = await ReplicatedPostgres.StartAsync(faults, synchronous: false);
        await using var service = await TestedService.OverAsync(pair.ConnectionString, faults.Key);
        var ledger = new Ledger();
        await using var writers = Writers.Start(service, ledger);
        await writers.AcknowledgedAsync(20);
        await Sessions.ExecuteAsync(
            pair.Replica.AdminConnectionString, "alter system set primary_conninfo = ''", "select pg_reload_conf()");
        await Eventually.TrueAsync(
            async () => await Sessions.CountAsync(pair.Primary.AdminConnectionString, "select count(*) from pg_stat_replication") == 0,
            "the replica is cut off");
        await writers.AcknowledgedAsync(20);
        await FailOverAsync(pair, writers);

        var balance = await ledger.CompareAsync(pair.Replica.AdminConnectionString);
        faults.Figures.Tell(new("control: the primary killed, replication not synchronous", 1, balance));
        Assert.True(balance.Lost > 0, balance.ToString());
    }

    /// <summary>When the replica had become the primary.</summary>
    private static async Task<long> FailOverAsync(ReplicatedPostgres pair, Writers writers)
    {
        await pair.Primary.KillAsync();
        await pair.PromoteAsync();
        var promoted = TimeProvider.System.GetTimestamp();
        await writers.AcknowledgedAsync(20);
        await writers.FinishAsync();
        return promoted;
    }
}
