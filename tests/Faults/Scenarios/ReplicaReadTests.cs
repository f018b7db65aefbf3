using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>Reads go to the replica, and whoever has just written finds what he wrote all the same.</summary>
public sealed class ReplicaReadTests(FaultsFixture faults)
{
    private const string Position = "ClaimCheck-Position";
    private const string ReadsHere = "select count(*) from pg_stat_activity where application_name like 'claimcheck-replica-reads'";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replica_that_lags_answers_everybody_but_those_who_show_that_they_have_just_written()
    {
        await using var pair = await ReplicatedPostgres.StartAsync(faults, synchronous: false);
        await using var service = await TestedService.OverAsync(
            pair.ConnectionString, faults.Key, new Dictionary<string, string> { ["Database__ReadFromReplicas"] = "true" });
        using var writer = service.NewClient();
        using var stranger = service.NewClient(await service.MakeKeyAsync());
        await ReadsFromReplicaAsync(pair, stranger);
        await Sessions.ExecuteAsync(pair.Replica.AdminConnectionString, "select pg_wal_replay_pause()");
        using var written = await writer.PostAsJsonAsync(
            "/v1/claims", new { source = FaultsFixture.Outlet, text = "Written a moment ago.", language = "en" }, Stop);
        Assert.True(written.StatusCode == HttpStatusCode.Created, await written.Content.ReadAsStringAsync(Stop));
        var place = written.Headers.Location!.ToString();
        var position = Assert.Single(written.Headers.GetValues(Position));

        // Control: somebody else is answered by the replica, which does not know the claim yet.
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(stranger, place, null));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(writer, place, null));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(stranger, place, position));
        Assert.True(await Sessions.CountAsync(pair.Replica.AdminConnectionString, ReadsHere) > 0, "Nobody reads from the replica.");

        await Sessions.ExecuteAsync(pair.Replica.AdminConnectionString, "select pg_wal_replay_resume()");
        await Eventually.TrueAsync(async () => await GetAsync(stranger, place, null) == HttpStatusCode.OK, "the replica catches up");
    }

    [Fact]
    public async Task A_replica_that_is_frozen_is_not_waited_for_and_is_read_again_once_it_goes_on()
    {
        await using var pair = await ReplicatedPostgres.StartAsync(faults, synchronous: false);
        await using var service = await TestedService.OverAsync(
            pair.ConnectionString, faults.Key, new Dictionary<string, string>(Promises.WithDeadline) { ["Database__ReadFromReplicas"] = "true" });
        using var reader = service.NewClient();
        await ReadsFromReplicaAsync(pair, reader);

        pair.Replica.Freeze();
        for (var read = 0; read < 10; read++)
        {
            // A search asks the database twice.
            var place = read % 2 == 0 ? "/v1/claims?limit=5" : "/v1/claims?q=Kobane&limit=5";
            var began = TimeProvider.System.GetTimestamp();
            Assert.Equal(HttpStatusCode.OK, await GetAsync(reader, place, null));
            var took = TimeProvider.System.GetElapsedTime(began);
            Assert.True(took < Promises.Deadline / 2, $"Read {read} took {took}.");
        }

        pair.Replica.Resume();
        await ReadsFromReplicaAsync(pair, reader);
    }

    [Fact]
    public async Task Visitors_are_answered_by_the_replica_and_dates_are_given_where_all_comes_from_one_server()
    {
        await using var pair = await ReplicatedPostgres.StartAsync(faults, synchronous: false);
        await using var service = await TestedService.OverAsync(
            pair.ConnectionString, faults.Key,
            new Dictionary<string, string> { ["Database__ReadFromReplicas"] = "true", ["Public__ClaimReviews"] = "true" });
        using var writer = service.NewClient();
        using var visitor = new HttpClient { BaseAddress = service.Address };
        var claim = await MadeAsync(writer, "/v1/claims", new { source = FaultsFixture.Outlet, text = "To be judged.", language = "en" });
        var assessment = await MadeAsync(writer, $"/v1/claims/{claim}/assessments", new
        {
            ratingText = "Wrong", normalized = "false", author = new { name = "Desk" }, reviewUrl = "https://facts.example.com/review",
        });
        using var published = await writer.PostAsync($"/v1/assessments/{assessment}/publish", null, Stop);
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        await Sessions.ExecuteAsync(pair.Primary.AdminConnectionString, "set session_replication_role = replica; update audit_log set at = at - interval '1 day'; reset session_replication_role");

        var reads = $"{ReadsHere} and query like '%carried%' and query_start > '{TimeProvider.System.GetUtcNow():O}'";
        await Eventually.TrueAsync(
            async () =>
            {
                await GetAsync(visitor, "/v1/claim-reviews", null);
                return await Sessions.CountAsync(pair.Replica.AdminConnectionString, reads) > 0;
            },
            "the replica answers visitors");
        await Eventually.TrueAsync(async () => await DateAsync(visitor, "/v1/claim-reviews") is not null, "the feed has a date");

        Assert.Null(await DateAsync(visitor, $"/v1/assessments/{assessment}/claim-review"));
    }

    private static async Task<Guid> MadeAsync(HttpClient client, string place, object body)
    {
        using var made = await client.PostAsJsonAsync(place, body, Stop);
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync(Stop));
        return (await made.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();
    }

    private static async Task<DateTimeOffset?> DateAsync(HttpClient client, string place)
    {
        using var answer = await client.GetAsync(place, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Content.Headers.LastModified;
    }

    /// <summary>Reads until the replica answers.</summary>
    private static async Task ReadsFromReplicaAsync(ReplicatedPostgres pair, HttpClient reader)
    {
        var reads = $"{ReadsHere} and query_start > '{TimeProvider.System.GetUtcNow():O}'";
        await Eventually.TrueAsync(
            async () =>
            {
                await GetAsync(reader, "/v1/claims?limit=5", null);
                return await Sessions.CountAsync(pair.Replica.AdminConnectionString, reads) > 0;
            },
            "the replica is read from");
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string place, string? position)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, place);
        if (position is not null)
        {
            request.Headers.Add(Position, position);
        }

        using var answer = await client.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
