using ClaimCheck.Faults.Imports;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>The network between the service and Postgres cuts connections while rows are stored.</summary>
public sealed class ImportConnectionsCutTests(FaultsFixture faults, StageBehindProxy stage) : IClassFixture<StageBehindProxy>
{
    [Fact]
    public async Task An_import_whose_connections_are_cut_goes_on_over_others()
    {
        var times = Form.Times(4, 100);
        await stage.SetAsync();
        var before = stage.Proxy.Cuts;
        var balance = await Ordeal.RunAsync(stage.Postgres, stage.Service, times, () =>
        {
            stage.Proxy.CutAll();
            return Task.CompletedTask;
        });

        faults.Figures.Tell(new("imports: connections cut", stage.Proxy.Cuts - before, balance));
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task Control_an_import_without_connections_comes_no_further_until_there_are_some()
    {
        await stage.SetAsync();
        var file = MadeUpFile.Ndjson(Ordeal.Claims);
        var import = await stage.Service.SendAsync(file);
        await stage.Postgres.BegunAsync(import);
        stage.Proxy.Refuse();
        await Pause.ForAsync(TimeSpan.FromSeconds(1));
        var stored = await StoredFile.CountAsync(stage.Postgres.AdminConnectionString, file);
        await Pause.ForAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(stored, await StoredFile.CountAsync(stage.Postgres.AdminConnectionString, file));
        var balance = await StoredFile.CompareAsync(stage.Postgres.AdminConnectionString, file, import);
        faults.Figures.Tell(new("control: imports: connections cut and refused", 1, balance));
        Assert.True(balance is { Lost: > 0, Open: > 0 }, balance.ToString());
        stage.Proxy.Admit();
        await stage.Service.EndAsync(stage.Postgres, import);
        Assert.True((await StoredFile.CompareAsync(stage.Postgres.AdminConnectionString, file, import)).IsEven);
    }
}
