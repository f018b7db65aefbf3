using System.Text;
using ClaimCheck.Api.Importing.Running;
using ClaimCheck.Data.Importing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>Imports give way while others ask, and only then.</summary>
public sealed class ImportPaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int Rows = ImportPart.MostRows;

    // 10 rows, 20, 40, ... and what is left.
    private const int Growing = 6;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ImportPace Pace => api.Services.GetRequiredService<ImportPace>();

    [Fact(Timeout = 60_000)]
    public async Task While_others_ask_batches_stay_small()
    {
        await AskAsync();
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var others = AskUntilAsync(asking.Token);

        var import = await api.Contributor.ImportBytesAsync(Claims("small", Rows));
        await asking.CancelAsync();
        await others;

        Assert.Equal($"{Rows} 0 0 0 0", import.Counts());
        Assert.True(await BatchesAsync(import.Id) > Growing);
    }

    [Fact(Timeout = 60_000)]
    public async Task While_nobody_asks_batches_grow()
    {
        await UntilNobodyAsksAsync();

        var import = await api.Contributor.ImportBytesAsync(Claims("whole", Rows));

        Assert.Equal(Growing, await BatchesAsync(import.Id));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_import_is_known_to_store_while_it_does_and_not_for_ever()
    {
        var clock = new MovableClock();
        using var pace = new ImportPace(clock);
        Assert.False(pace.IsStoring);

        await pace.TurnAsync(mayWait: false, Stop);
        Assert.True(pace.IsStoring);

        clock.Move(TimeSpan.FromSeconds(10));
        Assert.False(pace.IsStoring);
    }

    [Fact(Timeout = 60_000)]
    public async Task Questions_about_imports_and_health_are_nobody_to_give_way_to()
    {
        await UntilNobodyAsksAsync();

        await api.Contributor.ReadAsync("/v1/imports?limit=1");
        await api.Anonymous.ReadAsync("/health/ready");
        Assert.False(Pace.OthersAsk);

        await AskAsync();
        Assert.True(Pace.OthersAsk);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_batch_waits_for_the_one_before_it_but_not_for_ever()
    {
        using var pace = new ImportPace(new MovableClock());
        Assert.Null(await pace.TurnAsync(mayWait: true, Stop));
        pace.Note();

        var first = await pace.TurnAsync(mayWait: true, Stop);
        var second = await pace.TurnAsync(mayWait: true, Stop);
        var refusing = pace.TurnAsync(mayWait: false, Stop);
        Assert.True(refusing.IsCompleted, "Who holds on to rows waits for another batch.");
        var third = await refusing;
        Assert.Equal((true, false, false), (first!.IsAlone, second!.IsAlone, third!.IsAlone));

        await third.DisposeAsync();
        await second.DisposeAsync();
        await first.DisposeAsync();
        Assert.True((await pace.TurnAsync(mayWait: true, Stop))!.IsAlone);
    }

    [Theory]
    [InlineData(20, true, 60)]
    [InlineData(20, false, 0)]
    [InlineData(400, true, 250)]
    public async Task Who_asked_while_a_batch_was_stored_is_given_three_times_as_long(int milliseconds, bool isAsked, int pause)
    {
        var clock = new MovableClock();
        using var pace = new ImportPace(clock);
        pace.Note();
        var turn = await pace.TurnAsync(mayWait: true, Stop);

        clock.Move(TimeSpan.FromMilliseconds(milliseconds));
        if (isAsked)
        {
            pace.Note();
        }

        Assert.Equal(TimeSpan.FromMilliseconds(pause), turn!.Pause);
    }

    private async Task UntilNobodyAsksAsync()
    {
        while (Pace.OthersAsk)
        {
            await Task.Delay(50, Stop);
        }
    }

    private async Task AskUntilAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await AskAsync();
        }
    }

    private Task<Reply> AskAsync() => api.Reader.ReadAsync("/v1/claims?limit=1");

    private async Task<long> BatchesAsync(Guid import)
    {
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand("select count(*) from import_results where import_id = $1", connection) { Parameters = { new() { Value = import } } };
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }

    private static byte[] Claims(string key, int rows) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, rows).Select(row =>
        $$"""{"record":"claim","source":"cnn","externalId":"{{key}}-{{row}}","text":"Row {{row}}."}""" + '\n')));
}
