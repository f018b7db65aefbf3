using System.Diagnostics;
using System.Globalization;
using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Tests.Stores;

/// <summary>What is fetched for a count, and what a count makes of it where only fetching decides.</summary>
public sealed class EvidenceReaderTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_round_trips_fetch_all_that_links_join_and_two_more_whatever_lies_upstream_of_it()
    {
        var claims = await ChainAsync(12, LinkRelation.Restates);
        var (source, deep) = await UpstreamAsync();
        for (var i = 0; i < 8; i++)
        {
            var outlet = await database.AddSourceAsync();
            (source, deep) = (outlet, await database.AddClaimAsync(outlet.Slug, $"Downstream {i}.", "en", OwnDatabase.HopTo(source.Slug, deep.Id)));
        }

        Assert.Equal((12, 3), await CountTripsAsync(claims[0]));
        Assert.Equal((9, 5), await CountTripsAsync(deep.Id));
    }

    [Fact]
    public async Task A_chain_of_restatements_is_followed_to_its_end()
    {
        var claims = await ChainAsync(3_000, LinkRelation.Restates);

        Assert.Equal((3_000, false), await SizeAsync(claims[0]));
    }

    [Fact]
    public async Task Ten_thousand_claims_of_a_side_are_all_looked_at_and_of_more_the_nearest()
    {
        var hub = await HubAsync(restating: 6_000, corroborating: 3_999, contradicting: 2);
        var larger = await HubAsync(restating: 6_000, corroborating: 4_000, contradicting: 2);

        Assert.Equal((10_002, false), await SizeAsync(hub));
        Assert.Equal((10_002, true), await SizeAsync(larger));
    }

    [Theory]
    [InlineData("aaa guard")]
    [InlineData("zzz guard")]
    public async Task Judgements_on_unnamed_sources_add_up_over_one_that_nobody_here_cites(string uncited)
    {
        var (one, other, elsewhere) = (await database.AddSourceAsync(), await database.AddSourceAsync(), await database.AddSourceAsync());
        var a = await database.AddClaimAsync(one.Slug, "It rained.", "en", Unnamed("an aide"));
        var b = await database.AddClaimAsync(other.Slug, "Rain fell on the city.", "en", Unnamed("a friend"));
        await database.LinkAsync(a.Id, b.Id, LinkRelation.Corroborates, LinkStatus.Confirmed);
        Assert.Equal((1, 2), await CountAsync(a.Id));

        await JudgeAsync(new(null, uncited, elsewhere.Slug), new(null, "an aide", one.Slug));
        await JudgeAsync(new(null, uncited, elsewhere.Slug), new(null, "a friend", other.Slug));

        Assert.Equal((1, 1), await CountAsync(a.Id));
    }

    [Fact]
    public async Task A_judgement_holds_when_a_claim_it_was_made_on_is_retracted()
    {
        var (p, q) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        var (a, b) = (await RelayAsync(p.Slug), await RelayAsync(q.Slug));
        var c = await RelayAsync(p.Slug);
        var d = await RelayAsync(q.Slug);
        await database.LinkAsync(a.Id, b.Id, LinkRelation.Restates, LinkStatus.Confirmed);
        await database.LinkAsync(a.Id, c.Id, LinkRelation.Restates, LinkStatus.Confirmed);
        Assert.Equal((2, 2), await CountAsync(a.Id));
        await JudgeAsync(new(c.Id), new(d.Id));
        Assert.Equal((1, 1), await CountAsync(a.Id));

        await database.Data.WithdrawalStore.RetractClaimAsync(c.Id, VersionCondition.Any, "No.", OwnDatabase.By(), Stop);

        Assert.Equal((1, 1), await CountAsync(a.Id));
    }

    [Fact]
    public async Task A_judgement_on_a_claim_upstream_is_known_and_what_it_compares_it_with()
    {
        var (p, q, relay) = (await database.AddSourceAsync(), await database.AddSourceAsync(), await database.AddSourceAsync());
        var upstream = await database.AddClaimAsync(relay.Slug, "Reported upstream.", "en", OwnDatabase.HopTo(p.Slug));
        var a = await database.AddClaimAsync((await database.AddSourceAsync()).Slug, "Reported.", "en", OwnDatabase.HopTo(relay.Slug, upstream.Id));
        var b = await RelayAsync(q.Slug);
        await database.LinkAsync(a.Id, b.Id, LinkRelation.Restates, LinkStatus.Confirmed);
        Assert.Equal((2, 2), await CountAsync(a.Id));

        await JudgeAsync(new(upstream.Id), new((await RelayAsync(q.Slug)).Id));

        Assert.Equal((1, 1), await CountAsync(a.Id));
    }

    [Fact]
    public async Task What_a_claim_rested_on_before_it_was_corrected_is_fetched_for_the_time_before()
    {
        var (relay, outlet, other) = (await database.AddSourceAsync(), await database.AddSourceAsync(), await database.AddSourceAsync());
        var origin = await database.AddSourceAsync();
        var source = await database.AddClaimAsync(relay.Slug, "An aide said so.", "en", OwnDatabase.HopTo(origin.Slug));
        var claim = await database.AddClaimAsync(outlet.Slug, "It is said.", "en", OwnDatabase.HopTo(relay.Slug, source.Id));
        var before = await LaterAsync();
        await database.Data.ClaimStore.ChangeAsync(claim, OwnDatabase.With(claim, OwnDatabase.HopTo(other.Slug)), OwnDatabase.By(), Stop);

        var then = await ReadAsync(claim.Id, new EvidenceScope(RecordedAsOf: before));
        var now = await ReadAsync(claim.Id);

        Assert.Contains(then!.Claims, known => known.Id == source.Id);
        Assert.Contains(origin.Id, then.Sources.Keys);
        Assert.DoesNotContain(now!.Claims, known => known.Id == source.Id);
    }

    [Fact]
    public async Task A_claim_without_a_date_was_said_when_it_was_recorded()
    {
        var source = await database.AddSourceAsync();
        var dated = await database.AddClaimAsync(source.Slug, Said("2014-09-10"));
        var undated = await database.AddClaimAsync(source.Slug, "Undated.");
        await database.LinkAsync(dated.Id, undated.Id, LinkRelation.Restates, LinkStatus.Confirmed);

        Assert.Equal([dated.Id], await ClaimsAsync(dated.Id, Today(saidAsOf: "2014-10-01")));
        Assert.Equal(new[] { dated.Id, undated.Id }.Order(), await ClaimsAsync(dated.Id, Today(saidAsOf: "2999-10-01")));
        Assert.Null(await ReadAsync(undated.Id, Today(saidAsOf: "2014-10-01")));
    }

    [Fact]
    public async Task A_date_that_was_corrected_since_was_the_old_one_then()
    {
        var source = await database.AddSourceAsync();
        var (one, corrected) = (await database.AddClaimAsync(source.Slug, Said("2014-09-10")), await database.AddClaimAsync(source.Slug, Said("2014-09-10")));
        await database.LinkAsync(one.Id, corrected.Id, LinkRelation.Restates, LinkStatus.Confirmed);
        var before = await LaterAsync();
        await database.Data.ClaimStore.ChangeAsync(
            corrected, new ClaimDraft(Said("2014-11-01"), [], null), OwnDatabase.By(), Stop);

        var saidAsOf = DateTimeOffset.Parse("2014-10-01T00:00:00Z", CultureInfo.InvariantCulture);
        Assert.Equal(
            new[] { one.Id, corrected.Id }.Order(), await ClaimsAsync(one.Id, new EvidenceScope(RecordedAsOf: before, SaidAsOf: saidAsOf)));
        Assert.Equal([one.Id], await ClaimsAsync(one.Id, Today(saidAsOf: "2014-10-01")));
    }

    private static EvidenceScope Today(string saidAsOf) => new(
        RecordedAsOf: TimeProvider.System.Now().AddYears(1),
        SaidAsOf: DateTimeOffset.Parse($"{saidAsOf}T00:00:00Z", CultureInfo.InvariantCulture));

    private static ClaimFacts Said(string date) =>
        OwnDatabase.Saying($"Said on {date}.") with { ClaimedAt = PartialDate.TryParse(date, out var at) ? at : throw new FormatException(date) };

    private static HopDraft Unnamed(string descriptor) =>
        new(null, descriptor, AttributionRelation.DerivedFrom, OnRecord.Background, null, null);

    /// <summary>A moment after everything so far, and before anything that follows.</summary>
    private static async Task<DateTimeOffset> LaterAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5), Stop);
        var moment = TimeProvider.System.GetUtcNow();
        await Task.Delay(TimeSpan.FromMilliseconds(5), Stop);
        return moment;
    }

    private async Task<(Source Source, Claim Claim)> UpstreamAsync()
    {
        var source = await database.AddSourceAsync();
        return (source, await database.AddClaimAsync(source.Slug, "Upstream."));
    }

    private async Task<Claim> RelayAsync(string origin)
    {
        var outlet = await database.AddSourceAsync();
        return await database.AddClaimAsync(outlet.Slug, $"As {outlet.Slug} heard.", "en", OwnDatabase.HopTo(origin));
    }

    private async Task JudgeAsync(OriginMention one, OriginMention other)
    {
        var by = OwnDatabase.By();
        var verdict = await database.Data.OriginJudgementStore.AddAsync(NewId.At(by.At), one, other, OriginVerdict.Same, "Because.", by, Stop);
        Assert.Equal(OriginOutcome.Accepted, verdict.Outcome);
    }

    private Task<Neighbourhood?> ReadAsync(Guid claim, EvidenceScope? scope = null) =>
        database.Data.EvidenceReader.GetAsync(claim, scope ?? new EvidenceScope(), Stop);

    private async Task<IEnumerable<Guid>> ClaimsAsync(Guid claim, EvidenceScope scope) =>
        (await ReadAsync(claim, scope))!.Claims.Select(known => known.Id).Order();

    private async Task<(int Claims, bool WasCut)> SizeAsync(Guid claim)
    {
        var known = await ReadAsync(claim);
        return (known!.Claims.Count, known.WasCut);
    }

    private async Task<(int Floor, int Ceiling)> CountAsync(Guid claim)
    {
        var origins = EvidenceCounter.Count((await ReadAsync(claim))!).Supporting.Origins;
        return (origins.Floor, origins.Ceiling);
    }

    private async Task<(int Claims, int Trips)> CountTripsAsync(Guid claim)
    {
        using var test = new Activity("evidence").Start();
        var trips = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => trips += activity.TraceId == test.TraceId ? 1 : 0,
        };
        ActivitySource.AddActivityListener(listener);
        var known = await ReadAsync(claim);
        return (known!.Claims.Count, trips);
    }

    private async Task<List<Guid>> ChainAsync(int length, LinkRelation relation)
    {
        var source = await database.AddSourceAsync();
        var ids = Enumerable.Range(0, length).Select(_ => NewId.At(TimeProvider.System.Now())).Order().ToList();
        await InsertAsync(source.Id, ids, ids.Zip(ids.Skip(1), (from, to) => (from, to, relation)));
        return ids;
    }

    private async Task<Guid> HubAsync(int restating, int corroborating, int contradicting)
    {
        var source = await database.AddSourceAsync();
        List<LinkRelation> relations =
        [
            .. Enumerable.Repeat(LinkRelation.Contradicts, contradicting),
            .. Enumerable.Repeat(LinkRelation.Restates, restating),
            .. Enumerable.Repeat(LinkRelation.Corroborates, corroborating),
        ];
        var ids = Enumerable.Range(0, 1 + relations.Count).Select(_ => NewId.At(TimeProvider.System.Now())).Order().ToList();
        await InsertAsync(source.Id, ids, ids.Skip(1).Zip(relations, (id, relation) => (ids[0], id, relation)));
        return ids[0];
    }

    private async Task InsertAsync(Guid source, List<Guid> claims, IEnumerable<(Guid From, Guid To, LinkRelation Relation)> links)
    {
        await database.AsOwnerAsync($"""
            insert into claims (id, source_id, text, modality, basis, created_at, updated_at)
            select unnest('{List(claims)}'::uuid[]), '{source}', 'Said.', 'asserted', 'unknown', now(), now()
            """);
        var all = links.ToList();
        await database.AsOwnerAsync($"""
            insert into claim_links (id, from_claim_id, to_claim_id, relation, status, method, rationale, proposed_by, created_at, updated_at)
            select gen_random_uuid(), step.one, step.other, step.relation, 'confirmed', 'human', 'The same.', 'tests', now(), now()
              from unnest('{List(all.Select(link => link.From))}'::uuid[], '{List(all.Select(link => link.To))}'::uuid[],
                          '{List(all.Select(link => Words<LinkRelation>.Of(link.Relation)))}'::text[]) as step (one, other, relation)
            """);

        // Plans that were made while the tables were all but empty would scan them for each step.
        await database.AsOwnerAsync("analyze claims, claim_links");
    }

    private static string List<T>(IEnumerable<T> items) => $"{{{string.Join(',', items)}}}";
}
