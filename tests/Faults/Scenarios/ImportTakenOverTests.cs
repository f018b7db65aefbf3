using ClaimCheck.Faults.Imports;
using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>Two instances of the service over one database.</summary>
public sealed class ImportTakenOverTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    // The two log in as different users, by which Postgres tells them apart.
    private const string Holders =
        """
          from pg_stat_activity a
         where a.application_name = 'claimcheck-imports'
           and exists (select 1 from pg_locks l, imports i
                        where l.pid = a.pid and l.locktype = 'advisory' and l.granted and i.state = 'running'
                          and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended('claimcheck.import ' || i.id::text, 0))
        """;

    private string Admin => stage.Postgres.AdminConnectionString;

    [Fact]
    public async Task An_import_is_done_by_one_and_the_other_takes_it_over_when_that_one_is_killed()
    {
        var kills = Form.Times(1, 30);
        await stage.SetAsync();
        await using var second = await TestedService.OverAsync(stage.Postgres.ServiceConnectionString, faults.Key);
        var (balance, taken) = (new Balance(0, 0, 0, 0, 0, 0), 0L);
        for (var kill = 0; kill < kills; kill++)
        {
            var file = MadeUpFile.Ndjson(4 * Ordeal.Claims);
            var import = await stage.Service.SendAsync(file);
            await stage.Postgres.BegunAsync(import);
            Assert.Equal(1, await stage.Postgres.AttemptsAsync(import));
            TestedService one, other;
            await using (await Sessions.HoldAsync(Admin, "claims"))
            {
                // Otherwise it might have ended before whoever does it is found out.
                (one, other) = await IsOfAsync("claimcheck_service") ? (second, stage.Service) : (stage.Service, second);
                await one.KillAsync();
            }

            var ended = await other.EndAsync(stage.Postgres, import);
            Assert.Equal((file.Rows, "completed"), (ended.GetProperty("counts").GetProperty("created").GetInt32(), ended.GetProperty("state").GetString()));
            balance += await StoredFile.CompareAsync(Admin, file, import);
            taken += await stage.Postgres.AttemptsAsync(import) - 1;
            await one.StartAsync();
        }

        faults.Figures.Tell(new("imports: one of two instances killed", kills, balance));
        Assert.Equal(kills, taken);
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task The_same_file_sent_to_both_at_once_makes_no_twins()
    {
        await stage.SetAsync();
        await using var second = await TestedService.OverAsync(stage.Postgres.ServiceConnectionString, faults.Key);
        var balance = new Balance(0, 0, 0, 0, 0, 0);
        for (var time = 0; time < Form.Times(1, 20); time++)
        {
            var file = MadeUpFile.Next(2_000);
            Guid[] imports = await Task.WhenAll(stage.Service.SendAsync(file), second.SendAsync(file));
            var created = 0;
            foreach (var import in imports)
            {
                var ended = await stage.Service.EndAsync(stage.Postgres, import);
                Assert.Equal("completed", ended.GetProperty("state").GetString());
                Assert.Equal(1, await stage.Postgres.AttemptsAsync(import));
                created += ended.GetProperty("counts").GetProperty("created").GetInt32();
                balance += await StoredFile.CompareAsync(Admin, file, import);
            }

            Assert.Equal(file.Rows, created);
        }

        faults.Figures.Tell(new("imports: the same file sent to two instances at once", 0, balance));
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task Control_an_import_of_which_the_hold_is_lost_is_taken_up_twice()
    {
        await stage.SetAsync();
        await using var second = await TestedService.OverAsync(stage.Postgres.ServiceConnectionString, faults.Key);
        var file = MadeUpFile.Ndjson(Ordeal.Claims);
        var import = await stage.Service.SendAsync(file);
        await stage.Postgres.BegunAsync(import);
        await Sessions.ExecuteAsync(Admin, "select pg_terminate_backend(a.pid) " + Holders);
        var ended = await second.EndAsync(stage.Postgres, import);

        faults.Figures.Tell(new("control: imports: the hold of one of two instances ended", 1, await StoredFile.CompareAsync(Admin, file, import)));
        Assert.Equal("completed", ended.GetProperty("state").GetString());
        Assert.True(await stage.Postgres.AttemptsAsync(import) > 1);
        Assert.True((await StoredFile.CompareAsync(Admin, file, import)).IsEven);
    }

    private async Task<bool> IsOfAsync(string user) =>
        await Sessions.CountAsync(Admin, $"select count(*) {Holders} and a.usename = '{user}'") > 0;
}
