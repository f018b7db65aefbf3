using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Testing;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Tests.Evidence;

/// <summary>That every claim is told of whose numbers a new owner of a source changes, however far from the source it stands.</summary>
public sealed class EvidenceFollowerTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_owner_is_felt_by_what_rests_on_a_claim_that_never_had_links()
    {
        await FollowAsync();
        var (agency, ministry, one, other) = (
            await database.AddSourceAsync(), await database.AddSourceAsync(), await database.AddSourceAsync(), await database.AddSourceAsync());
        var upstream = await ClaimAsync(agency, OwnDatabase.HopTo(ministry.Slug));
        var relayed = await ClaimAsync(one, OwnDatabase.HopTo(agency.Slug, upstream.Id));
        var friend = await ClaimAsync(other);
        await ConfirmAsync(relayed, friend, LinkRelation.Corroborates);
        await FollowAsync();

        await database.MoveAsync(ministry.Id, other.Slug);
        await FollowAsync();

        Assert.Equal(["1-1 2-2", "2-2 1-2"], await ToldOfAsync(relayed));
        Assert.Equal(["1-1 2-2", "2-2 1-2"], await ToldOfAsync(friend));
        Assert.Empty(await ToldOfAsync(upstream));
    }

    [Fact]
    public async Task A_new_owner_is_felt_by_claims_that_were_linked_before_anybody_followed()
    {
        var (one, other, owner) = (await database.AddSourceAsync(), await database.AddSourceAsync(), await database.AddSourceAsync());
        var (claim, friend) = (await ClaimAsync(one), await ClaimAsync(other));
        await ConfirmAsync(claim, friend, LinkRelation.Corroborates);
        await FollowAsync();
        await ForgetAsync(claim, friend);

        foreach (var source in new[] { one, other })
        {
            await database.MoveAsync(source.Id, owner.Slug);
        }

        await FollowAsync();

        Assert.Equal("2-2 1-2", await LastToldOfAsync(claim));
        Assert.Equal("2-2 1-2", await LastToldOfAsync(friend));
    }

    [Fact]
    public async Task Members_of_a_family_that_leave_it_together_are_two_origins_again()
    {
        var (owner, stranger) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        var (one, other) = (await database.AddSourceAsync(owner.Slug), await database.AddSourceAsync(owner.Slug));
        var (claim, friend) = (await ClaimAsync(one), await ClaimAsync(other));
        await ConfirmAsync(claim, friend, LinkRelation.Corroborates);
        await FollowAsync();
        await ForgetAsync(claim, friend);

        await database.MoveAsync(one.Id, null);
        await database.MoveAsync(other.Id, stranger.Slug);
        await FollowAsync();

        Assert.Equal("1-2 2-2", await LastToldOfAsync(claim));
    }

    [Fact]
    public async Task However_many_claims_are_touched_all_of_them_are_told_of()
    {
        await FollowAsync();
        var source = await database.AddSourceAsync();
        var claim = await ClaimAsync(source);
        var friends = new List<Claim>();
        for (var number = 0; number < 7; number++)
        {
            friends.Add(await ClaimAsync(await database.AddSourceAsync()));
            await ConfirmAsync(claim, friends[^1], LinkRelation.Contradicts);
        }

        await FollowAsync(partLength: 2);

        Assert.Equal(friends.Append(claim).Select(touched => touched.Id).Order(), (await ContestedAsync(friends.Append(claim))).Order());
    }

    /// <summary>A claim unlike all others, whose source was there, unless it says how it knows.</summary>
    private async Task<Claim> ClaimAsync(Source source, params HopDraft[] hops)
    {
        var name = database.NewName("word");
        var text = string.Join(' ', Enumerable.Range(0, 8).Select(place => $"{name}x{place}"));
        return await database.AddClaimAsync(source.Slug, OwnDatabase.Saying(text) with { Basis = hops is [] ? Basis.Witnessed : Basis.Unknown }, hops);
    }

    private async Task ConfirmAsync(Claim from, Claim to, LinkRelation relation) =>
        Assert.Equal(LinkOutcome.Accepted, (await database.LinkAsync(from.Id, to.Id, relation, LinkStatus.Confirmed)).Outcome);

    /// <summary>Follows the feed to its end.</summary>
    private async Task FollowAsync(int partLength = 10_000)
    {
        await database.SettleAsync();
        var follower = new EvidenceFollower(database.Data.Database) { PartLength = partLength };
        await Eventually.TrueAsync(async () => await follower.TakeAsync(OwnDatabase.By().At, Stop) == 0, "all changes were looked at");
    }

    /// <summary>As it is with claims that were linked before the numbers were kept.</summary>
    private async Task ForgetAsync(params IEnumerable<Claim> claims) => await database.AsOwnerAsync(
        $"delete from claim_evidence where claim_id in ({string.Join(", ", claims.Select(claim => $"'{claim.Id}'"))})");

    private async Task<IEnumerable<Guid>> ContestedAsync(IEnumerable<Claim> claims)
    {
        await using var connection = new NpgsqlConnection(database.Database.ServiceConnectionString);
        return await connection.QueryAsync<Guid>(
            "select claim_id from claim_evidence where claim_id = any(@ids) and is_contested", new { ids = claims.Select(claim => claim.Id).ToArray() });
    }

    private async Task<string?> LastToldOfAsync(Claim claim) => await ToldOfAsync(claim) is [.., var last] ? last : null;

    /// <summary>Floor and ceiling, before and after, of each time that a claim was told of with a number that is kept.</summary>
    private async Task<IReadOnlyList<string>> ToldOfAsync(Claim claim)
    {
        await using var connection = new NpgsqlConnection(database.Database.ServiceConnectionString);
        return (await connection.QueryAsync<string>(
            """
            select concat(after -> 'before' ->> 'floor', '-', after -> 'before' ->> 'ceiling', ' ', after -> 'after' ->> 'floor', '-', after -> 'after' ->> 'ceiling')
              from audit_log where entity_type = 'evidence' and entity_id = @Id order by sequence
            """, claim)).AsList();
    }
}
