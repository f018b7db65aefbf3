using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;
using Npgsql;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class AssessmentStoreTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private const string Secret = "the words of a verdict";

    private static readonly Finding Finding = new(
        null, Secret, Secret, 3, Likelihood.Likely, Confidence.Low, "https://facts.example.com/review", new Author("Example Fact Desk"), null);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_assessment_of_a_claim_that_lost_its_ground_needs_a_second_look_but_those_retracted()
    {
        var (claim, other) = (await ClaimAsync(), await ClaimAsync());
        var (draft, published, retracted, elsewhere) = (
            await AddAsync(claim), await AddAsync(claim), await AddAsync(claim), await AddAsync(other));
        await database.Data.AssessmentStore.PublishAsync(published.Id, VersionCondition.Any, OwnDatabase.By(), Stop);
        await database.Data.AssessmentStore.RetractAsync(retracted.Id, VersionCondition.Any, "Wrong claim.", OwnDatabase.By(), Stop);

        var flagged = await FlagAsync(claim.Id);

        Assert.Equal([draft.Id, published.Id], flagged.Select(assessment => assessment.Id));
        Assert.Equal("Claim 1 was retracted.", (await ReadAsync(published)).NeedsReview?.Reason);
        Assert.Null((await ReadAsync(retracted)).NeedsReview);
        Assert.Null((await ReadAsync(elsewhere)).NeedsReview);
        var history = await database.Data.AuditLog.ListAsync(AuditedEntity.Assessment, published.Id, null, 10, Stop);
        Assert.Equal(["flagged", "published", "created"], history.Select(entry => entry.Action));
        Assert.Equal("Claim 1 was retracted.", history[0].Reason);
    }

    [Fact]
    public async Task The_lists_of_those_that_need_a_second_look_and_of_the_others_are_complements()
    {
        var claim = await ClaimAsync();
        var (first, second) = (await AddAsync(claim), await AddAsync(claim));
        await FlagAsync(claim.Id);
        await database.Data.AssessmentStore.ChangeAsync(
            await ReadAsync(second), Draft(), Finding, "It stands without that.", OwnDatabase.By(), Stop);

        Assert.Equal([first.Id], await ListAsync(new AssessmentFilter(claim.Id, NeedsReview: true)));
        Assert.Equal([second.Id], await ListAsync(new AssessmentFilter(claim.Id, NeedsReview: false)));
        // Newest first by their ids, of which those of one millisecond are in no order.
        Guid[] both = [first.Id, second.Id];
        Assert.Equal(both.OrderDescending(), await ListAsync(new AssessmentFilter(claim.Id)));
    }

    [Fact]
    public async Task A_takedown_empties_the_assessments_of_a_claim_and_their_history()
    {
        var claim = await ClaimAsync();
        var assessment = await AddAsync(claim);
        await database.Data.AssessmentStore.PublishAsync(assessment.Id, VersionCondition.Any, OwnDatabase.By(), Stop);
        var published = await ReadAsync(assessment);
        await database.Data.AssessmentStore.ChangeAsync(
            published, Draft(), published.Finding with { Title = "Another title" }, Secret, OwnDatabase.By(), Stop);
        await FlagAsync(claim.Id);

        var taken = await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);
        var found = await database.Data.AssessmentReader.GetAsync(assessment.Id, Stop);
        var late = await database.Data.AssessmentStore.RetractAsync(assessment.Id, VersionCondition.Any, "Late.", OwnDatabase.By(), Stop);

        Assert.Equal(ClaimOutcome.Accepted, taken.Outcome);
        Assert.NotNull(found!.TakenDownAt);
        Assert.Null(Assert.Single(found.Assessment.Corrections).Note);
        Assert.Equal(AssessmentOutcome.TakenDown, late.Outcome);
        Assert.Empty(await ListAsync(new AssessmentFilter(claim.Id)));
        Assert.Null(await database.Data.AssessmentReader.GetVersionAsync(assessment.Id, Stop));
        Assert.Equal(0L, await database.AsOwnerAsync(
            $"select (select count(*) from assessments a where a.claim_id = '{claim.Id}' and a::text like '%{Secret}%') "
            + $"+ (select count(*) from assessment_corrections c where c.assessment_id = '{assessment.Id}' and c::text like '%{Secret}%') "
            + $"+ (select count(*) from audit_log l where l.entity_id = '{assessment.Id}' and l::text like '%{Secret}%')"));
        var history = await database.Data.AuditLog.ListAsync(AuditedEntity.Assessment, assessment.Id, null, 10, Stop);
        Assert.Equal(["redacted", "flagged", "corrected", "published", "created"], history.Select(entry => entry.Action));
        Assert.Equal([5, 4, 3, 2, 1], history.Select(entry => entry.Version));
        Assert.All(history.Skip(1), entry => Assert.True(entry is { After: null, Reason: null, RedactedAt: not null }));
    }

    [Fact]
    public async Task However_many_assessments_a_claim_has_each_is_flagged_and_each_emptied_on_record()
    {
        const long Many = 10_001;
        var claim = await ClaimAsync();
        await database.AsOwnerAsync($"""
            insert into assessments (id, claim_id, rating_text, normalized, author_name, state, created_at, updated_at)
            select gen_random_uuid(), '{claim.Id}', 'Wrong', 'false', 'Desk', 'draft', now(), now() from generate_series(1, {Many})
            """);
        Task<object?> OnRecordAsync(string action) => database.AsOwnerAsync(
            "select count(*) from assessments a join audit_log l on l.entity_id = a.id and l.entity_type = 'assessment' "
            + $"where a.claim_id = '{claim.Id}' and l.action = '{action}' and l.version = case l.action when 'flagged' then 2 else 3 end");

        var flagged = await FlagAsync(claim.Id);
        await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);

        Assert.Equal(Many, flagged.Count);
        Assert.Equal((Many, Many), (await OnRecordAsync("flagged"), await OnRecordAsync("redacted")));
    }

    [Fact]
    public async Task What_was_emptied_cannot_be_put_back_by_the_service()
    {
        var claim = await ClaimAsync();
        var assessment = await AddAsync(claim);
        await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);

        var back = await Assert.ThrowsAsync<PostgresException>(
            () => database.AsServiceAsync($"update assessments set taken_down_at = null where id = '{assessment.Id}'"));
        var words = await Assert.ThrowsAsync<PostgresException>(
            () => database.AsServiceAsync($"update assessments set summary = 'Back.' where id = '{assessment.Id}'"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, back.SqlState);
        Assert.Equal("assessments_taken_down_empty", words.ConstraintName);
    }

    [Fact]
    public async Task A_claim_that_is_being_taken_down_gets_no_assessment_that_outlives_it()
    {
        for (var round = 0; round < 10; round++)
        {
            var claim = await ClaimAsync();

            var outcomes = await AtOnce.DoAsync(
                async () => (await TryAddAsync(claim)).Outcome.ToString(),
                async () => (await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop)).Outcome.ToString());

            Assert.Equal("Accepted", outcomes[1]);
            Assert.True(outcomes[0] is "Accepted" or "TakenDown", outcomes[0]);
            Assert.Equal(0L, await database.AsOwnerAsync(
                $"select count(*) from assessments where claim_id = '{claim.Id}' and taken_down_at is null"));
        }
    }

    [Fact]
    public async Task Of_two_who_publish_at_once_one_does()
    {
        var assessment = await AddAsync(await ClaimAsync());

        var verdicts = await AtOnce.DoAsync(2, _ =>
            database.Data.AssessmentStore.PublishAsync(assessment.Id, VersionCondition.Any, OwnDatabase.By(), Stop));

        Assert.Equal([AssessmentOutcome.Accepted, AssessmentOutcome.WrongState], verdicts.Select(verdict => verdict.Outcome).Order());
    }

    [Theory]
    [InlineData("rating_value = 'NaN', best_rating = 5, worst_rating = 1", "assessments_value_within_bounds")]
    [InlineData("best_rating = 'Infinity', worst_rating = 1", "assessments_bounds_range")]
    [InlineData("best_rating = 5, worst_rating = '-Infinity'", "assessments_bounds_range")]
    [InlineData("best_rating = 5", "assessments_bounds_together")]
    [InlineData("best_rating = 1, worst_rating = 1", "assessments_worst_below_best")]
    [InlineData("rating_value = 3", "assessments_value_has_bounds")]
    [InlineData("rating_value = 6, best_rating = 5, worst_rating = 1", "assessments_value_within_bounds")]
    [InlineData("credibility = 7", "assessments_credibility_range")]
    [InlineData("published_at = 'infinity'", "assessments_published_finite")]
    [InlineData("state = 'published', published_at = now(), review_url = null", "assessments_published_whole")]
    [InlineData("needs_review_reason = 'Why.'", "assessments_needs_review_why")]
    [InlineData("rating_text = null", "assessments_texts_unless_taken_down")]
    public async Task The_table_itself_refuses_what_makes_no_sense(string values, string constraint)
    {
        var assessment = await AddAsync(await ClaimAsync());

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => database.AsServiceAsync($"update assessments set {values} where id = '{assessment.Id}'"));

        Assert.Equal(constraint, refused.ConstraintName);
    }

    [Fact]
    public async Task Credibility_1_takes_what_was_counted_behind_the_claim_at_that_moment()
    {
        var store = database.Data.AssessmentStore;
        var (claim, other) = (await WitnessedAsync("The bridge at the northern crossing fell."), await WitnessedAsync("A crossing in the north has lost its bridge."));
        Task<Verdict<AssessmentOutcome, Assessment>> Confirm() => store.AddAsync(
            NewId.At(OwnDatabase.By().At), claim.Id, Draft(), Finding with { Credibility = 1 }, OwnDatabase.By(), Stop);

        var refused = await Confirm();
        var link = (await database.LinkAsync(claim.Id, other.Id, LinkRelation.Restates, LinkStatus.Confirmed)).Value!;
        var drafted = await Confirm();
        await database.AsOwnerAsync($"update claim_links set status = 'rejected' where id = '{link.Id}'");
        var unpublished = await store.PublishAsync(drafted.Value!.Id, VersionCondition.Any, OwnDatabase.By(), Stop);
        await database.AsOwnerAsync($"update claim_links set status = 'confirmed' where id = '{link.Id}'");
        var published = await store.PublishAsync(drafted.Value.Id, VersionCondition.Any, OwnDatabase.By(), Stop);

        Assert.Equal(
            (AssessmentOutcome.NotCorroborated, AssessmentOutcome.Accepted, AssessmentOutcome.NotCorroborated, AssessmentOutcome.Accepted),
            (refused.Outcome, drafted.Outcome, unpublished.Outcome, published.Outcome));
        Assert.Equal(["1"], unpublished.Path!);
    }

    private static RatingDraft Draft() => new(Secret, null, null, null, null, NormalizedRating.Unverifiable);

    private async Task<Claim> ClaimAsync() =>
        await database.AddClaimAsync((await database.AddSourceAsync()).Slug, "Something happened.");

    private async Task<Claim> WitnessedAsync(string text) => await database.AddClaimAsync(
        (await database.AddSourceAsync()).Slug, OwnDatabase.Saying(text) with { Basis = Basis.Witnessed });

    private Task<Verdict<AssessmentOutcome, Assessment>> TryAddAsync(Claim claim) => database.Data.AssessmentStore.AddAsync(
        NewId.At(OwnDatabase.By().At), claim.Id, Draft(), Finding, OwnDatabase.By(), Stop);

    private async Task<Assessment> AddAsync(Claim claim)
    {
        var verdict = await TryAddAsync(claim);
        Assert.Equal(AssessmentOutcome.Accepted, verdict.Outcome);
        return verdict.Value!;
    }

    private async Task<Assessment> ReadAsync(Assessment assessment) =>
        (await database.Data.AssessmentReader.GetAsync(assessment.Id, Stop))!.Assessment;

    private async Task<IEnumerable<Guid>> ListAsync(AssessmentFilter filter) =>
        (await database.Data.AssessmentReader.ListAsync(filter, null, 10, Stop)).Select(assessment => assessment.Id);

    private async Task<IReadOnlyList<Assessment>> FlagAsync(Guid claim) =>
        await database.Data.Database.WriteAsync<IReadOnlyList<Assessment>>(
            async (connection, token) =>
                (true, await AssessmentStore.FlagForReviewAsync(connection, [claim], "Claim 1 was retracted.", OwnDatabase.By(), token)),
            Stop);
}
