using ClaimCheck.Domain.Assessments;

namespace ClaimCheck.Domain.Tests.Assessments;

public sealed class RatingTests
{
    private static readonly DateTimeOffset Now = new(2014, 10, 3, 9, 0, 0, TimeSpan.Zero);

    private static readonly RatingScale Desk = new(
        NewId.At(Now),
        "desk",
        new RatingScaleFacts(
            "Desk", 5, 1, [new RatingLabel("Established", NormalizedRating.True, 5), new RatingLabel("Open", NormalizedRating.Unverifiable)]),
        1,
        Now,
        Now);

    private static readonly RatingScale Words = Desk with { Slug = "words", Facts = Desk.Facts with { BestRating = null, WorstRating = null } };

    [Fact]
    public void What_is_left_out_comes_from_the_scale() =>
        Assert.Equal(
            new Rating("Established", Desk.Ref, 5, 5, 1, NormalizedRating.True),
            Rating.Of(new RatingDraft("Established", "desk", null, null, null, null), Desk).Value);

    [Fact]
    public void What_the_scale_says_too_may_be_sent() =>
        Assert.Equal(AssessmentOutcome.Accepted, Rating.Of(new RatingDraft("Established", "desk", 5, 5, 1, NormalizedRating.True), Desk).Outcome);

    [Theory]
    [InlineData("Established", null, null, null, NormalizedRating.False, "normalized", "true")]
    [InlineData("Established", 4.0, null, null, null, "ratingValue", "5")]
    [InlineData("Established", null, 10.0, null, null, "bestRating", "5")]
    [InlineData("Established", null, null, 0.0, null, "worstRating", "1")]
    [InlineData("Open", 1.0, null, null, null, "ratingValue", "none")]
    public void A_contradiction_is_refused_with_what_the_scale_says(
        string text, double? value, double? best, double? worst, NormalizedRating? normalized, string member, string known)
    {
        var verdict = Rating.Of(new RatingDraft(text, "desk", value, best, worst, normalized), Desk);

        Assert.Equal(AssessmentOutcome.ContradictsScale, verdict.Outcome);
        Assert.Equal(["desk", member, known], verdict.Path!);
    }

    [Fact]
    public void A_scale_without_numbers_takes_none() =>
        Assert.Equal(["words", "bestRating", "none"], Rating.Of(new RatingDraft("Open", "words", null, 5, 1, null), Words).Path!);

    [Theory]
    [InlineData("Nowhere on it")]
    [InlineData("established")]
    [InlineData("Established ")]
    public void Words_that_are_no_label_are_refused_with_those_that_are(string text)
    {
        var verdict = Rating.Of(new RatingDraft(text, "desk", null, null, null, null), Desk);

        Assert.Equal(AssessmentOutcome.NotOnScale, verdict.Outcome);
        Assert.Equal(["desk", "Established", "Open"], verdict.Path!);
    }

    [Fact]
    public void Without_a_scale_a_verdict_says_itself_what_it_comes_to()
    {
        Assert.Equal(AssessmentOutcome.NormalizedMissing, Rating.Of(new RatingDraft("Open", null, null, null, null, null), null).Outcome);
        Assert.Equal(
            new Rating("Open", null, 2, 5, 1, NormalizedRating.Other),
            Rating.Of(new RatingDraft("Open", null, 2, 5, 1, NormalizedRating.Other), null).Value);
    }

    [Fact]
    public void A_draft_repeats_a_verdict_whichever_name_of_the_scale_it_uses()
    {
        var standing = Rating.Of(new RatingDraft("Established", "desk", null, null, null, null), Desk).Value!;
        var same = new RatingDraft("Established", "desk", 5, 5, 1, NormalizedRating.True);

        Assert.True(same.Repeats(standing));
        Assert.True((same with { Scale = $"{Desk.Id}" }).Repeats(standing));
        Assert.False((same with { Scale = "words" }).Repeats(standing));
        Assert.False((same with { Scale = null }).Repeats(standing));
        Assert.False((same with { Value = 4 }).Repeats(standing));
    }
}
