using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClaimCheck.Faults.Feeds;
using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Load;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>kill -9 of readers of the feed, while sixteen write to two instances: twelve over HTTP, four in transactions that take long.</summary>
public sealed class FeedReadersKilledTests(FaultsFixture faults) : OwnServer(faults)
{
    private const string NothingIsWaitedFor =
        "create or replace function transaction_horizon() returns bigint language sql stable parallel safe return 9223372036854775807::bigint";

    // Whether the feed has grown is looked at for those who wait, and for nobody else.
    private const string SomebodyWaits = "select count(*) from pg_stat_activity where query like '%ChangesEnd%' and pid <> pg_backend_pid()";

    private static readonly TimeSpan Exit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Readers_that_are_killed_again_and_again_see_every_change_of_sixteen_writers_once()
    {
        var restarts = Form.Times(4, 20);
        await using var listener = new StreamListener(Faults.Key);
        await using var poller = new Poller(Faults.Key);

        await ReadAsync(restarts, [listener, poller]);

        var heard = await Read.CompareAsync(Admin, listener.Seen);
        var polled = await Read.CompareAsync(Admin, poller.Seen);
        Faults.Figures.TellOfFeed(new("sixteen writers, listener killed", restarts, heard));
        Faults.Figures.TellOfFeed(new("sixteen writers, poller killed", restarts, polled));
        Assert.True(heard.IsWhole, heard.ToString());
        Assert.True(polled.IsWhole, polled.ToString());
    }

    [Fact]
    public async Task Control_without_waiting_for_transactions_that_still_run_changes_are_missed()
    {
        await Sessions.ExecuteAsync(Admin, NothingIsWaitedFor);
        await using var listener = new StreamListener(Faults.Key);

        await ReadAsync(4, [listener]);

        var heard = await Read.CompareAsync(Admin, listener.Seen);
        Faults.Figures.TellOfFeed(new("control: nothing waits for transactions that still run", 4, heard));
        Assert.True(heard is { Missed: > 0, MadeUp: 0 }, heard.ToString());
    }

    [Fact]
    public async Task Control_a_reader_that_does_not_keep_its_place_sees_changes_again()
    {
        await using var listener = new StreamListener(Faults.Key, keepsPlace: false);

        await ReadAsync(2, [listener]);

        var heard = await Read.CompareAsync(Admin, listener.Seen);
        Faults.Figures.TellOfFeed(new("control: the place is not kept", 2, heard));
        Assert.True(heard is { Missed: 0, Doubled: > 0, MadeUp: 0 }, heard.ToString());
    }

    [Fact]
    public async Task A_service_that_is_told_to_stop_ends_streams_and_answers_whoever_waits()
    {
        await using var service = await ServeAsync();
        await Read.QuietAsync(Admin);
        await using var listener = new StreamListener(Faults.Key);
        using var client = service.NewClient();
        var waiting = client.GetAsync(new Uri("/v1/changes?since=now&wait=30", UriKind.Relative), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => await Sessions.CountAsync(Admin, SomebodyWaits) > 0, "somebody waits");
        listener.Start(service);
        await Eventually.TrueAsync(async () => (await Read.CompareAsync(Admin, listener.Seen)).IsWhole, "the listener has heard all");
        var told = TimeProvider.System.GetTimestamp();

        var ended = await service.Process.EndAsync("TERM");

        Assert.True(ended.ExitCode == 0, ended.Everything);
        Assert.True(TimeProvider.System.GetElapsedTime(told) < Form.Bound(Exit));
        Assert.Equal(0, await listener.EndAsync());
        using var answer = await waiting;
        var page = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, 0), (answer.StatusCode, page.GetProperty("items").GetArrayLength()));
    }

    private Task<TestedService> ServeAsync() => TestedService.OverAsync(Admin, Faults.Key);

    private async Task ReadAsync(int restarts, IReadOnlyList<IFeedReader> readers)
    {
        await using var one = await ServeAsync();
        await using var other = await ServeAsync();
        var ledger = new Ledger();
        await using var toOne = Writers.Start(one, ledger, new Habits(6));
        await using var toOther = Writers.Start(other, ledger, new Habits(6));
        await using var slow = SlowWriters.Start(Admin, 4);
        foreach (var reader in readers)
        {
            reader.Start(one);
        }

        for (var restart = 0; restart < restarts; restart++)
        {
            await toOne.AcknowledgedAsync(60);
            await Pause.UpToAsync(TimeSpan.FromMilliseconds(50));
            foreach (var reader in readers)
            {
                await reader.KillAsync();
                reader.Start(restart % 2 == 0 ? other : one);
            }
        }

        await toOne.FinishAsync();
        await toOther.FinishAsync();
        await slow.FinishAsync();
        await Read.QuietAsync(Admin);
        var last = await SlowWriters.AppendAsync(Admin);
        await Eventually.TrueAsync(() => Task.FromResult(readers.All(reader => reader.Seen.Contains(last))), "the readers have come to the end");
    }
}
