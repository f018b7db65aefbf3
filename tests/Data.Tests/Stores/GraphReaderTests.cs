using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Graph;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class GraphReaderTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reaches_as_many_steps_from_claim_to_claim_as_asked_over_links_and_upstream_claims_either_way()
    {
        var (one, two, three) = (await database.AddSourceAsync(), await database.AddSourceAsync(), await database.AddSourceAsync());
        var upstream = await database.AddClaimAsync(two.Slug, "Upstream.");
        var root = await database.AddClaimAsync(one.Slug, "Root.", "en", OwnDatabase.HopTo(two.Slug, upstream.Id));
        await database.AddClaimAsync(three.Slug, "Downstream.", "en", OwnDatabase.HopTo(one.Slug, root.Id));
        var (near, far) = (await database.AddClaimAsync(one.Slug, "Near."), await database.AddClaimAsync(one.Slug, "Far."));
        await database.LinkAsync(near.Id, root.Id, LinkRelation.Qualifies, LinkStatus.Confirmed);
        await database.LinkAsync(near.Id, far.Id, LinkRelation.Qualifies, LinkStatus.Confirmed);

        Assert.Equal(["Root. 0", "Downstream. 1", "Near. 1", "Upstream. 1"], await ReachedAsync(root, 1));
        Assert.Equal(["Root. 0", "Downstream. 1", "Near. 1", "Upstream. 1", "Far. 2"], await ReachedAsync(root, 2));
        Assert.Equal(await ReachedAsync(root, 2), await ReachedAsync(root, 4));
    }

    [Fact]
    public async Task Suggested_links_are_followed_only_when_asked_and_those_that_no_longer_live_never()
    {
        var source = await database.AddSourceAsync();
        var root = await database.AddClaimAsync(source.Slug, "Root.");
        foreach (var (text, status) in new[] { ("Confirmed.", LinkStatus.Confirmed), ("Suggested.", LinkStatus.Suggested), ("Rejected.", LinkStatus.Rejected), ("Retracted.", LinkStatus.Retracted) })
        {
            var other = await database.AddClaimAsync(source.Slug, text);
            var link = (await database.LinkAsync(root.Id, other.Id, LinkRelation.Restates)).Value!;
            await database.AsOwnerAsync($"update claim_links set status = '{Words<LinkStatus>.Of(status)}' where id = '{link.Id}'");
        }

        Assert.Equal(["Root. 0", "Confirmed. 1"], await ReachedAsync(root, 4));
        Assert.Equal(["Root. 0", "Confirmed. 1", "Suggested. 1"], await ReachedAsync(root, 4, includeSuggested: true));
        Assert.Equal(2, (await FindAsync(root.Id, 1, includeSuggested: true))!.Links.Count);
    }

    [Fact]
    public async Task What_was_taken_down_is_not_there_and_nothing_is_reached_through_it()
    {
        var source = await database.AddSourceAsync();
        var root = await database.AddClaimAsync(source.Slug, "Root.");
        var (gone, behind) = (await database.AddClaimAsync(source.Slug, "Gone."), await database.AddClaimAsync(source.Slug, "Behind."));
        await database.LinkAsync(root.Id, gone.Id, LinkRelation.Qualifies, LinkStatus.Confirmed);
        await database.LinkAsync(gone.Id, behind.Id, LinkRelation.Qualifies, LinkStatus.Confirmed);

        await database.Data.WithdrawalStore.TakeDownClaimAsync(gone.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);

        Assert.Equal(["Root. 0"], await ReachedAsync(root, 4));
        Assert.Empty((await FindAsync(root.Id, 4))!.Links);
        Assert.Null(await FindAsync(gone.Id, 1));
        Assert.Null(await database.Data.GraphReader.FindAsync(Guid.Empty, 1, false, GraphBounds.Standard, Stop));
    }

    [Fact]
    public async Task Of_a_claim_with_more_neighbours_than_there_is_room_for_the_newest_are_fetched_and_the_others_counted()
    {
        var source = await database.AddSourceAsync();
        var root = await database.AddClaimAsync(source.Slug, "Root.");
        await database.AsOwnerAsync($"""
            with other as (
                insert into claims (id, source_id, text, modality, basis, created_at, updated_at)
                select ('ffffffff-ffff-7000-8000-' || lpad(n::text, 12, '0'))::uuid, '{source.Id}', 'Claim ' || n, 'asserted', 'unknown', now(), now()
                  from generate_series(1, 12) n
                returning id, text
            )
            insert into claim_links (id, from_claim_id, to_claim_id, relation, status, method, rationale, proposed_by, created_at, updated_at)
            select gen_random_uuid(), '{root.Id}', id, 'qualifies', 'confirmed', 'human', 'Because.', 'tests', now(), now() from other;
            """);

        var near = (await FindAsync(root.Id, 4, bounds: new GraphBounds(5, 100, 3)))!;

        Assert.Equal(["Root.", "Claim 9", "Claim 12", "Claim 11", "Claim 10"], near.Claims.Select(claim => claim.Claim.Text).OrderDescending(StringComparer.Ordinal));
        Assert.Equal((8, true, 3), (near.ClaimsBeyond, near.HasMoreLinks, near.Links.Count));
    }

    [Fact]
    public async Task Of_more_links_than_there_is_room_for_the_nearest_are_fetched_and_of_those_equally_near_the_newest()
    {
        var source = await database.AddSourceAsync();
        var claims = new List<Claim>();
        foreach (var text in new[] { "Root.", "Near.", "Far.", "Farther." })
        {
            claims.Add(await database.AddClaimAsync(source.Slug, text));
        }

        var links = new List<Guid>();
        foreach (var (from, to) in new[] { (0, 1), (1, 2), (1, 3), (2, 3) })
        {
            links.Add((await database.LinkAsync(claims[from].Id, claims[to].Id, LinkRelation.Qualifies, LinkStatus.Confirmed)).Value!.Id);
        }

        var near = (await FindAsync(claims[0].Id, 2, bounds: new GraphBounds(100, 100, 2)))!;

        // Of the same millisecond the id decides.
        var newest = links[1..].MaxBy(id => id.ToString(), StringComparer.Ordinal);
        Assert.Equal([links[0], newest], near.Links.Select(link => link.Link.Id));
        Assert.True(near.HasMoreLinks);
    }

    [Fact]
    public async Task A_graph_that_just_fits_leaves_nothing_out_and_one_step_more_is_looked_for_all_the_same()
    {
        var source = await database.AddSourceAsync();
        var claims = new List<Claim>();
        for (var place = 0; place < 4; place++)
        {
            claims.Add(await database.AddClaimAsync(source.Slug, $"Claim {place}."));
        }

        foreach (var (one, next) in claims.Zip(claims.Skip(1)))
        {
            await database.LinkAsync(one.Id, next.Id, LinkRelation.Qualifies, LinkStatus.Confirmed);
        }

        Assert.Equal(0, (await FindAsync(claims[0].Id, 3, bounds: new GraphBounds(4, 100, 100)))!.ClaimsBeyond);
        Assert.Equal(1, (await FindAsync(claims[0].Id, 3, bounds: new GraphBounds(3, 100, 100)))!.ClaimsBeyond);
        Assert.Equal(0, (await FindAsync(claims[0].Id, 2, bounds: new GraphBounds(3, 100, 100)))!.ClaimsBeyond);
    }

    [Fact]
    public async Task The_newest_mentions_of_a_much_cited_claim_are_found_without_sorting_all_of_them()
    {
        var plan = (string)(await database.AsOwnerAsync("""
            set enable_seqscan = off; set enable_bitmapscan = off;
            explain (format json) select claim_id from attribution_hops
             where upstream_claim_id = 'ffffffff-ffff-7000-8000-000000000001' order by claim_id desc limit 500
            """))!;

        Assert.DoesNotContain("\"Sort\"", plan, StringComparison.Ordinal);
    }

    private async Task<Surroundings?> FindAsync(Guid root, int depth, bool includeSuggested = false, GraphBounds? bounds = null) =>
        (await database.Data.GraphReader.FindAsync(root, depth, includeSuggested, bounds ?? GraphBounds.Standard, Stop))!.Surroundings;

    private async Task<IEnumerable<string>> ReachedAsync(Claim root, int depth, bool includeSuggested = false) =>
        (await FindAsync(root.Id, depth, includeSuggested))!.Claims
            .OrderBy(claim => claim.Depth).ThenBy(claim => claim.Claim.Text, StringComparer.Ordinal)
            .Select(claim => $"{claim.Claim.Text} {claim.Depth}");
}
