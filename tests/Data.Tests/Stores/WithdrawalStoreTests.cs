using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Withdrawal;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Testing;
using Npgsql;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class WithdrawalStoreTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_much_as_may_fall_at_once_falls_with_an_entry_for_each_claim_and_one_more_is_too_much()
    {
        var source = await database.AddSourceAsync();
        await AddManyAsync(source.Id, FallenClaims.MostAtOnce + 1);

        var tooMuch = await RetractAsync(source);
        await database.AsOwnerAsync($"update claims set status = 'retracted' where id = (select max(id::text)::uuid from claims where source_id = '{source.Id}')");
        var verdict = await RetractAsync(source);

        Assert.Equal(WithdrawalOutcome.TooMuch, tooMuch.Outcome);
        Assert.Equal(FallenClaims.MostAtOnce, verdict.Value!.Retraction.RetractedClaims);
        Assert.Equal(
            (long)FallenClaims.MostAtOnce,
            await database.AsOwnerAsync(
                $"select count(*) from claims c join audit_log a on a.entity_id = c.id and a.version = c.version and a.action = 'retracted' "
                + $"and a.after ->> 'status' = 'retracted' where c.source_id = '{source.Id}' and c.status = 'retracted' and c.version = 2"));
    }

    [Fact]
    public async Task Of_several_who_withdraw_the_same_at_once_one_does()
    {
        for (var round = 0; round < 5; round++)
        {
            var (source, own, through) = await StoryAsync();

            var verdicts = await AtOnce.DoAsync(4, _ => RetractAsync(source));

            Assert.Single(verdicts, verdict => verdict.Outcome == WithdrawalOutcome.Accepted);
            Assert.Equal(3, verdicts.Count(verdict => verdict.Outcome == WithdrawalOutcome.NothingFalls));
            Assert.Equal((ClaimStatus.Retracted, ClaimStatus.Active), (await database.StatusOfAsync(own), await database.StatusOfAsync(through)));
            Assert.Equal(2, (await database.Data.ClaimReader.GetAsync(own.Id, Stop))!.Claim.Version);
        }
    }

    [Fact]
    public async Task A_claim_that_is_taken_down_or_corrected_meanwhile_is_withdrawn_as_it_then_is_or_not_at_all()
    {
        for (var round = 0; round < 10; round++)
        {
            var (source, own, through) = await StoryAsync();

            await AtOnce.DoAsync(
                async () => (await RetractAsync(source, "Secret reason.")).Outcome.ToString(),
                async () => (await database.Data.ClaimStore.ChangeAsync(own, OwnDatabase.With(own), OwnDatabase.By(), Stop)).Outcome.ToString(),
                async () => (await database.Data.WithdrawalStore.TakeDownClaimAsync(
                    through.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop)).Outcome.ToString());

            Assert.Equal(ClaimStatus.Retracted, await database.StatusOfAsync(own));
            Assert.Equal(0L, await database.AsOwnerAsync(
                $"select count(*) from source_retractions r join source_retraction_claims c on c.retraction_id = r.id "
                + $"where c.claim_id = '{through.Id}' and r.reason = 'Secret reason.'"));
            Assert.Equal(1L, await database.AsOwnerAsync(
                $"select count(*) from claims c join audit_log a on a.entity_id = c.id and a.version = c.version where c.id = '{own.Id}'"));
        }
    }

    [Fact]
    public async Task A_verdict_that_is_given_while_the_counts_are_found_needs_a_second_look_too()
    {
        var (one, other) = (await WitnessedAsync("The northern bridge fell."), await WitnessedAsync("A reporter saw the ruin in the river."));
        await database.LinkAsync(one.Id, other.Id, LinkRelation.Restates, LinkStatus.Confirmed);
        Verdict<AssessmentOutcome, Assessment> verdict = default!;

        await WhileHeldAsync(
            other.Id,
            () => database.Data.WithdrawalStore.RetractClaimAsync(other.Id, VersionCondition.Any, "Wrong.", OwnDatabase.By(), Stop),
            async () => verdict = await database.Data.AssessmentStore.AddAsync(
                NewId.At(OwnDatabase.By().At), one.Id, new RatingDraft("So it is", null, null, null, null, NormalizedRating.True),
                new Finding(null, null, null, 1, null, null, "https://facts.example.com/review", new Author("Desk"), null), OwnDatabase.By(), Stop));

        Assert.Equal(AssessmentOutcome.Accepted, verdict.Outcome);
        Assert.NotNull((await database.Data.AssessmentReader.GetAsync(verdict.Value!.Id, Stop))!.Assessment.NeedsReview);
    }

    [Fact]
    public async Task What_is_recorded_while_a_withdrawal_waits_is_left_as_it_is_and_so_are_its_links()
    {
        var (source, own, through) = await StoryAsync();
        Claim late = null!;

        var retracted = await WhileHeldAsync(
            own.Id,
            () => RetractAsync(source),
            async () =>
            {
                late = await database.AddClaimAsync(source.Slug, "And it is worse than that.");
                await database.LinkAsync(late.Id, through.Id, LinkRelation.Corroborates, LinkStatus.Confirmed);
            });

        Assert.Equal([own.Id, through.Id], retracted.Value!.Fallen.Claims.Select(claim => claim.Id));
        Assert.Empty(retracted.Value.Fallen.Links);
        Assert.Equal(ClaimStatus.Active, await database.StatusOfAsync(late));
    }

    [Fact]
    public async Task A_family_member_is_another_source()
    {
        var owner = await database.AddSourceAsync();
        var child = await database.AddSourceAsync(parent: owner.Slug);
        var claim = await database.AddClaimAsync(child.Slug, "Said by the one that is owned.");

        Assert.Equal(WithdrawalOutcome.NothingFalls, (await RetractAsync(owner)).Outcome);
        Assert.Equal(ClaimStatus.Active, await database.StatusOfAsync(claim));
    }

    private Task<Verdict<WithdrawalOutcome, RecordedWithdrawal>> RetractAsync(Source source, string reason = "A hoax.")
    {
        var by = OwnDatabase.By();
        return database.Data.WithdrawalStore.RetractAsync(
            NewId.At(by.At), new SourceRef(source.Id, source.Slug), new WithdrawalScope(), reason, by, Stop);
    }

    private async Task<Claim> WitnessedAsync(string text) => await database.AddClaimAsync(
        (await database.AddSourceAsync()).Slug, OwnDatabase.Saying(text) with { Basis = Basis.Witnessed });

    private async Task<(Source Source, Claim Own, Claim Through)> StoryAsync()
    {
        var (source, outlet) = (await database.AddSourceAsync(), await database.AddSourceAsync());
        return (
            source, await database.AddClaimAsync(source.Slug, "It is so."),
            await database.AddClaimAsync(outlet.Slug, "They say it is so.", "en", OwnDatabase.HopTo(source.Slug)));
    }

    private Task<object?> AddManyAsync(Guid source, int count) => database.AsOwnerAsync(
        "with made as (insert into claims (id, source_id, text, language, modality, basis, created_at, updated_at) "
        + $"select gen_random_uuid(), '{source}', 'Claim number ' || n, 'en', 'asserted', 'unknown', now(), now() from generate_series(1, {count}) n returning id) "
        + "select count(*) from made");

    /// <summary>Holds a claim until something waits for it, and does another thing before it lets go.</summary>
    private async Task<T> WhileHeldAsync<T>(Guid claim, Func<Task<T>> wait, Func<Task> meanwhile)
    {
        await using var holder = new NpgsqlConnection(database.Database.AdminConnectionString);
        await holder.OpenAsync(Stop);
        await using var holding = await holder.BeginTransactionAsync(Stop);
        await using (var hold = new NpgsqlCommand($"select from claims where id = '{claim}' for update", holder))
        {
            await hold.ExecuteNonQueryAsync(Stop);
        }

        var waiting = wait();
        await Eventually.TrueAsync(
            async () => (long)(await database.AsOwnerAsync(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))! > 0,
            "the withdrawal waits for the claim that is held");
        await meanwhile();
        await holding.CommitAsync(Stop);
        return await waiting;
    }
}
