using System.Text.Json;
using ClaimCheck.Domain.Evidence;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>What holds of every ledger. A failure prints the smallest ledger found, in the notation of the truth table, and the seed.</summary>
public sealed class EvidencePropertyTests
{
    private const ulong Seed = 20140926;

    [Fact]
    public void The_floor_is_at_most_the_ceiling_and_the_ceiling_the_sum_of_its_kinds() => Holds(3000, (question, _) =>
    {
        var answer = question.Answer();
        return new[] { answer.Supporting, answer.Contradicting }.All(side =>
            side.Origins.Floor <= side.Origins.Ceiling
            && side.Origins.Floor >= Math.Min(1, side.Origins.Ceiling)
            && side.Origins.Named + side.Origins.Unnamed + side.Origins.FirstHand == side.Origins.Ceiling);
    });

    [Fact]
    public void Another_claim_lowers_neither_number() => Holds(1000, (question, choice) =>
        AtLeast(Numbers(RandomLedger.WithAnotherClaim(question, choice)), Numbers(question)));

    [Fact]
    public void Another_hop_before_a_known_origin_never_raises_the_ceiling() => Holds(1000, (question, choice) =>
        RandomLedger.WithAnotherHop(question, choice) is not { } longer || longer.Answer().Supporting.Origins.Ceiling <= question.Answer().Supporting.Origins.Ceiling);

    [Fact]
    public void The_order_of_anything_makes_no_difference_to_anything() => Holds(600, (question, choice) =>
        JsonSerializer.Serialize(RandomLedger.Shuffled(question, choice).Answer() with { Claim = question.Answer().Claim })
        == JsonSerializer.Serialize(question.Answer()));

    [Fact]
    public void Unnamed_origins_alone_never_have_a_floor_above_one() => Holds(600, (question, _) =>
        RandomLedger.Unnamed(question).Answer().Supporting.Origins is { Named: 0, FirstHand: 0, Floor: <= 1 });

    [Fact]
    public void Different_never_lowers_a_number() => Holds(1500, (question, choice) =>
        RandomLedger.WithAnotherJudgement(question, choice, OriginVerdict.Different) is not { } judged || AtLeast(Numbers(judged), Numbers(question)));

    [Fact]
    public void Same_never_raises_a_number() => Holds(3000, (question, choice) =>
        RandomLedger.WithAnotherJudgement(question, choice, OriginVerdict.Same) is not { } judged || AtLeast(Numbers(question), Numbers(judged)));

    [Fact]
    public void Undetermined_changes_nothing() => Holds(500, (question, choice) =>
        RandomLedger.WithAnotherJudgement(question, choice, OriginVerdict.Undetermined) is not { } judged
        || JsonSerializer.Serialize(judged.Answer()) == JsonSerializer.Serialize(question.Answer()));

    [Fact]
    public void A_withdrawal_raises_neither_number() => Holds(1000, (question, choice) =>
    {
        var claims = question.Known.Claims;
        var source = question.Known.Sources.Keys.OrderBy(id => id).ElementAt(choice % question.Known.Sources.Count);
        return AtLeast(Numbers(question), Numbers(RandomLedger.Retracted(question, claims[choice % claims.Count].Id)))
            && AtLeast(Numbers(question), Numbers(RandomLedger.Withdrawn(question, source)));
    });

    [Fact]
    public void The_witnesses_share_nothing_and_are_as_many_as_the_floor() => Holds(600, (question, _) =>
    {
        var side = question.Answer().Supporting;
        var simple = new SimpleCount(question);
        return side.Witnesses.Count == side.Origins.Floor
            && (side.Origins.Floor < 2 || side.Witnesses.All(simple.IsEligible))
            && side.Witnesses.All(one => side.Witnesses.All(other => one == other || !simple.Share(one, other)));
    });

    [Fact]
    public void Strictly_neither_number_is_higher() => Holds(600, (question, _) => AtLeast(
        Numbers(question with { Policy = EvidencePolicy.Standard }), Numbers(question with { Policy = EvidencePolicy.Strict })));

    [Fact]
    public void What_is_written_down_reads_the_same() => Holds(500, (question, _) =>
    {
        var reader = new LedgerReader();
        foreach (var line in question.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            reader.Read(line);
        }

        return Numbers(reader.Finish()) == Numbers(question);
    });

    private static void Holds(int times, Func<Question, int, bool> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed), FSharpOption<int>.None))),
        Prop.ForAll(RandomLedger.AnyWithChoice, pair => property(pair.Question, pair.Choice)));

    private static (int Floor, int Ceiling) Numbers(Question question) =>
        question.Answer().Supporting.Origins is var origins ? (origins.Floor, origins.Ceiling) : default;

    private static bool AtLeast((int Floor, int Ceiling) one, (int Floor, int Ceiling) other) => one.Floor >= other.Floor && one.Ceiling >= other.Ceiling;
}
