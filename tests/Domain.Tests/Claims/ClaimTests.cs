using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.Claims;

public sealed class ClaimTests
{
    private static readonly DateTimeOffset Then = new(2014, 9, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Then.AddDays(1);
    private static readonly ClaimFacts Facts = new("It rained.", null, null, null, "en", Modality.Asserted, Basis.Witnessed, [], []);

    /// <summary>The whole table: where a claim stands, what is done to it, what becomes of it.</summary>
    [Theory]
    [InlineData(ClaimStatus.Active, "correct", ClaimOutcome.Accepted)]
    [InlineData(ClaimStatus.Active, "retract", ClaimOutcome.Accepted)]
    [InlineData(ClaimStatus.Superseded, "correct", ClaimOutcome.NotActive)]
    [InlineData(ClaimStatus.Superseded, "retract", ClaimOutcome.NotActive)]
    [InlineData(ClaimStatus.Retracted, "correct", ClaimOutcome.NotActive)]
    [InlineData(ClaimStatus.Retracted, "retract", ClaimOutcome.NotActive)]
    public void Only_a_claim_that_stands_can_be_changed(ClaimStatus status, string deed, ClaimOutcome expected)
    {
        var claim = With(status);

        var verdict = deed == "correct" ? claim.Correct(Facts, null, VersionCondition.OneOf(claim.Version), Now) : claim.Retract(VersionCondition.Any, Now);

        Assert.Equal(expected, verdict.Outcome);
        Assert.Equal(expected == ClaimOutcome.Accepted ? 4 : 3, verdict.Value!.Version);
    }

    [Fact]
    public void A_correction_changes_what_is_said_and_counts_the_version()
    {
        var article = new ArticleRef(Guid.Parse("01480000-0000-7000-8000-000000000009"), null);
        var corrected = With(ClaimStatus.Active).Correct(Facts with { Text = "It snowed." }, article, VersionCondition.OneOf(3), Now).Value!;

        Assert.Equal(("It snowed.", article, 4, Then, Now), (corrected.Facts.Text, corrected.Article!, corrected.Version, corrected.CreatedAt, corrected.UpdatedAt));
    }

    [Fact]
    public void A_correction_of_another_version_is_refused() =>
        Assert.Equal(ClaimOutcome.ChangedMeanwhile, With(ClaimStatus.Active).Correct(Facts, null, VersionCondition.OneOf(2), Now).Outcome);

    [Fact]
    public void A_retracted_claim_says_so() =>
        Assert.Equal((ClaimStatus.Retracted, Now), With(ClaimStatus.Active).Retract(VersionCondition.Any, Now).Value is { } claim ? (claim.Status, claim.UpdatedAt) : default);

    [Theory]
    [InlineData(ClaimStatus.Active)]
    [InlineData(ClaimStatus.Superseded)]
    public void A_source_takes_back_what_it_said_also_where_it_was_superseded(ClaimStatus status) =>
        Assert.Equal((ClaimStatus.Retracted, 4, Now), With(status).Withdraw(Now) is var claim ? (claim.Status, claim.Version, claim.UpdatedAt) : default);

    [Theory]
    [InlineData(ClaimStatus.Active, true, ClaimStatus.Superseded)]
    [InlineData(ClaimStatus.Active, false, null)]
    [InlineData(ClaimStatus.Superseded, true, null)]
    [InlineData(ClaimStatus.Superseded, false, ClaimStatus.Active)]
    [InlineData(ClaimStatus.Retracted, true, null)]
    [InlineData(ClaimStatus.Retracted, false, null)]
    public void Succession_follows_the_table(ClaimStatus from, bool isSuperseded, ClaimStatus? to)
    {
        var followed = With(from).FollowSuccession(isSuperseded, Now);

        Assert.Equal(to, followed?.Status);
        Assert.Equal(to is null ? null : 4, followed?.Version);
    }

    private static Claim With(ClaimStatus status) => new(
        Guid.Parse("01480000-0000-7000-8000-000000000001"), null, new SourceRef(Guid.Parse("01480000-0000-7000-8000-000000000002"), "bbc-news"), null,
        Facts, status, 3, Then, Then);
}
