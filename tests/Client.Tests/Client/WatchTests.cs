namespace ClaimCheck.Client.Tests.Client;

public sealed class WatchTests
{
    private const string Events = "text/event-stream";

    private static readonly string Running = OnTheWire.Json("running", created: 1);
    private static readonly string Completed = OnTheWire.Json("completed", created: 3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_are_told_as_they_come_until_the_last()
    {
        var seen = await WatchAsync(FaultyService.Answer(
            200, Events, ": hello\n\n" + OnTheWire.Event("progress", Running) + OnTheWire.Event("invented", "?") + OnTheWire.Event("end", Completed, 2)));

        Assert.Equal([(ImportState.Running, 1L), (ImportState.Completed, 3L)], seen);
    }

    [Fact]
    public async Task An_event_in_several_pieces_is_one()
    {
        var whole = OnTheWire.Event("progress", Running) + OnTheWire.Event("end", Completed);
        var seen = await WatchAsync(async context =>
        {
            context.Response.ContentType = Events;
            foreach (var piece in whole.Chunk(7))
            {
                await context.Response.WriteAsync(new string(piece), Cancellation);
                await context.Response.Body.FlushAsync(Cancellation);
            }
        });

        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task Where_the_connection_is_lost_the_service_is_asked_and_events_are_taken_up_again()
    {
        var seen = await WatchAsync(
            FaultyService.BreakOff(Events, OnTheWire.Event("progress", Running) + "event: progress\ndata: {\"id\""),
            FaultyService.Json(200, OnTheWire.Json("running", created: 2)),
            FaultyService.Answer(200, Events, OnTheWire.Event("end", Completed)));

        Assert.Equal([1L, 2L, 3L], seen.Select(import => import.Created));
    }

    [Fact]
    public async Task A_stream_that_ends_without_a_last_event_is_not_taken_for_the_end()
    {
        var seen = await WatchAsync(
            FaultyService.Answer(200, Events, OnTheWire.Event("progress", Running)), FaultyService.Json(200, Completed));

        Assert.Equal(ImportState.Completed, seen[^1].State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"id\":")]
    public async Task A_last_event_that_says_nothing_of_use_is_followed_by_a_question(string data)
    {
        var seen = await WatchAsync(FaultyService.Answer(200, Events, OnTheWire.Event("end", data)), FaultyService.Json(200, Completed));

        Assert.Equal(ImportState.Completed, seen[^1].State);
    }

    [Fact]
    public async Task A_stream_that_falls_silent_is_given_up()
    {
        await using var service = await FaultyService.StartAsync(
            FaultyService.FallSilent(Events, OnTheWire.Event("progress", Running)), FaultyService.Json(200, Completed));
        using var client = service.Connect(options => options with { LongestSilence = TimeSpan.FromMilliseconds(200) });

        // It would end, if late: a connection may be given up by something else.
        var seen = await SeenAsync(client).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        Assert.Equal(ImportState.Completed, seen[^1].State);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(406)]
    public async Task Where_there_are_no_events_the_service_is_asked_until_the_end(int status)
    {
        await using var service = await FaultyService.StartAsync(
            FaultyService.Problem(status, "not-found"), FaultyService.Json(200, Running), FaultyService.Json(200, Running), FaultyService.Json(200, Completed));
        using var client = service.Connect();

        Assert.Equal([1L, 1L, 3L], (await SeenAsync(client)).Select(import => import.Created));
        Assert.Single(service.Requests, request => request.Address.EndsWith("/events", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Something_in_between_that_holds_events_back_is_asked_around()
    {
        var seen = await WatchAsync(FaultyService.Answer(200, "text/html", "<html/>"), FaultyService.Json(200, Completed));

        Assert.Equal(ImportState.Completed, seen.Single().State);
    }

    [Fact]
    public async Task A_service_that_is_being_restarted_is_waited_for()
    {
        var away = FaultyService.Problem(503, "unavailable");
        var seen = await WatchAsync(
            FaultyService.Answer(200, Events, OnTheWire.Event("progress", Running)), FaultyService.Vanish, FaultyService.Vanish, away, away, away, away, away, away, away,
            FaultyService.Json(200, Completed));

        Assert.Equal(ImportState.Completed, seen[^1].State);
    }

    [Fact]
    public async Task A_service_that_stays_away_is_not_waited_for_without_end()
    {
        await using var service = await FaultyService.StartAsync(
            FaultyService.Answer(200, Events, OnTheWire.Event("progress", Running)), FaultyService.Problem(503, "unavailable"));
        using var client = service.Connect(options => options with { WatchPatience = TimeSpan.FromMilliseconds(50), Attempts = 2 });

        await Assert.ThrowsAsync<ProblemException>(() => SeenAsync(client));
    }

    [Fact]
    public async Task A_key_that_may_not_is_told_so_at_once()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Problem(403, "forbidden"));
        using var client = service.Connect();

        await Assert.ThrowsAsync<ProblemException>(() => SeenAsync(client));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Whoever_stops_watching_is_let_go_at_once()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.FallSilent(Events, OnTheWire.Event("progress", Running)));
        using var client = service.Connect();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.WatchImportAsync(OnTheWire.Id, stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    private static async Task<List<(ImportState State, long Created)>> WatchAsync(params RequestDelegate[] answers)
    {
        await using var service = await FaultyService.StartAsync(answers);
        using var client = service.Connect();
        return await SeenAsync(client);
    }

    private static async Task<List<(ImportState State, long Created)>> SeenAsync(ClaimCheckClient client)
    {
        var seen = new List<(ImportState, long)>();
        await foreach (var import in client.WatchImportAsync(OnTheWire.Id, Cancellation))
        {
            seen.Add((import.State, import.Counts.Created));
        }

        return seen;
    }
}
