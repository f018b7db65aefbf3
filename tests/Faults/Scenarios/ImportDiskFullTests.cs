using System.Net;
using ClaimCheck.Faults.Imports;
using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>The disk that holds the data is full, while a file arrives and while its rows are stored.</summary>
public sealed class ImportDiskFullTests(FaultsFixture faults)
{
    // The disk is a small one.
    private const int Claims = 5_000;

    [Fact]
    public async Task What_does_not_fit_is_refused_in_words_or_waits_for_room_and_everything_else_stays_whole()
    {
        var times = Form.Times(1, 5);
        var balance = new Balance(0, 0, 0, 0, 0, 0);
        for (var time = 0; time < times; time++)
        {
            await using var postgres = await faults.CopyAsync();
            await using var disk = await SmallDisk.MountAsync(postgres);
            await using var service = await TestedService.OverAsync(postgres.AdminConnectionString, faults.Key);
            var earlier = MadeUpFile.Next(400);
            var earlierImport = await service.SendAsync(earlier);
            await service.EndAsync(postgres, earlierImport);

            var (file, import) = await WhileItArrivesAsync(postgres, disk, service);
            balance += await StoredFile.CompareAsync(postgres.AdminConnectionString, file, import);
            (file, import) = await WhileItIsStoredAsync(postgres, disk, service);
            balance += await StoredFile.CompareAsync(postgres.AdminConnectionString, file, import);
            balance += await StoredFile.CompareAsync(postgres.AdminConnectionString, earlier, earlierImport);
        }

        faults.Figures.Tell(new("imports: the data disk full", 2 * times, balance));
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task Control_a_file_that_is_refused_and_not_sent_again_is_missing()
    {
        await using var postgres = await faults.CopyAsync();
        await using var disk = await SmallDisk.MountAsync(postgres);
        await using var service = await TestedService.OverAsync(postgres.AdminConnectionString, faults.Key);
        disk.Fill();
        var file = MadeUpFile.Ndjson(Claims);
        var refused = await service.TrySendAsync(file);
        disk.MakeRoom();

        var balance = await StoredFile.CompareAsync(postgres.AdminConnectionString, file, Guid.Empty);
        faults.Figures.Tell(new("control: imports: the data disk full, the file not sent again", 1, balance));
        Assert.Equal(HttpStatusCode.InsufficientStorage, refused.Status);
        Assert.Equal((file.Records.Values.Sum(), file.Rows), (balance.Lost, balance.Open));
    }

    /// <summary>Whoever sends it is told to come again, and does.</summary>
    private async Task<(MadeUpFile File, Guid Import)> WhileItArrivesAsync(PostgresServer postgres, SmallDisk disk, TestedService service)
    {
        const string Parts = "select count(*) from import_parts";
        var file = MadeUpFile.Ndjson(Claims);
        using (var upload = await RawUpload.BeginAsync(service, faults.Key, file.Bytes.Length))
        {
            var first = file.Bytes.Length * 3 / 4;
            await upload.SendAsync(file.Bytes.AsMemory(0, first));
            await Eventually.TrueAsync(async () => await Sessions.CountAsync(postgres.AdminConnectionString, Parts) > 0, "some of it is kept");
            disk.Fill();
            await upload.SendAsync(file.Bytes.AsMemory(first));
            Assert.Equal((int)HttpStatusCode.InsufficientStorage, await upload.AnswerAsync());
        }

        Assert.Equal(0, await StoredFile.CountAsync(postgres.AdminConnectionString, file));
        Assert.Equal(0, await Sessions.CountAsync(postgres.AdminConnectionString, Parts));
        var (status, saysWhenToRetry, body) = await service.TrySendAsync(file);
        Assert.True(status == HttpStatusCode.InsufficientStorage && saysWhenToRetry, body.ToString());
        disk.MakeRoom();
        var import = await service.SendAsync(file);
        Assert.Equal("completed", (await service.EndAsync(postgres, import)).GetProperty("state").GetString());
        return (file, import);
    }

    /// <summary>It has been taken in: it waits for room, however long that takes, and is done then.</summary>
    private static async Task<(MadeUpFile File, Guid Import)> WhileItIsStoredAsync(PostgresServer postgres, SmallDisk disk, TestedService service)
    {
        var file = MadeUpFile.Ndjson(Claims);
        var import = await service.SendAsync(file);
        await postgres.BegunAsync(import);
        disk.Fill();
        await Pause.ForAsync(TimeSpan.FromSeconds(Form.Times(3, 15)));
        var meanwhile = await service.AskAsync(import);
        Assert.True(meanwhile.GetProperty("state").GetString() == "running", meanwhile.ToString());
        disk.MakeRoom();
        Assert.Equal("completed", (await service.EndAsync(postgres, import)).GetProperty("state").GetString());
        Assert.True(await postgres.AttemptsAsync(import) == 1, service.Process.Everything);
        return (file, import);
    }
}
