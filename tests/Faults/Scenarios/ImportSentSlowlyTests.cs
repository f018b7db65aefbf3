using ClaimCheck.Faults.Imports;
using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>Whoever sends a byte now and then, or stops in the middle, holds a connection and some memory, and not for ever.</summary>
public sealed class ImportSentSlowlyTests(FaultsFixture faults, Stage stage) : IClassFixture<Stage>
{
    private const int Slow = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    // Five seconds of grace, and as long again until Kestrel looks at a connection that is slow on a busy machine.
    private static readonly TimeSpan TrickleEnds = TimeSpan.FromSeconds(10);

    // Half a minute of silence.
    private static readonly TimeSpan SilenceEnds = TimeSpan.FromSeconds(35);

    private string Admin => stage.Postgres.AdminConnectionString;

    [Fact]
    public async Task Files_that_come_byte_by_byte_are_in_nobodys_way_and_are_refused_after_some_seconds()
    {
        await stage.SetAsync();
        var began = TimeProvider.System.GetTimestamp();
        var file = MadeUpFile.Ndjson(2_000);
        var uploads = Enumerable.Range(0, Slow).Select(async _ =>
        {
            using var upload = await RawUpload.BeginAsync(stage.Service, faults.Key, file.Bytes.Length);
            return (Status: await upload.TrickleAsync(file.Bytes, Interval), Took: TimeProvider.System.GetElapsedTime(began));
        }).ToList();
        await Eventually.TrueAsync(async () => await BeganAsync() >= Slow, "all have begun to arrive");

        var import = await stage.Service.SendAsync(file);
        Assert.Equal("completed", (await stage.Service.EndAsync(stage.Postgres, import)).GetProperty("state").GetString());
        await Eventually.TrueAsync(async () => await BusyAsync() == 0, "none of the connections is in use");
        Assert.All(uploads, upload => Assert.False(upload.IsCompleted, "They were over before."));

        var answers = await Task.WhenAll(uploads);
        var balance = await StoredFile.CompareAsync(Admin, file, import);
        faults.Figures.Tell(new("imports: twenty come byte by byte (slowest: until they are refused)", 0, balance) { Slowest = answers.Max(answer => answer.Took) });
        Assert.All(answers, answer => Assert.Equal(408, answer.Status));
        Assert.All(answers, answer => Assert.True(answer.Took < Form.Bound(TrickleEnds), $"It took {answer.Took}."));
        Assert.True(balance.IsEven, balance.ToString());
    }

    [Fact]
    public async Task A_file_that_stops_in_the_middle_is_refused_however_quickly_it_came()
    {
        Assert.SkipUnless(Form.IsLong, "It takes half a minute: `make faults` does it.");
        await stage.SetAsync();
        var file = MadeUpFile.Ndjson(20_000);
        using var upload = await RawUpload.BeginAsync(stage.Service, faults.Key, file.Bytes.Length);
        await upload.SendAsync(file.Bytes.AsMemory(0, file.Bytes.Length - 100));
        var stopped = TimeProvider.System.GetTimestamp();
        Assert.Equal(408, await upload.AnswerAsync().WaitAsync(SilenceEnds, TestContext.Current.CancellationToken));
        var took = TimeProvider.System.GetElapsedTime(stopped);

        faults.Figures.Tell(new("imports: one stops in the middle (slowest: until it is refused)", 0, new Balance(0, 0, 0, 0, 0, 0)) { Slowest = took });
        Assert.Equal(0, await StoredFile.CountAsync(Admin, file));
    }

    [Fact]
    public async Task Control_an_import_that_is_being_stored_is_seen_to_hold_connections()
    {
        await stage.SetAsync();
        var import = await stage.Service.SendAsync(MadeUpFile.Ndjson(Ordeal.Claims));
        await stage.Postgres.BegunAsync(import);

        await Eventually.TrueAsync(async () => await BusyAsync() > 0 || !await stage.Postgres.IsOpenAsync(import), "it is at work");
        Assert.True(await stage.Postgres.IsOpenAsync(import), "Its connections were not seen.");
        await stage.Service.EndAsync(stage.Postgres, import);
    }

    private Task<long> BeganAsync() => Sessions.CountAsync(Admin, "select count(*) from imports where state = 'incomplete' and finished_at is null");

    /// <summary>How many connections of the service are in use, or kept by somebody, but for what it does by itself once the import is stored.</summary>
    private Task<long> BusyAsync() => Sessions.CountAsync(
        Admin,
        "select count(*) from pg_stat_activity where (application_name like 'claimcheck-%' and application_name <> 'claimcheck-followers' and state <> 'idle') or application_name = 'claimcheck-imports'");
}
