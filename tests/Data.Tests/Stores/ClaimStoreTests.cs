using ClaimCheck.Data.Articles;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Claims;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class ClaimStoreTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_claims_with_one_externalId_at_once_one_is_stored_and_the_other_is_told_which()
    {
        var source = await database.AddSourceAsync();

        var verdicts = await AtOnce.DoAsync(2, _ => AddAsync(source.Slug, "c-1", null));

        var winner = Assert.Single(verdicts, verdict => verdict.Outcome == ClaimOutcome.Accepted).Value!;
        Assert.Equal(winner.Id, Assert.Single(verdicts, verdict => verdict.Outcome == ClaimOutcome.ExternalIdTaken).ExistingId);
        Assert.Equal(ClaimOutcome.Accepted, (await AddAsync((await database.AddSourceAsync()).Slug, "c-1", null)).Outcome);
    }

    [Theory]
    [InlineData("https://example.org/story", null)]
    [InlineData(null, "art-1")]
    [InlineData("https://example.org/other", "art-2")]
    public async Task The_same_article_sent_inside_eight_claims_at_once_is_one_article(string? url, string? externalId)
    {
        var source = await database.AddSourceAsync();
        var facts = new ArticleFacts(url, null, "A story", null, null, null, null, null);

        var verdicts = await AtOnce.DoAsync(8, i => AddAsync(source.Slug, $"c-{i}", new ArticleMention(null, externalId, facts)));

        Assert.All(verdicts, verdict => Assert.Equal(ClaimOutcome.Accepted, verdict.Outcome));
        Assert.Single(verdicts.Select(verdict => verdict.Value!.Article!.Id).Distinct());
        Assert.Equal(1L, await database.AsOwnerAsync($"select count(*) from articles where source_id = '{source.Id}'"));
    }

    [Fact]
    public async Task Of_two_corrections_of_one_version_at_once_one_is_refused()
    {
        var source = await database.AddSourceAsync();
        var claim = await database.AddClaimAsync(source.Slug, "First words.");

        var verdicts = await AtOnce.DoAsync(2, i => database.Data.ClaimStore.ChangeAsync(
            claim, OwnDatabase.With(claim with { Facts = claim.Facts with { Text = $"Words {i}." } }), OwnDatabase.By(), Stop));

        var winner = Assert.Single(verdicts, verdict => verdict.Outcome == ClaimOutcome.Accepted).Value!;
        Assert.Single(verdicts, verdict => verdict.Outcome == ClaimOutcome.ChangedMeanwhile);
        Assert.Equal(winner.Facts.Text, (await database.Data.ClaimReader.GetAsync(claim.Id, Stop))!.Claim.Facts.Text);
    }

    [Fact]
    public async Task Of_two_corrections_that_would_close_a_circle_at_once_one_is_refused_with_the_circle()
    {
        var (a, b) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        for (var round = 0; round < 10; round++)
        {
            var (x, y) = (await database.AddClaimAsync(a.Slug, "X says."), await database.AddClaimAsync(b.Slug, "Y says."));

            var verdicts = await AtOnce.DoAsync(
                () => database.Data.ClaimStore.ChangeAsync(x, OwnDatabase.With(x, OwnDatabase.HopTo(b.Slug, y.Id)), OwnDatabase.By(), Stop),
                () => database.Data.ClaimStore.ChangeAsync(y, OwnDatabase.With(y, OwnDatabase.HopTo(a.Slug, x.Id)), OwnDatabase.By(), Stop));

            Assert.Single(verdicts, verdict => verdict.Outcome == ClaimOutcome.Accepted);
            var refused = Assert.Single(verdicts, verdict => verdict.Outcome == ClaimOutcome.LineageCycle);
            Assert.Equal(refused.Path![0], refused.Path[^1]);
            Assert.Equal(2, refused.Path.Distinct().Intersect([x.Id.ToString(), y.Id.ToString()]).Count());
        }
    }

    [Fact]
    public async Task A_circle_through_an_upstream_claim_and_a_derived_from_link_is_refused()
    {
        var (a, b) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        var x = await database.AddClaimAsync(a.Slug, "X says.");
        var y = await database.AddClaimAsync(b.Slug, "Y says.", "en", OwnDatabase.HopTo(a.Slug, x.Id));

        var verdict = await database.LinkAsync(x.Id, y.Id, LinkRelation.DerivedFrom);

        Assert.Equal(LinkOutcome.Cycle, verdict.Outcome);
        Assert.Equal([x.Id.ToString(), y.Id.ToString(), x.Id.ToString()], verdict.Path);
    }

    [Fact]
    public async Task An_upstream_claim_must_be_its_hops_sources_own()
    {
        var (a, b) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        var x = await database.AddClaimAsync(a.Slug, "X says.");

        var verdict = await database.Data.ClaimStore.AddAsync(
            NewId.At(TimeProvider.System.Now()), a.Slug, null,
            new ClaimDraft(OwnDatabase.Saying("Y says."), [OwnDatabase.HopTo(b.Slug, x.Id)], null), OwnDatabase.By(), Stop);

        Assert.Equal((ClaimOutcome.UpstreamMissing, x.Id.ToString(), 0), (verdict.Outcome, verdict.Path![0], verdict.Index));
    }

    [Fact]
    public async Task A_claim_that_cites_one_taken_down_since_can_still_be_corrected()
    {
        var (a, b) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        var cited = await database.AddClaimAsync(a.Slug, "X says.");
        var claim = await database.AddClaimAsync(b.Slug, "Y says.", "en", OwnDatabase.HopTo(a.Slug, cited.Id));
        await database.Data.WithdrawalStore.TakeDownClaimAsync(cited.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);
        var kept = OwnDatabase.HopTo(a.Slug, cited.Id);

        var corrected = await database.Data.ClaimStore.ChangeAsync(
            claim, new ClaimDraft(claim.Facts with { Text = "Y said." }, [kept], null), OwnDatabase.By(), Stop);
        var added = await database.Data.ClaimStore.AddAsync(
            NewId.At(TimeProvider.System.Now()), b.Slug, null, new ClaimDraft(OwnDatabase.Saying("Z says."), [kept], null), OwnDatabase.By(), Stop);

        Assert.Equal((ClaimOutcome.Accepted, ClaimOutcome.UpstreamMissing), (corrected.Outcome, added.Outcome));
    }

    [Fact]
    public async Task A_claim_that_is_refused_leaves_no_article_behind()
    {
        var source = await database.AddSourceAsync();
        var standing = await AddAsync("taken", null);
        var retracted = (await database.Data.WithdrawalStore.RetractClaimAsync(standing.Value!.Id, VersionCondition.Any, "No.", OwnDatabase.By(), Stop)).Value!;

        var twin = await AddAsync("taken", New("https://example.com/twin"));
        var late = await database.Data.ClaimStore.ChangeAsync(
            retracted, new ClaimDraft(retracted.Facts, [], New("https://example.com/late")), OwnDatabase.By(), Stop);
        var accepted = await AddAsync("free", New("https://example.com/kept"));

        Assert.Equal(
            (ClaimOutcome.ExternalIdTaken, ClaimOutcome.NotActive, ClaimOutcome.Accepted), (twin.Outcome, late.Outcome, accepted.Outcome));
        var articles = await database.Data.ArticleReader.ListAsync(new ArticleFilter(Source: source.Id), null, 10, Stop);
        Assert.Equal([accepted.Value!.Article!.Id], articles.Select(article => article.Id));

        Task<Verdict<ClaimOutcome, Claim>> AddAsync(string externalId, ArticleMention? article) => database.Data.ClaimStore.AddAsync(
            NewId.At(TimeProvider.System.Now()), source.Slug, externalId, new ClaimDraft(OwnDatabase.Saying("It rained."), [], article), OwnDatabase.By(), Stop);
    }

    [Fact]
    public async Task Several_claims_sent_at_once_with_the_same_new_article_get_the_same_one()
    {
        var source = await database.AddSourceAsync();

        var verdicts = await AtOnce.DoAsync(8, _ => database.Data.ClaimStore.AddAsync(
            NewId.At(TimeProvider.System.Now()), source.Slug, null,
            new ClaimDraft(OwnDatabase.Saying("It rained."), [], New("https://example.com/one")), OwnDatabase.By(), Stop));

        Assert.All(verdicts, verdict => Assert.Equal(ClaimOutcome.Accepted, verdict.Outcome));
        Assert.Single(verdicts.Select(verdict => verdict.Value!.Article!.Id).Distinct());
    }

    [Fact]
    public async Task An_externalId_that_reads_like_an_id_names_its_source_and_its_article()
    {
        const string LikeAnId = "0191f0a0-0000-7000-8000-00000000000a";
        var source = await database.AddSourceAsync(externalId: LikeAnId);
        var first = (await database.Data.ClaimStore.AddAsync(
            NewId.At(TimeProvider.System.Now()), LikeAnId, null,
            new ClaimDraft(OwnDatabase.Saying("One."), [], New("https://example.com/like-an-id") with { ExternalId = LikeAnId }), OwnDatabase.By(), Stop)).Value!;

        var second = (await database.Data.ClaimStore.AddAsync(
            NewId.At(TimeProvider.System.Now()), LikeAnId, null,
            new ClaimDraft(OwnDatabase.Saying("Two."), [], new ArticleMention(LikeAnId)), OwnDatabase.By(), Stop)).Value!;

        Assert.Equal((source.Id, first.Article!.Id), (second.Source.Id, second.Article!.Id));
    }

    [Fact]
    public async Task Hops_keep_their_order_when_recorded_and_when_corrected()
    {
        var source = await database.AddSourceAsync();
        var others = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            others.Add((await database.AddSourceAsync()).Slug);
        }

        HopDraft[] hops = [.. others.Select(slug => OwnDatabase.HopTo(slug)), .. Enumerable.Range(0, 13).Select(i =>
            new HopDraft(null, $"source {i}", AttributionRelation.QuotedFrom, OnRecord.Background, null, $"quote {i}"))];
        var claim = await database.AddClaimAsync(source.Slug, OwnDatabase.Saying("Through many hands."), hops);
        Assert.Equal(Labels(claim), Labels((await database.Data.ClaimReader.GetAsync(claim.Id, Stop))!.Claim));

        var turned = await database.Data.ClaimStore.ChangeAsync(claim, OwnDatabase.With(claim, [.. hops.Reverse()]), OwnDatabase.By(), Stop);

        Assert.Equal(Labels(claim).Reverse(), Labels(turned.Value!));
        Assert.Equal(Labels(claim).Reverse(), Labels((await database.Data.ClaimReader.GetAsync(claim.Id, Stop))!.Claim));
        Assert.Equal(Labels(claim).Reverse(), Labels((await database.Data.ClaimReader.ListAsync(
            new ClaimFilter(Source: source.Id), null, 10, Stop)).Single()));
    }

    [Theory]
    [InlineData("1000")]
    [InlineData("2014")]
    [InlineData("2014-09")]
    [InlineData("2014-09-26")]
    [InlineData("2014-09-26T14:30:00Z")]
    [InlineData("2014-09-26T14:30:00.123456Z")]
    [InlineData("9998-12-31T23:59:59.999999Z")]
    public async Task A_date_comes_back_as_precise_as_it_was_sent(string text)
    {
        var source = await database.AddSourceAsync();
        Assert.True(PartialDate.TryParse(text, out var date));

        var claim = await database.AddClaimAsync(source.Slug, OwnDatabase.Saying("Once.") with { ClaimedAt = date });

        var found = (await database.Data.ClaimReader.GetAsync(claim.Id, Stop))!.Claim;
        Assert.Equal(text, found.Facts.ClaimedAt.ToString());
        Assert.Equal(date, found.Facts.ClaimedAt);
        Assert.Equal([claim.Id], await IdsAsync(new ClaimFilter(Source: source.Id, ClaimedFrom: date, ClaimedTo: date)));
    }

    [Fact]
    public async Task What_a_write_returns_is_what_is_read_afterwards()
    {
        var source = await database.AddSourceAsync();
        var facts = OwnDatabase.Saying("e\u0301te\u0301 🇮🇷 \u200d text") with
        {
            Quote = "quote", QuoteSelector = new QuoteSelector("exact", null, "suffix"), Topics = ["b", "a"],
        };

        var claim = await database.AddClaimAsync(source.Slug, facts, OwnDatabase.HopTo((await database.AddSourceAsync()).Slug));

        Assert.Equal(Snapshot.Of(claim), Snapshot.Of((await database.Data.ClaimReader.GetAsync(claim.Id, Stop))!.Claim));
    }

    [Fact]
    public async Task A_claim_that_was_taken_back_cannot_be_changed_and_of_two_who_take_it_back_one_does()
    {
        var claim = await database.AddClaimAsync((await database.AddSourceAsync()).Slug, "Wrong.");

        var verdicts = await AtOnce.DoAsync(2, _ => database.Data.WithdrawalStore.RetractClaimAsync(claim.Id, VersionCondition.Any, "It is wrong.", OwnDatabase.By(), Stop));

        var retracted = Assert.Single(verdicts, verdict => verdict.Outcome == ClaimOutcome.Accepted).Value!;
        Assert.Single(verdicts, verdict => verdict.Outcome == ClaimOutcome.NotActive);
        var change = await database.Data.ClaimStore.ChangeAsync(retracted, OwnDatabase.With(retracted), OwnDatabase.By(), Stop);
        Assert.Equal(ClaimOutcome.NotActive, change.Outcome);
    }

    private static IEnumerable<string> Labels(Claim claim) => claim.Facts.Attribution.Select(hop => hop.Label);

    private async Task<IEnumerable<Guid>> IdsAsync(ClaimFilter filter) =>
        (await database.Data.ClaimReader.ListAsync(filter, null, 10, Stop)).Select(claim => claim.Id);

    private Task<Verdict<ClaimOutcome, Claim>> AddAsync(string source, string externalId, ArticleMention? article) =>
        database.Data.ClaimStore.AddAsync(
            NewId.At(TimeProvider.System.Now()), source, externalId, new ClaimDraft(OwnDatabase.Saying("Something."), [], article),
            OwnDatabase.By(), Stop);

    private static ArticleMention New(string url) =>
        new(null, null, new ArticleFacts(url, null, "A title", null, null, null, null, null));
}
