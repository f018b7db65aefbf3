using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Domain.Claims;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class ClaimReviewReaderTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_more_claims_that_say_the_same_than_are_looked_at_the_nearest_are_and_of_those_equally_near_the_newest()
    {
        var claim = await ClaimAsync();
        var behind = ClaimReviewReader.MostRestatements + 2;
        await RestateAsync(claim.Id, 1, 3);
        await RestateAsync(Guid.Parse(IdOf(1)), 4, behind);

        var review = Assert.Single((await database.Data.ReviewReader.GetAsync(await AssessAsync(claim), Stop)).Reviews);

        // The claim itself has no work, so that 99 are left: three restate it, and of those which restate the first of these the newest do.
        string[] expected = [.. Enumerable.Range(1, 3).Concat(Enumerable.Range(behind - 95, 96)).Select(number => $"Work {number}").Order(StringComparer.Ordinal)];
        Assert.Equal(expected, review.Claim.Appearances.Select(work => work.Title!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reviews_come_with_the_date_of_the_latest_change_of_anything()
    {
        var assessment = await AssessAsync(await ClaimAsync());
        await database.AddSourceAsync();

        var read = await database.Data.ReviewReader.GetAsync(assessment, Stop);
        var none = await database.Data.ReviewReader.GetAsync(Guid.Empty, Stop);
        var latest = (DateTime)(await database.AsOwnerAsync("select max(at) from audit_log"))!;

        Assert.Equal((1, latest), (read.Reviews.Count, read.ChangedAt!.Value.UtcDateTime));
        Assert.Equal((0, latest), (none.Reviews.Count, none.ChangedAt!.Value.UtcDateTime));
    }

    private static string IdOf(int number) => $"ffffffff-ffff-7000-8000-{number:D12}";

    private async Task<Claim> ClaimAsync() => await database.AddClaimAsync((await database.AddSourceAsync()).Slug, "It rained.");

    private async Task<Guid> AssessAsync(Claim claim) => (Guid)(await database.AsOwnerAsync($"""
        insert into assessments (id, claim_id, rating_text, normalized, author_name, state, created_at, updated_at)
        values (gen_random_uuid(), '{claim.Id}', 'Wrong', 'false', 'Desk', 'draft', now(), now()) returning id
        """))!;

    /// <summary>Claims with these numbers, each with a work of its own, that restate a claim: the higher the number, the newer.</summary>
    private async Task RestateAsync(Guid claim, int from, int to) => await database.AsOwnerAsync($"""
        with article as (
            insert into articles (id, source_id, title, created_at, updated_at)
            select gen_random_uuid(), (select source_id from claims where id = '{claim}'), 'Work ' || n, now(), now() from generate_series({from}, {to}) n
            returning id, source_id, title
        ), other as (
            insert into claims (id, source_id, article_id, text, modality, basis, created_at, updated_at)
            select ('ffffffff-ffff-7000-8000-' || lpad(split_part(title, ' ', 2), 12, '0'))::uuid, source_id, id, 'It rained.', 'asserted', 'unknown', now(), now() from article
            returning id
        )
        insert into claim_links (id, from_claim_id, to_claim_id, relation, status, method, rationale, proposed_by, created_at, updated_at)
        select gen_random_uuid(), least('{claim}', id), greatest('{claim}', id), 'restates', 'confirmed', 'human', 'Because.', 'tests', now(), now() from other
        """);
}
