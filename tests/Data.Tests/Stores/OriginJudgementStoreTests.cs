using ClaimCheck.Domain;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Values;
using Npgsql;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class OriginJudgementStoreTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_several_who_judge_at_once_all_are_heard_and_one_judgement_stands()
    {
        var source = await database.AddSourceAsync();
        for (var round = 0; round < 5; round++)
        {
            OriginMention[] pair = [new(null, $"somebody {round}", source.Slug), new(null, "somebody else", source.Slug)];

            var verdicts = await AtOnce.DoAsync(4, i => JudgeAsync(pair[i % 2], pair[1 - (i % 2)]));

            Assert.All(verdicts, verdict => Assert.Equal(OriginOutcome.Accepted, verdict.Outcome));
            var all = await database.Data.OriginJudgementReader.ListAsync(new(Descriptor: pair[0].Descriptor, Relay: source.Id), null, 10, Stop);
            Assert.Equal(4, all.Count);
            Assert.Single(all, judgement => judgement.SupersededAt is null);
        }
    }

    [Fact]
    public async Task Whoever_waited_for_a_later_judgement_judges_after_it_so_that_one_stands_at_any_time()
    {
        var (one, other) = await TwoClaimsAsync();
        var begun = TimeProvider.System.Now();
        foreach (var (verdict, second) in new[] { (OriginVerdict.Same, 0), (OriginVerdict.Different, 20), (OriginVerdict.Undetermined, 10) })
        {
            var by = OwnDatabase.By() with { At = begun.AddSeconds(second) };
            var judged = await database.Data.OriginJudgementStore.AddAsync(NewId.At(by.At), one, other, verdict, "Because.", by, Stop);

            var read = await database.Data.OriginJudgementReader.GetAsync(judged.Value!.Id, Stop);
            Assert.Equal(judged.Value.JudgedAt, read!.JudgedAt);
        }

        var standing = new List<long>();
        foreach (var second in new[] { 0, 5, 10, 15, 20, 25 })
        {
            standing.Add((long)(await database.AsOwnerAsync(
                $"select count(*) from origin_judgements where a_claim_id in ('{one.Claim}', '{other.Claim}') "
                + $"and judged_at <= '{begun.AddSeconds(second):O}' and coalesce(superseded_at > '{begun.AddSeconds(second):O}', true)"))!);
        }

        Assert.Equal([1, 1, 1, 1, 1, 1], standing);
        Assert.Equal(0L, await database.AsOwnerAsync("select count(*) from origin_judgements where superseded_at < judged_at"));
    }

    [Fact]
    public async Task A_judgement_made_while_a_claim_is_being_taken_down_leaves_no_word()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = await TwoClaimsAsync();
            await JudgeAsync(one, other, "Secret reason.");

            await AtOnce.DoAsync(
                async () => (await JudgeAsync(one, other, "Secret reason.")).Outcome.ToString(),
                async () => (await database.Data.WithdrawalStore.TakeDownClaimAsync(
                    one.Claim!.Value, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop)).Outcome.ToString());

            Assert.Equal(0L, await database.AsOwnerAsync("select count(*) from origin_judgements where rationale = 'Secret reason.'"));
            Assert.Equal(0L, await database.AsOwnerAsync("select count(*) from audit_log where after::text like '%Secret reason.%'"));
        }
    }

    [Fact]
    public async Task What_was_judged_cannot_be_rewritten_by_the_service()
    {
        var (one, other) = await TwoClaimsAsync();
        await JudgeAsync(one, other);

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => database.AsServiceAsync("update origin_judgements set verdict = 'different'"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("claims_ordered", "'{1}', '{0}', null, null, null, null, null, null")]
    [InlineData("claims_ordered", "'{0}', '{0}', null, null, null, null, null, null")]
    [InlineData("one_kind", "'{0}', null, null, null, null, 'b', 'b', '{2}'")]
    [InlineData("one_kind", "null, null, 'a', 'a', null, 'b', 'b', '{2}'")]
    [InlineData("one_kind", "'{0}', '{1}', 'a', 'a', '{2}', 'b', 'b', '{2}'")]
    [InlineData("descriptors_ordered", "null, null, 'b', 'b', '{2}', 'a', 'a', '{2}'")]
    [InlineData("descriptors_ordered", "null, null, 'A', 'a', '{2}', 'a', 'a', '{2}'")]
    [InlineData("descriptor_key_given", "null, null, '.', '', '{2}', 'a', 'a', '{2}'")]
    public async Task The_table_holds_one_kind_of_pair_in_one_order(string rule, string sides)
    {
        var (one, other) = await TwoClaimsAsync();
        var source = await database.AddSourceAsync();
        var pair = string.Format(System.Globalization.CultureInfo.InvariantCulture, sides, one.Claim, other.Claim, source.Id);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.AsServiceAsync(
            "insert into origin_judgements (id, a_claim_id, b_claim_id, a_descriptor, a_descriptor_key, a_relay_id, b_descriptor, b_descriptor_key, "
            + $"b_relay_id, verdict, rationale, judged_by, judged_at) values (gen_random_uuid(), {pair}, 'same', 'Because.', 'tests', now())"));

        Assert.Equal($"origin_judgements_{rule}", refused.ConstraintName);
    }

    [Theory]
    [InlineData("\U0001F5DE seller", "\uFB01sher \uFF5E \uE000")]
    [InlineData("\U0001F5DE", "\uE000")]
    [InlineData("Zoë", "Zoe")]
    [InlineData("zoe", "Äda")]
    public async Task The_order_of_a_pair_is_the_same_here_and_there(string one, string other)
    {
        var source = await database.AddSourceAsync();

        var verdict = await JudgeAsync(new OriginMention(null, one, source.Slug), new OriginMention(null, other, source.Slug));

        Assert.Equal(OriginOutcome.Accepted, verdict.Outcome);
    }

    [Fact]
    public async Task A_descriptor_of_the_greatest_length_can_be_judged()
    {
        var source = await database.AddSourceAsync();

        // Characters of four bytes that hardly repeat, so that they cannot be packed either; and one that spells out as eighteen.
        var rare = string.Concat(Enumerable.Range(0, 500).Select(i => char.ConvertFromUtf32(0x20000 + (i * 7919 % 42000))));
        var verdict = await JudgeAsync(
            new OriginMention(null, rare, source.Slug), new OriginMention(null, new string('\uFDFA', 500), source.Slug));
        var other = await JudgeAsync(
            new OriginMention(null, rare, source.Slug),
            new OriginMention(null, string.Concat(rare.EnumerateRunes().Reverse().Select(rune => rune.ToString())), source.Slug));

        Assert.Equal((OriginOutcome.Accepted, OriginOutcome.Accepted), (verdict.Outcome, other.Outcome));
    }

    private Task<Verdict<OriginOutcome, OriginJudgement>> JudgeAsync(OriginMention one, OriginMention other, string rationale = "Because.")
    {
        var by = OwnDatabase.By();
        return database.Data.OriginJudgementStore.AddAsync(NewId.At(by.At), one, other, OriginVerdict.Same, rationale, by, Stop);
    }

    private async Task<(OriginMention One, OriginMention Other)> TwoClaimsAsync()
    {
        var source = await database.AddSourceAsync();
        return (
            new OriginMention((await database.AddClaimAsync(source.Slug, "One thing.")).Id),
            new OriginMention((await database.AddClaimAsync(source.Slug, "Another thing.")).Id));
    }
}
