using ClaimCheck.Data.Articles;
using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Exporting;
using ClaimCheck.Data.Links;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;
using Npgsql;

namespace ClaimCheck.Data.Tests.Exporting;

public sealed class LedgerSnapshotTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_the_ledger_as_it_was_when_it_was_taken()
    {
        var source = await database.AddSourceAsync();
        var before = await database.AddClaimAsync(source.Slug, "It rained.");
        await using var snapshot = await OpenAsync();

        var after = await database.AddClaimAsync(source.Slug, "It snowed.");
        await database.AsOwnerAsync($"update claims set text = 'It hailed.' where id = '{before.Id}'");
        var seen = await ClaimsAsync(snapshot, source.Id);
        await using var later = await OpenAsync();

        Assert.Equal([(before.Id, "It rained.")], seen.Select(claim => (claim.Id, claim.Facts.Text)));
        Assert.Equal([(before.Id, "It hailed."), (after.Id, "It snowed.")], (await ClaimsAsync(later, source.Id)).Select(claim => (claim.Id, claim.Facts.Text)));
    }

    [Fact]
    public async Task A_claim_has_all_its_hops_in_their_order_and_others_none_of_them()
    {
        var (source, first, second) = (await database.AddSourceAsync(), await database.AddSourceAsync(), await database.AddSourceAsync());
        var upstream = await database.AddClaimAsync(second.Slug, "It rained.");
        var lone = await database.AddClaimAsync(source.Slug, "So it is said.");
        var chained = await database.AddClaimAsync(
            source.Slug, "So they say.", "en", OwnDatabase.HopTo(first.Slug), OwnDatabase.HopTo(second.Slug, upstream.Id));
        await using var snapshot = await OpenAsync();

        var claims = await ClaimsAsync(snapshot, source.Id);

        Assert.Equal([lone.Id, chained.Id], claims.Select(claim => claim.Id));
        Assert.Empty(claims[0].Facts.Attribution);
        Assert.Equal([(first.Slug, null), (second.Slug, (Guid?)upstream.Id)], claims[1].Facts.Attribution.Select(hop => (hop.Source!.Slug, hop.UpstreamClaim)));
    }

    [Fact]
    public async Task What_was_taken_down_is_not_in_it_nor_are_links_to_it_and_hops_no_longer_name_it()
    {
        var (source, other) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        var taken = await database.AddClaimAsync(other.Slug, "It rained.");
        var claim = await database.AddClaimAsync(source.Slug, "They say.", "en", OwnDatabase.HopTo(other.Slug, taken.Id));
        var near = await database.AddClaimAsync(source.Slug, "It is wet.");
        await database.LinkAsync(claim.Id, taken.Id, LinkRelation.Context);
        var kept = await database.LinkAsync(claim.Id, near.Id, LinkRelation.Context);
        await database.Data.WithdrawalStore.TakeDownClaimAsync(taken.Id, VersionCondition.Any, "By order.", OwnDatabase.By(Role.Admin), Stop);
        await using var snapshot = await OpenAsync();

        var links = await snapshot.LinksAsync(new LinkFilter(Claim: claim.Id), Stop).ToListAsync(Stop);
        var claims = await ClaimsAsync(snapshot, source.Id);

        Assert.Equal([kept.Value!.Id], links.Select(link => link.Id));
        Assert.Empty(await ClaimsAsync(snapshot, other.Id));
        var hop = Assert.Single(claims[0].Facts.Attribution);
        Assert.Equal((other.Slug, null), (hop.Source!.Slug, hop.UpstreamClaim));
    }

    [Fact]
    public async Task What_is_left_in_the_middle_leaves_the_next_kind_to_be_read()
    {
        var source = await database.AddSourceAsync();
        for (var i = 0; i < 5; i++)
        {
            await database.AddClaimAsync(source.Slug, "It rained.");
        }

        // After a statement that was cancelled there is no going on in its transaction; after a snapshot that is given up there is.
        var snapshot = await OpenAsync();
        await snapshot.ClaimsAsync(new ClaimFilter(source.Id), null, Stop).FirstAsync(Stop);

        await snapshot.DisposeAsync();
        await using var next = await OpenAsync();
        Assert.Equal(5, (await ClaimsAsync(next, source.Id)).Count);
        Assert.NotEmpty(await next.SourcesAsync(new SourceFilter(), Stop).ToListAsync(Stop));
        Assert.Empty(await next.ArticlesAsync(new ArticleFilter(source.Id), Stop).ToListAsync(Stop));
        Assert.Empty(await next.AssessmentsAsync(new AssessmentFilter(Guid.Empty), Stop).ToListAsync(Stop));
        Assert.Empty(await next.ReviewsAsync(new AssessmentFilter(Guid.Empty), Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task No_more_are_open_at_a_time_than_may_be()
    {
        var open = new List<LedgerSnapshot>();
        for (var i = 0; i < ExportReader.Most; i++)
        {
            open.Add(await OpenAsync());
        }

        Assert.Null(await database.Data.ExportReader.OpenAsync(Stop));
        await open[0].DisposeAsync();
        await using var again = await OpenAsync();
        await open[1].DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_takes_up_no_place()
    {
        await using var away = new DataServices(new DatabaseOptions("Host=127.0.0.1;Port=1;Username=nobody"));

        for (var i = 0; i <= ExportReader.Most; i++)
        {
            var failure = await Record.ExceptionAsync(() => away.ExportReader.OpenAsync(Stop));
            Assert.Equal(DatabaseFailureKind.Unavailable, DatabaseFailure.Classify(failure!));
        }
    }

    [Fact]
    public async Task Nothing_can_be_written_over_its_connection_which_goes_by_a_name_of_its_own()
    {
        await using var connection = await database.Data.Database.OpenForExportAsync(Stop);
        await using var name = new NpgsqlCommand("show application_name", connection);
        await using var write = new NpgsqlCommand("insert into search_languages values (3) on conflict do nothing", connection);

        Assert.Equal("claimcheck-exports", await name.ExecuteScalarAsync(Stop));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, (await Assert.ThrowsAsync<PostgresException>(() => write.ExecuteNonQueryAsync(Stop))).SqlState);
    }

    private static async Task<List<Claim>> ClaimsAsync(LedgerSnapshot snapshot, Guid source) =>
        await snapshot.ClaimsAsync(new ClaimFilter(source), null, Stop).ToListAsync(Stop);

    private async Task<LedgerSnapshot> OpenAsync() => (await database.Data.ExportReader.OpenAsync(Stop))!;
}
