using System.Net;
using System.Text.Json;
using ClaimCheck.Testing;
using Dapper;
using Npgsql;

namespace ClaimCheck.Api.Tests.Changes;

/// <summary>That the feed tells when other origins stand behind a claim, whatever it was that changed.</summary>
public sealed class EvidenceChangesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static int lastName;

    [Fact]
    public async Task A_confirmed_link_changes_the_numbers_of_both_claims()
    {
        var (one, other) = (await ClaimAsync(await SourceAsync()), await ClaimAsync(await SourceAsync()));
        var since = await NowAsync();

        await LinkAsync(one, other, "corroborates", "confirmed");

        Assert.Equal(((1, 1, false), (2, 2, false)), await ToldOfAsync(since, one));
        Assert.Equal(((1, 1, false), (2, 2, false)), await ToldOfAsync(since, other));
        await AgreesAsync(one, since);
    }

    [Fact]
    public async Task A_contradiction_makes_what_says_the_same_contested_too()
    {
        var (claim, same, denial) = (await ClaimAsync(await SourceAsync()), await ClaimAsync(await SourceAsync()), await ClaimAsync(await SourceAsync()));
        await LinkAsync(claim, same, "restates", "confirmed");
        var since = await CaughtUpAsync();

        var link = await LinkAsync(same, denial, "contradicts", "confirmed");

        Assert.Equal(((2, 2, false), (2, 2, true)), await ToldOfAsync(since, claim));
        Assert.Equal(((1, 1, false), (1, 1, true)), await ToldOfAsync(since, denial));
        since = await CaughtUpAsync();

        var judged = await api.Editor.SendJsonAsync($"/v1/links/{link}/review", """{"decision":"rejected","note":"They speak of two days."}""", ("If-Match", "*"));
        Assert.Equal(HttpStatusCode.OK, judged.Status);

        Assert.Equal(((2, 2, true), (2, 2, false)), await ToldOfAsync(since, claim));
    }

    [Fact]
    public async Task A_denial_that_is_retracted_contests_nothing_any_longer()
    {
        var (claim, same, denial) = (await ClaimAsync(await SourceAsync()), await ClaimAsync(await SourceAsync()), await ClaimAsync(await SourceAsync()));
        await LinkAsync(claim, same, "restates", "confirmed");
        await LinkAsync(same, denial, "contradicts", "confirmed");
        var since = await CaughtUpAsync();

        var retracted = await api.Editor.SendJsonAsync($"/v1/claims/{denial}/retract", """{"reason":"Misheard."}""", ("If-Match", "*"));
        Assert.True(retracted.Status == HttpStatusCode.OK, retracted.Body.ToString());

        Assert.Equal(((2, 2, true), (2, 2, false)), await ToldOfAsync(since, claim));
    }

    [Fact]
    public async Task What_rests_on_a_claim_changes_with_it()
    {
        var (agency, outlet, friend) = (await SourceAsync(), await SourceAsync(), await SourceAsync());
        var upstream = await ClaimAsync(agency);
        var relayed = await ClaimAsync(outlet, $$""","attribution":[{"source":"{{agency}}","upstreamClaim":"{{upstream}}"}]""");
        var own = await ClaimAsync(friend);
        await LinkAsync(relayed, own, "corroborates", "confirmed");
        var since = await CaughtUpAsync();

        var corrected = await api.Editor.PatchJsonAsync(
            $"/v1/claims/{upstream}", $$"""{"attribution":[{"source":"{{friend}}","relation":"derived_from"}]}""");
        Assert.Equal(HttpStatusCode.OK, corrected.Status);

        Assert.Equal(((2, 2, false), (1, 1, false)), await ToldOfAsync(since, relayed));
    }

    [Fact]
    public async Task What_a_source_takes_back_lowers_the_numbers_of_what_relays_it()
    {
        var (agency, outlet) = (await SourceAsync(), await SourceAsync());
        var claim = await ClaimAsync(outlet, $$""","attribution":[{"source":"{{agency}}"}]""");
        var since = await CaughtUpAsync();

        var taken = await api.Editor.SendJsonAsync($"/v1/sources/{agency}/retractions", """{"reason":"It was not so."}""");
        Assert.Equal(HttpStatusCode.Created, taken.Status);

        Assert.Equal(((1, 1, false), (0, 0, false)), await ToldOfAsync(since, claim));
    }

    [Fact]
    public async Task A_new_owner_of_a_source_makes_one_origin_of_two()
    {
        var (one, other, owner) = (await SourceAsync(), await SourceAsync(), await SourceAsync());
        var (claim, friend) = (await ClaimAsync(one), await ClaimAsync(other));
        await LinkAsync(claim, friend, "corroborates", "confirmed");
        var since = await CaughtUpAsync();

        foreach (var source in new[] { one, other })
        {
            Assert.Equal(HttpStatusCode.OK, (await api.Editor.PatchJsonAsync($"/v1/sources/{source}", $$"""{"parent":"{{owner}}"}""")).Status);
        }

        Assert.Equal(((2, 2, false), (1, 2, false)), await ToldOfAsync(since, claim));
    }

    [Fact]
    public async Task A_judgement_on_origins_is_told_by_what_it_does()
    {
        var (one, other) = (await ClaimAsync(await SourceAsync()), await ClaimAsync(await SourceAsync()));
        await LinkAsync(one, other, "corroborates", "confirmed");
        var since = await CaughtUpAsync();

        var judged = await api.Editor.SendJsonAsync(
            "/v1/origin-judgements", $$"""{"a":{"claim":"{{one}}"},"b":{"claim":"{{other}}"},"verdict":"same","rationale":"One press release."}""");
        Assert.True(judged.Status == HttpStatusCode.Created, judged.Body.ToString());

        Assert.Equal(((2, 2, false), (1, 1, false)), await ToldOfAsync(since, one));
    }

    [Fact]
    public async Task Nothing_is_told_where_the_numbers_stay()
    {
        var (one, other) = (await ClaimAsync(await SourceAsync()), await ClaimAsync(await SourceAsync()));
        var since = await NowAsync();

        await LinkAsync(one, other, "context", "confirmed");
        await LinkAsync(one, other, "corroborates", "suggested");
        await CaughtUpAsync();

        Assert.Empty((await ReadAsync(since, one)).Items);
    }

    private static (int Floor, int Ceiling, bool Contested) Numbers(JsonElement told) =>
        (told.GetProperty("floor").GetInt32(), told.GetProperty("ceiling").GetInt32(), told.GetProperty("contested").GetBoolean());

    private async Task<string> SourceAsync()
    {
        var name = $"origin-{Interlocked.Increment(ref lastName)}";
        var made = await api.Contributor.SendJsonAsync("/v1/sources", $$"""{"slug":"{{name}}","name":"{{name}}","kind":"news_outlet"}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        return name;
    }

    /// <summary>A claim unlike all others, whose source was there, unless more is said of it.</summary>
    private async Task<Guid> ClaimAsync(string source, string more = ""","basis":"witnessed" """)
    {
        var words = string.Join(' ', Enumerable.Range(0, 8).Select(place => $"word{source[7..]}x{place}"));
        var made = await api.Contributor.SendJsonAsync("/v1/claims", $$"""{"source":"{{source}}","text":"{{words}}"{{more}}}""");
        Assert.True(made.Status == HttpStatusCode.Created, made.Body.ToString());
        return made.Id;
    }

    private async Task<Guid> LinkAsync(Guid from, Guid to, string relation, string status)
    {
        var made = await api.Editor.SendJsonAsync(
            $"/v1/claims/{from}/links", $$"""{"target":"{{to}}","relation":"{{relation}}","rationale":"Because.","status":"{{status}}"}""");
        Assert.True(made.Status == HttpStatusCode.Created, made.Body.ToString());
        return made.Id;
    }

    private Task<Reply> ReadAsync(string since, Guid claim) =>
        api.Reader.ReadAsync($"/v1/changes?since={since}&types=evidence.changed&claim={claim}");

    private async Task<string> NowAsync() => (await api.Reader.ReadAsync("/v1/changes?since=now")).Text("nextCursor")!;

    /// <summary>Waits until the service has looked at all that has been written, and gives the place behind it.</summary>
    private async Task<string> CaughtUpAsync()
    {
        await using var connection = new NpgsqlConnection(api.Database.ServiceConnectionString);
        var end = await connection.ExecuteScalarAsync<long>("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        await Eventually.TrueAsync(
            async () =>
            {
                // Something has to be read behind the end, or nobody goes there.
                await ClaimAsync(await SourceAsync());
                return await connection.ExecuteScalarAsync<long>("select transaction from change_followers where name = 'evidence'") >= end;
            },
            "all changes were looked at");

        // What was told of them can be read once no older transaction runs, of other tests on this server either.
        var told = await connection.ExecuteScalarAsync<long>("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        await Eventually.TrueAsync(
            async () => await connection.ExecuteScalarAsync<long>("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint") >= told,
            "the transactions that ran have ended");
        return await NowAsync();
    }

    private async Task<((int, int, bool) Before, (int, int, bool) After)> ToldOfAsync(string since, Guid claim)
    {
        await Eventually.TrueAsync(async () => (await ReadAsync(since, claim)).Items is not [], $"the feed tells of the evidence of {claim}");
        await CaughtUpAsync();
        var told = (await ReadAsync(since, claim)).Items;
        return (Numbers(told[0].GetProperty("data").GetProperty("before")), Numbers(told[^1].GetProperty("data").GetProperty("after")));
    }

    private async Task AgreesAsync(Guid claim, string since)
    {
        var (_, after) = await ToldOfAsync(since, claim);
        var evidence = (await api.Reader.ReadAsync($"/v1/claims/{claim}/evidence")).Body;
        var origins = evidence.GetProperty("supporting").GetProperty("origins");
        Assert.Equal((origins.GetProperty("floor").GetInt32(), origins.GetProperty("ceiling").GetInt32(), evidence.GetProperty("contested").GetBoolean()), after);
    }
}
