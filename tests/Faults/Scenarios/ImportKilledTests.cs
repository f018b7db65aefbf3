using System.Globalization;
using ClaimCheck.Faults.Imports;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>kill -9 of the service while it stores what was sent for import: in the end what is stored equals the file.</summary>
public sealed class ImportKilledTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    private string Admin => stage.Postgres.AdminConnectionString;

    [Fact]
    public async Task An_import_that_is_killed_goes_on_by_itself_and_every_row_is_stored_and_told_of_once()
    {
        var kills = Form.Times(3, 100);
        await stage.SetAsync();
        var balance = await Ordeal.RunAsync(stage.Postgres, stage.Service, kills, async () =>
        {
            await stage.Service.KillAsync();
            await stage.Service.StartAsync();
        });

        faults.Figures.Tell(new("imports: the service killed", kills, balance));
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task An_import_that_came_no_further_several_times_is_done_in_smaller_batches()
    {
        await stage.SetAsync();
        var file = MadeUpFile.Ndjson(Ordeal.Claims);
        var import = await stage.Service.SendAsync(file);
        await stage.Postgres.BegunAsync(import);
        await stage.Service.KillAsync();
        await Sessions.ExecuteAsync(Admin, $"update imports set stumbles = 4 where id = '{import}'");
        await stage.Service.StartAsync();

        await stage.Service.EndAsync(stage.Postgres, import);
        var balance = await StoredFile.CompareAsync(Admin, file, import);
        Assert.True(balance.IsEven, balance.ToString());

        // Whole parts, which have hundreds of rows each, would come to a quarter of that.
        Assert.True(await Sessions.CountAsync(Admin, $"select count(*) from import_results where import_id = '{import}' and step > 0") > Ordeal.Claims / 60);
    }

    [Fact]
    public async Task Control_rows_whose_results_are_lost_are_told_of_as_if_they_had_been_there()
    {
        await stage.SetAsync();
        var file = MadeUpFile.Ndjson(Ordeal.Claims);
        var import = await stage.Service.SendAsync(file);
        await stage.Postgres.BegunAsync(import);
        await stage.Service.KillAsync();
        await Sessions.ExecuteAsync(
            Admin, $"delete from import_results where import_id = '{import}'", $"update imports set created = 0 where id = '{import}'");
        await stage.Service.StartAsync();

        var ended = await stage.Service.EndAsync(stage.Postgres, import);

        Assert.True((await StoredFile.CompareAsync(Admin, file, import)).IsEven);
        Assert.True(ended.GetProperty("counts").GetProperty("unchanged").GetInt32() > 0, ended.ToString());
    }

    [Fact]
    public async Task Control_what_is_missing_or_there_twice_or_not_told_of_is_found_out()
    {
        await stage.SetAsync();
        var file = MadeUpFile.Ndjson(400);
        var import = await stage.Service.SendAsync(file);
        await stage.Service.EndAsync(stage.Postgres, import);
        var even = await StoredFile.CompareAsync(Admin, file, import);
        Assert.True(even.IsEven, even.ToString());

        // As superuser, and past every trigger: the service itself could not.
        var columns = string.Join(", ", await ColumnsOfAssessmentsAsync());
        await Sessions.ExecuteAsync(
            Admin,
            "set session_replication_role = replica",
            $"delete from claims where external_id = '{file.Key}-c3'",
            $"delete from attribution_hops using claims c where c.id = claim_id and c.external_id = '{file.Key}-c4'",
            $"insert into assessments (id, {columns}) select gen_random_uuid(), {columns} from assessments where review_url like '%/{file.Key}/1'",
            $"update import_results set lines = lines[2:], results = results[2:], ids = ids[2:], external_ids = external_ids[2:] where import_id = '{import}' and step = 1");

        var balance = await StoredFile.CompareAsync(Admin, file, import);
        faults.Figures.Tell(new("control: imports: a claim, a hop and a result taken out, an assessment copied", 0, balance));
        Assert.Equal((1, 1, 2, 1), (balance.Lost, balance.Doubled, balance.Torn, balance.Open));
    }

    private async Task<IReadOnlyList<string>> ColumnsOfAssessmentsAsync()
    {
        await using var connection = await Sessions.OpenAsync(Admin);
        return [.. (await connection.GetSchemaAsync("Columns", [null, null, "assessments", null])).Rows
            .Cast<System.Data.DataRow>()
            .Select(row => Convert.ToString(row["column_name"], CultureInfo.InvariantCulture)!)
            .Where(name => name != "id")];
    }
}
