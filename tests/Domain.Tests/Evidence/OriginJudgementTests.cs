using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Tests.Evidence;

public sealed class OriginJudgementTests
{
    private static readonly Authorship By = new(null, "tests", Role.Editor, new DateTimeOffset(2014, 9, 26, 0, 0, 0, TimeSpan.Zero));
    private static readonly Guid First = Guid.Parse("0148af41-d400-7000-8000-000000000001");
    private static readonly Guid Second = Guid.Parse("0148af41-d400-7000-8000-000000000002");

    [Fact]
    public void A_pair_of_claims_is_in_one_order_whichever_way_it_is_sent()
    {
        Assert.Equal((First, Second), (Judge(First, Second).A.Claim, Judge(First, Second).B.Claim));
        Assert.Equal((First, Second), (Judge(Second, First).A.Claim, Judge(Second, First).B.Claim));

        static OriginJudgement Judge(Guid one, Guid other) => Propose(JudgedOrigin.Of(one), JudgedOrigin.Of(other)).Value!;
    }

    [Theory]
    [InlineData("somebody", 1, "SOMEBODY.", 1, true)]
    [InlineData("somebody", 1, "somebody", 2, false)]
    [InlineData("somebody", 1, "somebody else", 1, false)]
    public void An_unnamed_source_is_the_same_by_its_key_and_its_relay(string one, int relay, string other, int otherRelay, bool same)
    {
        var verdict = Propose(Unnamed(one, relay), Unnamed(other, otherRelay));

        Assert.Equal(same ? OriginOutcome.SameThing : OriginOutcome.Accepted, verdict.Outcome);
    }

    [Fact]
    public void A_claim_is_not_judged_against_itself() =>
        Assert.Equal(OriginOutcome.SameThing, Propose(JudgedOrigin.Of(First), JudgedOrigin.Of(First)).Outcome);

    [Fact]
    public void What_is_retired_says_what_it_said()
    {
        var judgement = Propose(JudgedOrigin.Of(First), JudgedOrigin.Of(Second)).Value!;

        Assert.Equal(judgement with { SupersededAt = By.At, Version = 2 }, judgement.Retire(By.At));
    }

    private static JudgedOrigin Unnamed(string descriptor, int relay) =>
        JudgedOrigin.Of(new UnnamedSource(descriptor, new SourceRef(relay == 1 ? First : Second, $"relay-{relay}")));

    private static Verdict<OriginOutcome, OriginJudgement> Propose(JudgedOrigin one, JudgedOrigin other) =>
        OriginJudgement.Propose(Guid.Empty, one, other, OriginVerdict.Same, "Because.", By);
}
