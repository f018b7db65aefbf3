using ClaimCheck.Data.Audit;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class ClaimLinkStoreTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LinkRelation.Corroborates)]
    [InlineData(LinkRelation.Contradicts)]
    [InlineData(LinkRelation.Restates)]
    public async Task A_symmetric_link_sent_from_both_ends_at_once_is_one_link(LinkRelation relation)
    {
        var (one, other) = await TwoClaimsAsync();

        var verdicts = await AtOnce.DoAsync(
            () => database.LinkAsync(one.Id, other.Id, relation), () => database.LinkAsync(other.Id, one.Id, relation));

        var winner = Assert.Single(verdicts, verdict => verdict.Outcome == LinkOutcome.Accepted).Value!;
        Assert.Equal(winner.Id, Assert.Single(verdicts, verdict => verdict.Outcome == LinkOutcome.AlreadyLinked).ExistingId);
    }

    [Theory]
    [InlineData(LinkRelation.DerivedFrom)]
    [InlineData(LinkRelation.Supersedes)]
    public async Task Of_two_links_that_would_close_a_circle_at_once_one_is_refused_with_the_circle(LinkRelation relation)
    {
        for (var round = 0; round < 10; round++)
        {
            var (one, other) = await TwoClaimsAsync();

            var verdicts = await AtOnce.DoAsync(
                () => database.LinkAsync(one.Id, other.Id, relation), () => database.LinkAsync(other.Id, one.Id, relation));

            Assert.Single(verdicts, verdict => verdict.Outcome == LinkOutcome.Accepted);
            var refused = Assert.Single(verdicts, verdict => verdict.Outcome == LinkOutcome.Cycle);
            Assert.Equal(refused.Path![0], refused.Path[^1]);
        }
    }

    [Fact]
    public async Task A_confirmed_successor_supersedes_a_claim_until_the_link_is_rejected()
    {
        var (successor, replaced) = await TwoClaimsAsync();
        var link = (await database.LinkAsync(successor.Id, replaced.Id, LinkRelation.Supersedes)).Value!;
        Assert.Equal(ClaimStatus.Active, await database.StatusOfAsync(replaced));

        await ReviewAsync(link.Id, ReviewDecision.Confirmed);
        Assert.Equal(ClaimStatus.Superseded, await database.StatusOfAsync(replaced));

        await ReviewAsync(link.Id, ReviewDecision.Rejected);
        Assert.Equal(ClaimStatus.Active, await database.StatusOfAsync(replaced));

        var history = await database.Data.AuditLog.ListAsync(AuditedEntity.Claim, replaced.Id, null, 10, Stop);
        Assert.Equal(["reinstated", "superseded", "created"], history.Select(entry => entry.Action));
        Assert.All(history.Take(2), entry => Assert.NotNull(entry.Reason));
    }

    [Fact]
    public async Task A_claim_stays_superseded_while_another_successor_stands()
    {
        var (first, second, replaced) = await ThreeClaimsAsync();
        var one = (await database.LinkAsync(first.Id, replaced.Id, LinkRelation.Supersedes, LinkStatus.Confirmed)).Value!;
        var other = (await database.LinkAsync(second.Id, replaced.Id, LinkRelation.Supersedes, LinkStatus.Confirmed)).Value!;

        await database.Data.LinkStore.RetractAsync(one.Id, VersionCondition.Any, "No.", OwnDatabase.By(), Stop);
        Assert.Equal(ClaimStatus.Superseded, await database.StatusOfAsync(replaced));

        await database.Data.LinkStore.RetractAsync(other.Id, VersionCondition.Any, "No.", OwnDatabase.By(), Stop);
        Assert.Equal(ClaimStatus.Active, await database.StatusOfAsync(replaced));
    }

    [Fact]
    public async Task A_claim_whose_two_successors_are_rejected_at_once_is_active_again()
    {
        for (var round = 0; round < 10; round++)
        {
            var (first, second, replaced) = await ThreeClaimsAsync();
            var one = (await database.LinkAsync(first.Id, replaced.Id, LinkRelation.Supersedes, LinkStatus.Confirmed)).Value!;
            var other = (await database.LinkAsync(second.Id, replaced.Id, LinkRelation.Supersedes, LinkStatus.Confirmed)).Value!;

            await AtOnce.DoAsync(() => ReviewAsync(one.Id, ReviewDecision.Rejected), () => ReviewAsync(other.Id, ReviewDecision.Rejected));

            Assert.Equal(ClaimStatus.Active, await database.StatusOfAsync(replaced));
        }
    }

    [Fact]
    public async Task A_judgement_is_superseded_by_the_next_and_never_overwritten()
    {
        var (one, other) = await TwoClaimsAsync();
        var link = (await database.LinkAsync(one.Id, other.Id, LinkRelation.Qualifies)).Value!;

        await ReviewAsync(link.Id, ReviewDecision.Rejected, "first");
        await ReviewAsync(link.Id, ReviewDecision.Confirmed, "second");
        await ReviewAsync(link.Id, ReviewDecision.Rejected, "third");

        var (_, reviews) = (await database.Data.LinkReader.GetWithReviewsAsync(link.Id, Stop))!.Value;
        Assert.Equal(["third", "second", "first"], reviews.Select(review => review.Note));
        Assert.Equal([LinkStatus.Rejected, LinkStatus.Confirmed, LinkStatus.Rejected], reviews.Select(review => review.Decision));
        Assert.Equal([null, reviews[0].ReviewedAt, reviews[1].ReviewedAt], reviews.Select(review => review.SupersededAt));
    }

    [Fact]
    public async Task Of_several_who_judge_alike_at_once_one_judges_and_one_judgement_stands()
    {
        var (one, other) = await TwoClaimsAsync();
        var link = (await database.LinkAsync(one.Id, other.Id, LinkRelation.Context)).Value!;

        var verdicts = await AtOnce.DoAsync(4, _ => ReviewAsync(link.Id, ReviewDecision.Confirmed));

        Assert.Single(verdicts, verdict => verdict.Outcome == LinkOutcome.Accepted);
        Assert.Equal(3, verdicts.Count(verdict => verdict.Outcome == LinkOutcome.AlreadyDecided));
        Assert.Single((await database.Data.LinkReader.GetWithReviewsAsync(link.Id, Stop))!.Value.Reviews);
    }

    [Fact]
    public async Task A_rejected_link_is_not_confirmed_over_the_one_that_took_its_place_and_that_one_is_named()
    {
        var (one, other) = await TwoClaimsAsync();
        var rejected = (await database.LinkAsync(one.Id, other.Id, LinkRelation.Context)).Value!;
        await ReviewAsync(rejected.Id, ReviewDecision.Rejected);
        var living = (await database.LinkAsync(one.Id, other.Id, LinkRelation.Context)).Value!;

        var verdict = await ReviewAsync(rejected.Id, ReviewDecision.Confirmed);

        Assert.Equal((LinkOutcome.AlreadyLinked, living.Id), (verdict.Outcome, verdict.ExistingId));
    }

    [Fact]
    public async Task A_retracted_link_stays_retracted()
    {
        var (one, other) = await TwoClaimsAsync();
        var link = (await database.LinkAsync(one.Id, other.Id, LinkRelation.Context)).Value!;
        await database.Data.LinkStore.RetractAsync(link.Id, VersionCondition.Any, "No.", OwnDatabase.By(), Stop);

        Assert.Equal(LinkOutcome.Final, (await ReviewAsync(link.Id, ReviewDecision.Confirmed)).Outcome);
    }

    [Fact]
    public async Task A_claim_that_is_being_taken_down_gets_no_new_link_that_outlives_it()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = await TwoClaimsAsync();

            await AtOnce.DoAsync(
                async () => (await database.LinkAsync(one.Id, other.Id, LinkRelation.Context, rationale: "Secret reason.")).Outcome.ToString(),
                async () => (await database.Data.WithdrawalStore.TakeDownClaimAsync(one.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop)).Outcome.ToString());

            Assert.Equal(0L, await database.AsOwnerAsync("select count(*) from claim_links where rationale = 'Secret reason.'"));
            Assert.Equal(0L, await database.AsOwnerAsync("select count(*) from audit_log where after::text like '%Secret reason.%'"));
        }
    }

    [Fact]
    public async Task A_judgement_made_while_a_claim_is_being_taken_down_leaves_no_word_either()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = await TwoClaimsAsync();
            var link = (await database.LinkAsync(one.Id, other.Id, LinkRelation.Context, rationale: "Secret reason.")).Value!;

            await AtOnce.DoAsync(
                async () => (await ReviewAsync(link.Id, ReviewDecision.Rejected, "Secret note.")).Outcome.ToString(),
                async () => (await database.Data.WithdrawalStore.TakeDownClaimAsync(one.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop)).Outcome.ToString());

            Assert.Equal(0L, await database.AsOwnerAsync("select count(*) from audit_log where after::text like '%Secret reason.%'"));
        }
    }

    [Fact]
    public async Task The_id_of_nothing_names_no_claim()
    {
        var (one, _) = await TwoClaimsAsync();

        var verdict = await database.LinkAsync(one.Id, Guid.Empty, LinkRelation.Qualifies);

        Assert.Equal((LinkOutcome.ClaimMissing, Guid.Empty.ToString()), (verdict.Outcome, verdict.Path![0]));
    }

    [Fact]
    public async Task Corrections_and_links_written_at_once_take_their_locks_in_one_order()
    {
        var source = await database.AddSourceAsync();
        var upstream = await database.AddClaimAsync(source.Slug, "The first to say it.");

        // Whoever is caught in a deadlock fails by its time-out here, instead of being told after a second and trying again.
        await database.AsOwnerAsync($"alter database {database.Database.Name} set deadlock_timeout = '1min'");
        await using var data = new DataServices(new DatabaseOptions(database.Database.ServiceConnectionString));
        for (var round = 0; round < 20; round++)
        {
            var other = await database.AddSourceAsync();
            var (claim, older) = (await database.AddClaimAsync(other.Slug, "It is said."), await database.AddClaimAsync(other.Slug, "It was said."));

            var outcomes = await AtOnce.DoAsync(
                async () => (await data.ClaimStore.ChangeAsync(
                    claim, OwnDatabase.With(claim, OwnDatabase.HopTo(source.Slug, upstream.Id)), OwnDatabase.By(), Stop)).Outcome.ToString(),
                async () => await LinkAsync(claim.Id, older.Id, LinkRelation.Supersedes, LinkStatus.Confirmed),
                async () => await LinkAsync(older.Id, upstream.Id, LinkRelation.DerivedFrom, LinkStatus.Suggested));

            Assert.All(outcomes, outcome => Assert.Equal("Accepted", outcome));
        }

        async Task<string> LinkAsync(Guid from, Guid to, LinkRelation relation, LinkStatus status)
        {
            var by = OwnDatabase.By();
            var link = ClaimLink.Propose(NewId.At(by.At), from, new LinkProposal(to, relation, "Because.", [], null, status), by).Value!;
            return (await data.LinkStore.AddAsync(link, by, Stop)).Outcome.ToString();
        }
    }

    private Task<Verdict<LinkOutcome, ClaimLink>> ReviewAsync(Guid link, ReviewDecision decision, string? note = null) =>
        database.Data.LinkStore.ReviewAsync(link, VersionCondition.Any, decision, note, OwnDatabase.By(), Stop);

    private async Task<(Claim One, Claim Other)> TwoClaimsAsync()
    {
        var source = await database.AddSourceAsync();
        return (await database.AddClaimAsync(source.Slug, "One thing."), await database.AddClaimAsync(source.Slug, "Another thing."));
    }

    private async Task<(Claim First, Claim Second, Claim Third)> ThreeClaimsAsync()
    {
        var (first, second) = await TwoClaimsAsync();
        return (first, second, await database.AddClaimAsync(first.Source.Slug, "A third thing."));
    }
}
