using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class SourceStoreTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_sources_that_become_each_others_owner_at_once_one_is_refused_with_the_circle()
    {
        for (var round = 0; round < 10; round++)
        {
            var (one, other) = (await database.AddSourceAsync(), await database.AddSourceAsync());

            var verdicts = await AtOnce.DoAsync(() => database.MoveAsync(one.Id, other.Slug), () => database.MoveAsync(other.Id, one.Slug));

            Assert.Single(verdicts, verdict => verdict.Outcome == SourceOutcome.Accepted);
            var refused = Assert.Single(verdicts, verdict => verdict.Outcome == SourceOutcome.ParentCycle);
            Assert.Equal(refused.Path![0], refused.Path[^1]);
            Assert.Equal(3, refused.Path.Count);
        }
    }

    [Fact]
    public async Task A_new_owner_takes_everything_below_into_its_family_and_each_follower_has_it_on_record()
    {
        var group = await database.AddSourceAsync();
        var owner = await database.AddSourceAsync();
        var middle = await database.AddSourceAsync(owner.Slug);
        var leaf = await database.AddSourceAsync(middle.Slug);
        Assert.Equal(owner.Id, leaf.Family.Id);

        var moved = await database.MoveAsync(owner.Id, group.Slug);

        Assert.Equal(SourceOutcome.Accepted, moved.Outcome);
        foreach (var follower in new[] { owner, middle, leaf })
        {
            var now = (await database.Data.SourceReader.GetAsync(follower.Id, Stop))!;
            var newest = (await database.Data.AuditLog.ListAsync(AuditedEntity.Source, follower.Id, null, 10, Stop))[0];
            Assert.Equal((group.Id, 2), (now.Family.Id, now.Version));
            Assert.Equal((2, "changed"), (newest.Version, newest.Action));
            Assert.Equal(group.Slug, newest.After!.Value.GetProperty("family").GetProperty("slug").GetString());
            Assert.Equal(owner.Slug, newest.Before!.Value.GetProperty("family").GetProperty("slug").GetString());
        }
    }

    [Fact]
    public async Task A_source_recorded_below_an_owner_that_is_just_moving_ends_in_the_owners_family()
    {
        for (var round = 0; round < 20; round++)
        {
            var group = await database.AddSourceAsync();
            var owner = await database.AddSourceAsync();

            await AtOnce.DoAsync(
                async () => (await database.MoveAsync(owner.Id, group.Slug)).Value!,
                () => database.AddSourceAsync(owner.Slug),
                () => database.AddSourceAsync(owner.Slug));

            Assert.Equal(0L, await database.AsOwnerAsync(
                "select count(*) from sources s join sources p on p.id = s.parent_id where s.family_id <> p.family_id"));
        }
    }

    [Fact]
    public async Task A_correction_made_from_an_older_version_is_refused()
    {
        var source = await database.AddSourceAsync();
        var facts = new SourceFacts("Renamed", SourceKind.Blog, null, null, null, [], null, null);

        var verdicts = await AtOnce.DoAsync(
            4, _ => database.Data.SourceStore.ChangeAsync(source.Id, source.Version, facts, OwnDatabase.By(), Stop));

        Assert.Single(verdicts, verdict => verdict.Outcome == SourceOutcome.Accepted);
        Assert.Equal(3, verdicts.Count(verdict => verdict.Outcome == SourceOutcome.ChangedMeanwhile));
    }

    [Fact]
    public async Task Of_sources_with_one_slug_at_once_one_is_recorded_and_the_others_are_told_which()
    {
        var facts = new SourceFacts("Twin", SourceKind.Blog, null, null, null, [], null, null);
        var verdicts = await AtOnce.DoAsync(4, _ => database.Data.SourceStore.AddAsync(
            NewId.At(TimeProvider.System.Now()), "twin", null, facts, OwnDatabase.By(), Stop).ContinueWith(t => t.Result, TaskScheduler.Default));

        var winner = Assert.Single(verdicts, verdict => verdict.Outcome == SourceOutcome.Accepted).Value!;
        Assert.Equal([winner.Id], verdicts.Where(v => v.Outcome == SourceOutcome.SlugTaken).Select(v => v.ExistingId!.Value).Distinct());
    }

    [Theory]
    [InlineData("somebody-elses-slug")]
    [InlineData("0191f0a0-0000-7000-8000-000000000001")]
    public async Task Whoever_sends_an_externalId_that_is_taken_is_told_by_whom_even_if_it_reads_like_another_name(string externalId)
    {
        if (Slug.IsWellFormed(externalId))
        {
            await database.AddSourceAsync(slug: externalId);
        }

        var holder = await database.AddSourceAsync(externalId: externalId);
        var facts = new SourceFacts("Late", SourceKind.Blog, null, null, null, [], null, null);

        var verdict = await database.Data.SourceStore.AddAsync(
            NewId.At(TimeProvider.System.Now()), database.NewName("late"), externalId, facts, OwnDatabase.By(), Stop);

        Assert.Equal((SourceOutcome.ExternalIdTaken, holder.Id), (verdict.Outcome, verdict.ExistingId));
    }

    [Fact]
    public async Task Judgements_on_reliability_stand_beside_each_other_and_the_latest_day_counts()
    {
        var source = await database.AddSourceAsync();
        await RateAsync(source, ReliabilityGrade.B, new DateOnly(2014, 1, 1));
        await RateAsync(source, ReliabilityGrade.D, new DateOnly(2015, 1, 1));
        await RateAsync(source, ReliabilityGrade.A, new DateOnly(2013, 1, 1));

        var all = await database.Data.SourceReader.ListReliabilityAsync(source.Id, null, 10, Stop);
        var now = (await database.Data.SourceReader.GetAsync(source.Id, Stop))!;

        Assert.Equal([ReliabilityGrade.D, ReliabilityGrade.B, ReliabilityGrade.A], all.Select(judgement => judgement.Grade));
        Assert.Equal((ReliabilityGrade.D, 4), (now.Reliability!.Grade, now.Version));
    }

    private Task<ReliabilityJudgement?> RateAsync(Source source, ReliabilityGrade grade, DateOnly validFrom) =>
        database.Data.ReliabilityStore.RateAsync(source.Id, grade, "Seen.", validFrom, OwnDatabase.By(), Stop);
}
