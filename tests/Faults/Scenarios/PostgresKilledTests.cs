using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;
using Npgsql;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>kill -9 of Postgres, postmaster and children, while it commits.</summary>
public sealed class PostgresKilledTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task What_was_acknowledged_is_there_and_nothing_is_there_twice()
    {
        var kills = Form.Times(3, 40);
        await stage.SetAsync();
        var ledger = new Ledger();
        await using var writers = Writers.Start(stage.Service, ledger);
        for (var kill = 1; kill < kills; kill++)
        {
            await SomeWritesAsync(writers);
            await stage.Postgres.KillAsync();
            await stage.Postgres.StartAsync(TestContext.Current.CancellationToken);
        }

        await SomeWritesAsync(writers);
        await KillWhileAnswersAreHeldAsync(stage.Postgres);
        await writers.AcknowledgedAsync(20);
        await writers.FinishAsync();

        var balance = await ledger.CompareAsync(stage.Postgres.AdminConnectionString);
        faults.Figures.Tell(new("Postgres killed in commits", kills, balance) { Slowest = writers.Answers.Slowest });
        Assert.True(balance.IsEven, balance.ToString());
        Assert.Empty(writers.Answers.Rude);
    }

    [Fact]
    public async Task The_service_brings_its_own_Postgres_back_and_nothing_is_lost_or_doubled()
    {
        var kills = Form.Times(2, 10);
        await using var folder = await faults.CopyFolderAsync();
        var port = QuietPort.Next();
        await using var service = await TestedService.StartAsync(
            new(folder.Settings()) { ["Embedded__Port"] = $"{port}" }, faults.Key);
        var ledger = new Ledger();
        await using var writers = Writers.Start(service, ledger);
        for (var kill = 0; kill < kills; kill++)
        {
            await SomeWritesAsync(writers);
            ServiceProcess.Signal("KILL", folder.PostgresProcesses());
        }

        await writers.AcknowledgedAsync(20);
        await writers.FinishAsync();

        var balance = await ledger.CompareAsync(faults.AdminAt(port));
        faults.Figures.Tell(new("the service's own Postgres killed", kills, balance) { Slowest = writers.Answers.Slowest });
        Assert.True(balance.IsEven, balance.ToString());
        Assert.Empty(writers.Answers.Rude);
    }

    [Fact]
    public async Task Control_commits_that_do_not_wait_for_the_disk_are_lost()
    {
        await using var postgres = await faults.CopyAsync();

        // The process that would bring them to the disk a moment later does not get to it.
        ServiceProcess.Signal("STOP", (int)await Sessions.CountAsync(
            postgres.AdminConnectionString, "select pid from pg_stat_activity where backend_type = 'walwriter'"));
        var careless = new NpgsqlConnectionStringBuilder(postgres.AdminConnectionString) { Options = "-c synchronous_commit=off" };
        await using var service = await TestedService.OverAsync(careless.ConnectionString, faults.Key);
        var ledger = new Ledger();
        await using var writers = Writers.Start(service, ledger);
        await SomeWritesAsync(writers);
        await postgres.KillAsync();
        await postgres.StartAsync(TestContext.Current.CancellationToken);
        await writers.FinishAsync();

        var balance = await ledger.CompareAsync(postgres.AdminConnectionString);
        faults.Figures.Tell(new("control: Postgres killed, synchronous_commit=off", 1, balance));
        Assert.True(balance.Lost > 0, balance.ToString());
    }

    [Fact]
    public async Task Control_writers_who_ask_again_without_a_key_repeat_what_was_committed_and_not_answered()
    {
        await stage.SetAsync();
        var ledger = new Ledger();
        await using var writers = Writers.Start(stage.Service, ledger, new Habits(SendKeys: false));
        await SomeWritesAsync(writers);
        await KillWhileAnswersAreHeldAsync(stage.Postgres);
        await writers.FinishAsync();

        var balance = await ledger.CompareAsync(stage.Postgres.AdminConnectionString);
        faults.Figures.Tell(new("control: Postgres killed, no Idempotency-Key", 1, balance));
        Assert.True(balance is { Lost: 0, Repeated: > 0 }, balance.ToString());
    }

    private static async Task SomeWritesAsync(Writers writers)
    {
        await writers.AcknowledgedAsync(20);
        await Pause.UpToAsync(TimeSpan.FromMilliseconds(50));
    }

    private static async Task KillWhileAnswersAreHeldAsync(PostgresServer postgres)
    {
        await using var hold = await CommitHold.StartAsync(postgres.AdminConnectionString);
        await hold.HoldsAsync(new Habits().Count);
        await postgres.KillAsync();
        await postgres.StartAsync(TestContext.Current.CancellationToken);
    }
}
