using System.Security.Cryptography;
using ClaimCheck.Faults.Imports;
using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>Whoever sends a file is gone before all of it has arrived, or the service that takes it in is.</summary>
public sealed class ImportBodyCutTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    private const int Claims = 6_000;

    private string Admin => stage.Postgres.AdminConnectionString;

    [Fact]
    public async Task A_file_whose_connection_is_cut_is_incomplete_nothing_of_it_is_stored_and_it_can_be_sent_again()
    {
        var cuts = Form.Times(4, 100);
        await stage.SetAsync();
        var balance = new Balance(0, 0, 0, 0, 0, 0);
        for (var cut = 0; cut < cuts; cut++)
        {
            var file = MadeUpFile.Ndjson(Claims);
            var isDeflated = cut % 2 == 1;
            var (arriving, over) = (await ArrivingAsync(), await OverAsync());
            var sent = isDeflated ? file.Deflated() : file.Bytes;
            using (var upload = await RawUpload.BeginAsync(stage.Service, faults.Key, sent.Length, isDeflated ? ["Content-Encoding: gzip"] : []))
            {
                await upload.SendAsync(sent.AsMemory(0, RandomNumberGenerator.GetInt32(1, sent.Length)));
                await Eventually.TrueAsync(async () => await ArrivingAsync() > arriving, "it has begun to arrive");
            }

            await Eventually.TrueAsync(async () => await OverAsync() > over, "the cut was noticed");
            await Eventually.TrueAsync(
                async () => await Sessions.CountAsync(
                    Admin, "select count(*) from import_parts p join imports i on i.id = p.import_id where i.finished_at is not null") == 0,
                "what had arrived is forgotten");
            Assert.Equal(0, await StoredFile.CountAsync(Admin, file));
            if (cut < 2)
            {
                balance += await SendAgainAsync(file);
            }
        }

        faults.Figures.Tell(new("imports: the sender's connection cut", cuts, balance));
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task A_file_is_incomplete_that_was_arriving_when_the_service_was_killed()
    {
        await stage.SetAsync();
        var file = MadeUpFile.Ndjson(Claims);
        var arriving = await ArrivingAsync();
        using (var upload = await RawUpload.BeginAsync(stage.Service, faults.Key, file.Bytes.Length))
        {
            await upload.SendAsync(file.Bytes.AsMemory(0, file.Bytes.Length / 2));
            await Eventually.TrueAsync(async () => await ArrivingAsync() > arriving, "it has begun to arrive");
            await stage.Service.KillAsync();
        }

        await stage.Service.StartAsync();

        Assert.Equal(0, await StoredFile.CountAsync(Admin, file));
        Assert.Equal(0, await Sessions.CountAsync(Admin, "select count(*) from imports where state in ('queued', 'running')"));
        var balance = await SendAgainAsync(file);
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task Control_half_a_file_that_ends_in_order_passes_for_a_whole_one_unless_the_number_of_its_rows_is_announced()
    {
        await stage.SetAsync();
        var file = MadeUpFile.Ndjson(400);
        var half = file.FirstRows(file.Rows / 2);
        using (var announced = await RawUpload.BeginAsync(stage.Service, faults.Key, half.Length, $"Import-Row-Count: {file.Rows}"))
        {
            await announced.SendAsync(half);
            Assert.Equal(400, await announced.AnswerAsync());
            Assert.Equal(0, await StoredFile.CountAsync(Admin, file));
        }

        var import = await stage.Service.SendAsync(file with { Bytes = half });
        Assert.Equal("completed", (await stage.Service.EndAsync(stage.Postgres, import)).GetProperty("state").GetString());
        var balance = await StoredFile.CompareAsync(Admin, file, import);
        faults.Figures.Tell(new("control: imports: half a file that ends in order", 1, balance));
        Assert.True(balance is { Lost: > 0, Open: > 0 }, balance.ToString());
    }

    private async Task<Balance> SendAgainAsync(MadeUpFile file)
    {
        var import = await stage.Service.SendAsync(file);
        Assert.Equal("completed", (await stage.Service.EndAsync(stage.Postgres, import)).GetProperty("state").GetString());
        return await StoredFile.CompareAsync(Admin, file, import);
    }

    private Task<long> ArrivingAsync() =>
        Sessions.CountAsync(Admin, "select count(*) from imports where state = 'incomplete' and finished_at is null");

    private Task<long> OverAsync() =>
        Sessions.CountAsync(Admin, "select count(*) from imports where state = 'incomplete' and finished_at is not null");
}
