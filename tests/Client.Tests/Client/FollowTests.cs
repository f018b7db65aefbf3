namespace ClaimCheck.Client.Tests.Client;

/// <summary>How the feed of changes is followed where the service does not do what it should.</summary>
public sealed class FollowTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_follow_each_other_by_their_cursors_and_those_that_bring_nothing_are_left_out()
    {
        await using var service = await FaultyService.StartAsync(
            Page("one", "a"), Page("one"), Page("two"), Page("three", "b", "c"), FaultyService.Problem(400, "invalid-query"));

        var seen = await FollowAsync(service, new() { Since = "zero", Types = [ChangeTypes.ClaimRetracted, ChangeTypes.ClaimTakenDown], Topic = "iran" });

        Assert.Equal(["one: a", "two: ", "three: b c"], seen);
        Assert.Equal(["zero", "one", "one", "two", "three"], service.Requests.Select(request => SinceOf(request.Address)));
        Assert.All(service.Requests, request => Assert.EndsWith(
            "&types=claim.retracted%2Cclaim.taken_down&topic=iran&wait=30", request.Address, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ChangeQuery.Now)]
    [InlineData(ChangeQuery.Beginning)]
    public async Task Whoever_begins_without_a_cursor_is_given_one_before_anything_is_waited_for(string since)
    {
        await using var service = await FaultyService.StartAsync(Page("one"), FaultyService.Problem(400, "invalid-query"));

        var seen = await FollowAsync(service, new() { Since = since });

        Assert.Equal(["one: "], seen);
        Assert.Equal([$"/v1/changes?since={since}", "/v1/changes?since=one&wait=30"], service.Requests.Select(request => request.Address));
    }

    [Fact]
    public async Task A_service_that_is_being_restarted_is_waited_for_and_nothing_is_left_out()
    {
        var away = FaultyService.Problem(503, "unavailable");
        await using var service = await FaultyService.StartAsync(
            Page("one", "a"), FaultyService.Vanish, FaultyService.Vanish, away, away, away, away, away, away, away,
            FaultyService.BreakOff("application/json", """{"items":["""), Page("two", "b"), FaultyService.Problem(400, "invalid-query"));

        Assert.Equal(["one: a", "two: b"], await FollowAsync(service, new() { Since = "zero" }));
        Assert.All(service.Requests.Skip(1).SkipLast(1), request => Assert.Equal("one", SinceOf(request.Address)));
    }

    [Fact]
    public async Task A_service_that_stays_away_is_not_waited_for_without_end()
    {
        await using var service = await FaultyService.StartAsync(Page("one", "a"), FaultyService.Problem(503, "unavailable"));
        using var client = service.Connect(options => options with { WatchPatience = TimeSpan.FromMilliseconds(50), Attempts = 2 });

        var problem = await Assert.ThrowsAsync<ProblemException>(async () => await client.FollowChangesAsync(new() { Since = "zero" }, Cancellation).ToListAsync(Cancellation));

        Assert.True(problem.Is("unavailable"));
    }

    [Fact]
    public async Task A_cursor_that_is_too_old_is_told_at_once_with_the_way_out()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Problem(410, "cursor-expired"));
        using var client = service.Connect();

        var problem = await Assert.ThrowsAsync<ProblemException>(async () => await client.FollowChangesAsync(new() { Since = "zero" }, Cancellation).ToListAsync(Cancellation));

        Assert.True(problem.Is("cursor-expired"));
        Assert.Equal("What happened.", problem.Detail);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task An_answer_that_is_waited_for_is_not_taken_for_a_service_that_is_silent()
    {
        var page = Page("one", "a");
        await using var service = await FaultyService.StartAsync(async context =>
        {
            await Task.Delay(600, context.RequestAborted);
            await page(context);
        });
        using var client = service.Connect(options => options with { AnswerTimeout = TimeSpan.FromMilliseconds(200) });

        var found = await client.ListChangesAsync(new() { Since = "zero", Wait = TimeSpan.FromSeconds(20) }, Cancellation);

        Assert.Equal("one", found.NextCursor);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Whoever_stops_following_is_let_go_at_once()
    {
        await using var service = await FaultyService.StartAsync(Page("one", "a"), FaultyService.FallSilent("application/json", "{"));
        using var client = service.Connect();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.FollowChangesAsync(new() { Since = "zero" }, stop.Token))
            {
                stop.CancelAfter(TimeSpan.FromMilliseconds(100));
            }
        });
    }

    private static RequestDelegate Page(string next, params string[] actions) => FaultyService.Json(
        200,
        $$"""{"items":[{{string.Join(',', actions.Select(ChangeOf))}}],"nextCursor":"{{next}}","hasMore":false}""");

    private static string ChangeOf(string action) =>
        $$$"""{"id":"{{{OnTheWire.Id}}}","type":"claim.updated","payloadVersion":1,"timestamp":"2026-01-02T03:04:05Z","sequence":7,"data":{"claim":"{{{OnTheWire.Id}}}","eTag":"\"2\"","action":"{{{action}}}"}}""";

    private static string SinceOf(string address) => address.Split("since=")[1].Split('&')[0];

    /// <summary>What was told until the service refused.</summary>
    private static async Task<List<string>> FollowAsync(FaultyService service, ChangeQuery query)
    {
        using var client = service.Connect();
        var seen = new List<string>();
        await Assert.ThrowsAsync<ProblemException>(async () =>
        {
            await foreach (var page in client.FollowChangesAsync(query, Cancellation))
            {
                seen.Add($"{page.NextCursor}: {string.Join(' ', page.Items.Select(change => change.Data.Action))}");
            }
        });
        return seen;
    }
}
