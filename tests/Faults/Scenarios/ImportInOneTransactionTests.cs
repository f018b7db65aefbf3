using System.Text;
using System.Text.Json;
using ClaimCheck.Faults.Imports;
using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>kill -9 of the service during imports that are one transaction: in the end all of the file is stored, or nothing of it.</summary>
public sealed class ImportInOneTransactionTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    // The code of an import is not compiled yet when it begins, so that it takes several times as long.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(Form.Times(1, 2)) / 2;

    private static readonly byte[] BadRow = Encoding.UTF8.GetBytes("{\"record\":\"claim\"}\n");

    private string Admin => stage.Postgres.AdminConnectionString;

    [Fact]
    public async Task A_file_without_a_bad_row_is_stored_whole()
    {
        await stage.SetAsync();
        var (kills, balance) = (Form.Times(1, 20), new Balance(0, 0, 0, 0, 0, 0));
        for (var kill = 0; kill < kills; kill++)
        {
            var file = MadeUpFile.Next(Ordeal.Claims);
            var (import, ended) = await KillDuringAsync(file, "?onError=abort");
            Assert.Equal(("completed", file.Rows), Told(ended, "created"));
            balance += await StoredFile.CompareAsync(Admin, file, import);
        }

        faults.Figures.Tell(new("imports with onError=abort: the service killed", kills, balance));
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task Of_a_file_with_a_bad_row_nothing_is_stored()
    {
        await stage.SetAsync();
        var kills = Form.Times(1, 20);
        for (var kill = 0; kill < kills; kill++)
        {
            var file = WithBadRow(MadeUpFile.Ndjson(Ordeal.Claims));
            var (_, ended) = await KillDuringAsync(file, "?onError=abort");
            Assert.Equal(("failed", 1), Told(ended, "failed"));
            Assert.Equal(0, ended.GetProperty("counts").GetProperty("created").GetInt32());
            Assert.Equal(0, await StoredFile.CountAsync(Admin, file));
        }

        faults.Figures.Tell(new("imports with onError=abort and a bad row: the service killed", kills));
    }

    [Fact]
    public async Task A_trial_tells_of_every_row_and_stores_none()
    {
        await stage.SetAsync();
        var kills = Form.Times(1, 20);
        for (var kill = 0; kill < kills; kill++)
        {
            var file = WithBadRow(MadeUpFile.Ndjson(Ordeal.Claims));
            var (_, ended) = await KillDuringAsync(file, "?mode=dry_run");
            Assert.Equal(("completed", file.Rows - 1), Told(ended, "created"));
            Assert.Equal(("completed", 1), Told(ended, "failed"));
            Assert.Equal(0, await StoredFile.CountAsync(Admin, file));
        }

        faults.Figures.Tell(new("imports with mode=dry_run: the service killed", kills));
    }

    [Fact]
    public async Task Control_without_it_the_good_rows_are_stored()
    {
        await stage.SetAsync();
        var file = WithBadRow(MadeUpFile.Ndjson(Ordeal.Claims));
        var (import, ended) = await KillDuringAsync(file, "");

        Assert.Equal(("completed", 1), Told(ended, "failed"));
        Assert.Equal(file.Rows - 1, await StoredFile.CountAsync(Admin, file));
        var balance = await StoredFile.CompareAsync(Admin, file, import);
        faults.Figures.Tell(new("control: imports with a bad row, row by row", 1, balance));
        Assert.Equal((0, 1), (balance.Lost, balance.Refused));
    }

    /// <summary>Sends a file and kills the service at some moment before it is done.</summary>
    private async Task<(Guid Import, JsonElement Ended)> KillDuringAsync(MadeUpFile file, string query)
    {
        var import = await stage.Service.SendAsync(file, query);
        await Pause.UpToAsync(LongestWait);
        Assert.True(await stage.Postgres.IsOpenAsync(import), "The import is done before anything could happen to it.");
        await stage.Service.KillAsync();
        await stage.Service.StartAsync();
        return (import, await stage.Service.EndAsync(stage.Postgres, import));
    }

    private static MadeUpFile WithBadRow(MadeUpFile file) => file with { Bytes = [.. file.Bytes, .. BadRow], Rows = file.Rows + 1 };

    private static (string? State, int Count) Told(JsonElement ended, string result) =>
        (ended.GetProperty("state").GetString(), ended.GetProperty("counts").GetProperty(result).GetInt32());
}
