using ClaimCheck.Faults.Imports;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;
using Npgsql;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>Postgres killed, or frozen, while rows are stored: the import goes on by itself.</summary>
public sealed class ImportWithoutPostgresTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task An_import_goes_on_when_Postgres_that_was_killed_is_back()
    {
        var kills = Form.Times(2, 40);
        await stage.SetAsync();
        var balance = await Ordeal.RunAsync(stage.Postgres, stage.Service, kills, async () =>
        {
            await stage.Postgres.KillAsync();
            await stage.Postgres.StartAsync(TestContext.Current.CancellationToken);
        });

        faults.Figures.Tell(new("imports: Postgres killed", kills, balance));
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task Control_an_import_that_was_said_to_be_done_is_lost_where_commits_do_not_wait_for_the_disk()
    {
        await using var postgres = await faults.CopyAsync();

        // The process that would bring them to the disk a moment later does not get to it.
        ServiceProcess.Signal("STOP", (int)await Sessions.CountAsync(
            postgres.AdminConnectionString, "select pid from pg_stat_activity where backend_type = 'walwriter'"));
        var careless = new NpgsqlConnectionStringBuilder(postgres.AdminConnectionString) { Options = "-c synchronous_commit=off" };
        await using var service = await TestedService.OverAsync(careless.ConnectionString, faults.Key);
        var file = MadeUpFile.Ndjson(400);
        var import = await service.SendAsync(file);
        var ended = await service.EndAsync(postgres, import);
        Assert.Equal("completed", ended.GetProperty("state").GetString());
        await service.KillAsync();
        await postgres.KillAsync();
        await postgres.StartAsync(TestContext.Current.CancellationToken);

        var balance = await StoredFile.CompareAsync(postgres.AdminConnectionString, file, import);
        faults.Figures.Tell(new("control: imports: Postgres killed, synchronous_commit=off", 1, balance));
        Assert.True(balance.Lost > 0, balance.ToString());
    }

    [Fact]
    public async Task An_import_goes_on_when_Postgres_that_was_frozen_goes_on_and_the_service_answers_all_the_while()
    {
        var freezes = Form.Times(1, 20);
        await stage.SetAsync();
        await using var liveness = Pulse.Start(stage.Service, "/health/live");
        await using var asking = Pulse.Start(stage.Service, "/v1/imports");
        var (watched, asked) = (new List<Attempt>(), new List<Attempt>());
        var balance = await Ordeal.RunAsync(stage.Postgres, stage.Service, freezes, async () =>
        {
            stage.Postgres.Freeze();
            var frozen = TimeProvider.System.GetTimestamp();
            await Pause.ForAsync(Promises.Deadline);
            watched.AddRange(liveness.Answers.AskedSince(frozen));
            asked.AddRange(asking.Answers.AskedSince(frozen));
            stage.Postgres.Resume();
        });

        faults.Figures.Tell(new("imports: Postgres frozen and resumed", freezes, balance) { Liveness = watched.Max(attempt => (TimeSpan?)attempt.Took) });
        Assert.True(balance.IsEven, balance.ToString());
        Promises.Alive(watched);

        // The control: what needs the database was not answered meanwhile.
        Assert.ThrowsAny<Exception>(() => Promises.Alive(asked));
    }
}
