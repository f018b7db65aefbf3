using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.Links;

public sealed class ClaimLinkTests
{
    private static readonly DateTimeOffset Now = new(2014, 9, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Smaller = Guid.Parse("01480000-0000-7000-8000-000000000001");
    private static readonly Guid Larger = Guid.Parse("f1480000-0000-7000-8000-000000000001");

    [Theory]
    [InlineData(LinkRelation.Corroborates, true)]
    [InlineData(LinkRelation.Contradicts, true)]
    [InlineData(LinkRelation.Restates, true)]
    [InlineData(LinkRelation.DerivedFrom, false)]
    [InlineData(LinkRelation.Supersedes, false)]
    [InlineData(LinkRelation.Qualifies, false)]
    [InlineData(LinkRelation.Context, false)]
    public void A_symmetric_pair_is_put_in_order_and_a_directed_one_is_not(LinkRelation relation, bool symmetric)
    {
        var link = Propose(Larger, Smaller, relation, Role.Editor).Value!;

        Assert.Equal(symmetric ? (Smaller, Larger) : (Larger, Smaller), (link.From, link.To));
    }

    [Fact]
    public void Linking_a_claim_to_itself_is_refused() =>
        Assert.Equal(LinkOutcome.SelfLink, Propose(Smaller, Smaller, LinkRelation.Restates, Role.Admin).Outcome);

    [Theory]
    [InlineData(Role.Contributor, LinkStatus.Suggested, LinkOutcome.Accepted)]
    [InlineData(Role.Contributor, LinkStatus.Confirmed, LinkOutcome.RoleTooLow)]
    [InlineData(Role.Editor, LinkStatus.Suggested, LinkOutcome.Accepted)]
    [InlineData(Role.Editor, LinkStatus.Confirmed, LinkOutcome.Accepted)]
    [InlineData(Role.Admin, LinkStatus.Confirmed, LinkOutcome.Accepted)]
    public void Only_editors_confirm_at_once(Role role, LinkStatus status, LinkOutcome expected) =>
        Assert.Equal(expected, Propose(Smaller, Larger, LinkRelation.Restates, role, status).Outcome);

    /// <summary>The whole table: where a link stands, what is done to it, what becomes of it.</summary>
    [Theory]
    [InlineData(LinkStatus.Suggested, "confirm", LinkOutcome.Accepted, LinkStatus.Confirmed)]
    [InlineData(LinkStatus.Suggested, "reject", LinkOutcome.Accepted, LinkStatus.Rejected)]
    [InlineData(LinkStatus.Suggested, "retract", LinkOutcome.Accepted, LinkStatus.Retracted)]
    [InlineData(LinkStatus.Confirmed, "confirm", LinkOutcome.AlreadyDecided, LinkStatus.Confirmed)]
    [InlineData(LinkStatus.Confirmed, "reject", LinkOutcome.Accepted, LinkStatus.Rejected)]
    [InlineData(LinkStatus.Confirmed, "retract", LinkOutcome.Accepted, LinkStatus.Retracted)]
    [InlineData(LinkStatus.Rejected, "confirm", LinkOutcome.Accepted, LinkStatus.Confirmed)]
    [InlineData(LinkStatus.Rejected, "reject", LinkOutcome.AlreadyDecided, LinkStatus.Rejected)]
    [InlineData(LinkStatus.Rejected, "retract", LinkOutcome.Accepted, LinkStatus.Retracted)]
    [InlineData(LinkStatus.Retracted, "confirm", LinkOutcome.Final, LinkStatus.Retracted)]
    [InlineData(LinkStatus.Retracted, "reject", LinkOutcome.Final, LinkStatus.Retracted)]
    [InlineData(LinkStatus.Retracted, "retract", LinkOutcome.AlreadyDecided, LinkStatus.Retracted)]
    public void Judgements_follow_the_table(LinkStatus from, string deed, LinkOutcome expected, LinkStatus to)
    {
        var link = Propose(Smaller, Larger, LinkRelation.Restates, Role.Editor).Value! with { Status = from };

        var verdict = deed switch
        {
            "confirm" => link.Review(ReviewDecision.Confirmed, VersionCondition.Any, Now),
            "reject" => link.Review(ReviewDecision.Rejected, VersionCondition.Any, Now),
            _ => link.Retract(VersionCondition.Any, Now),
        };

        Assert.Equal((expected, to), (verdict.Outcome, verdict.Value!.Status));
        Assert.Equal(expected == LinkOutcome.Accepted ? 2 : 1, verdict.Value.Version);
    }

    private static Verdict<LinkOutcome, ClaimLink> Propose(
        Guid from, Guid to, LinkRelation relation, Role role, LinkStatus status = LinkStatus.Suggested) =>
        ClaimLink.Propose(
            NewId.At(Now), from, new LinkProposal(to, relation, "why", [], null, status), new Authorship(null, "a test", role, Now));
}
