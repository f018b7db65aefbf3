using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.ClaimReviews;

public sealed class ClaimReviewTests
{
    private static readonly DateTimeOffset Now = new(2014, 10, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ReviewedClaim Claim = ReviewedClaim.Of(Guid.CreateVersion7(Now), "It rained.", null, null, []);

    [Fact]
    public void A_published_assessment_says_what_it_says_under_other_names()
    {
        var assessment = Published(new Rating("Wrong", null, 2, 5, 1, NormalizedRating.False));

        var review = ClaimReview.Of(assessment, Claim)!;

        Assert.Equal((assessment.Id, "https://facts.example.com/rain", "Rain?", "en"), (review.Id, review.Url, review.Headline, review.Language));
        Assert.Equal(new ReviewRating("Wrong", "The gauge was dry.", new NumericRating(2, 5, 1)), review.Rating);
        Assert.Equal((Now, null, null), (review.PublishedAt, review.CorrectedAt, review.Origins));
    }

    [Theory]
    [InlineData(null, 5.0, 1.0)]
    [InlineData(null, null, null)]
    public void No_number_is_made_up_and_bounds_do_not_stand_without_one(double? value, double? best, double? worst) =>
        Assert.Null(ClaimReview.Of(Published(new Rating("Wrong", null, value, best, worst, NormalizedRating.False)), Claim)!.Rating.Scale);

    [Theory]
    [InlineData(AssessmentState.Draft)]
    [InlineData(AssessmentState.InReview)]
    [InlineData(AssessmentState.Retracted)]
    public void Only_a_published_assessment_is_a_review(AssessmentState state) =>
        Assert.Null(ClaimReview.Of(Published(Plain) with { State = state }, Claim));

    [Fact]
    public void What_was_corrected_is_dated_by_its_latest_correction()
    {
        var corrections = new[] { Now.AddDays(2), Now.AddDays(1) }.Select((at, i) => new Correction(3 - i, [AssessmentMember.Title], "Typo.", "an editor", at));

        Assert.Equal(Now.AddDays(2), ClaimReview.Of(Published(Plain) with { Corrections = [.. corrections] }, Claim)!.CorrectedAt);
    }

    [Fact]
    public void Works_come_in_the_order_in_which_each_had_certainly_been_published()
    {
        var works = new[] { Work("undated", null), Work("2014", "2014"), Work("May", "2014-05"), Work("9 May", "2014-05-09"), Work("noon", "2014-05-09T12:00:00Z") };

        foreach (var order in new[] { works, [.. works.Reverse()] })
        {
            var claim = ReviewedClaim.Of(Claim.Id, "It rained.", null, null, order);

            Assert.Equal(["noon", "9 May", "May", "2014", "undated"], claim.Appearances.Select(work => work.Title));
            Assert.Equal("noon", claim.FirstAppearance!.Title);
        }
    }

    [Fact]
    public void Nothing_is_said_to_be_the_first_of_works_without_a_date() =>
        Assert.Null(ReviewedClaim.Of(Claim.Id, "It rained.", null, null, [Work("undated", null)]).FirstAppearance);

    [Fact]
    public void People_and_accounts_are_persons_a_document_is_nobody_and_all_else_is_an_organisation()
    {
        var parties = Enum.GetValues<SourceKind>().ToLookup(kind => ReviewParty.Of("X", kind, "Q1")?.IsPerson);

        Assert.Equal([SourceKind.SocialAccount, SourceKind.Person], parties[true]);
        Assert.Equal([SourceKind.Document], parties[null]);
        Assert.Equal(Enum.GetValues<SourceKind>().Length - 3, parties[false].Count());
    }

    private static Rating Plain { get; } = new("Wrong", null, null, null, null, NormalizedRating.False);

    private static ReviewedWork Work(string title, string? date) =>
        new(Guid.CreateVersion7(Now), null, title, PartialDate.TryParse(date, out var known) ? known : null, null);

    private static Assessment Published(Rating rating) => new(
        Guid.CreateVersion7(Now), Claim.Id, rating,
        new Finding("en", "Rain?", "The gauge was dry.", null, null, null, "https://facts.example.com/rain", new Author("Example Fact Desk"), Now),
        AssessmentState.Published, null, [], 2, Now, Now);
}
