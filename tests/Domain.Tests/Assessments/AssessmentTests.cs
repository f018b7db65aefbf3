using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.Assessments;

public sealed class AssessmentTests
{
    private const AssessmentState Draft = AssessmentState.Draft;
    private const AssessmentState InReview = AssessmentState.InReview;
    private const AssessmentState Published = AssessmentState.Published;
    private const AssessmentState Retracted = AssessmentState.Retracted;
    private const AssessmentOutcome Wrong = AssessmentOutcome.WrongState;
    private const AssessmentOutcome Final = AssessmentOutcome.Final;

    private static readonly string[] Deeds = ["change", "submit", "return", "publish", "retract"];
    private static readonly DateTimeOffset Then = new(2014, 10, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2014, 10, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly Rating Unsettled = new("Not established", null, null, null, null, NormalizedRating.Unverifiable);
    private static readonly Rating Settled = new("Refuted", null, 1, 5, 1, NormalizedRating.False);

    private static readonly Finding Finding = new(
        "en", "A title", "A summary.", 3, Likelihood.RoughlyEvenChance, Confidence.Low, "https://facts.example.com/review",
        new Author("Example Fact Desk"), null);

    /// <summary>
    /// Where an assessment stands, what is done to it, who may at least, what becomes of it for whoever may, and where it stands
    /// then. Everybody below is refused.
    /// </summary>
    private static readonly (AssessmentState From, string Deed, Role Least, AssessmentOutcome Outcome, AssessmentState To)[] Moves =
    [
        (Draft, "change", Role.Contributor, AssessmentOutcome.Accepted, Draft),
        (Draft, "submit", Role.Contributor, AssessmentOutcome.Accepted, InReview),
        (Draft, "return", Role.Editor, Wrong, Draft),
        (Draft, "publish", Role.Editor, AssessmentOutcome.Accepted, Published),
        (Draft, "retract", Role.Editor, AssessmentOutcome.Accepted, Retracted),
        (InReview, "change", Role.Contributor, AssessmentOutcome.Accepted, InReview),
        (InReview, "submit", Role.Contributor, Wrong, InReview),
        (InReview, "return", Role.Editor, AssessmentOutcome.Accepted, Draft),
        (InReview, "publish", Role.Editor, AssessmentOutcome.Accepted, Published),
        (InReview, "retract", Role.Editor, AssessmentOutcome.Accepted, Retracted),
        (Published, "change", Role.Editor, AssessmentOutcome.Accepted, Published),
        (Published, "submit", Role.Contributor, Wrong, Published),
        (Published, "return", Role.Editor, Wrong, Published),
        (Published, "publish", Role.Editor, Wrong, Published),
        (Published, "retract", Role.Editor, AssessmentOutcome.Accepted, Retracted),
        (Retracted, "change", Role.Contributor, Final, Retracted),
        (Retracted, "submit", Role.Contributor, Final, Retracted),
        (Retracted, "return", Role.Editor, Final, Retracted),
        (Retracted, "publish", Role.Editor, Final, Retracted),
        (Retracted, "retract", Role.Editor, Final, Retracted),
    ];

    /// <summary>Every cell of the table: each state, each deed and each role.</summary>
    public static TheoryData<AssessmentState, string, Role, AssessmentOutcome, AssessmentState> Table()
    {
        var cells = new TheoryData<AssessmentState, string, Role, AssessmentOutcome, AssessmentState>();
        foreach (var (from, deed, least, outcome, to) in Moves)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var mayDoIt = role >= least;
                cells.Add(from, deed, role, mayDoIt ? outcome : AssessmentOutcome.RoleTooLow, mayDoIt ? to : from);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void An_assessment_moves_as_the_table_says(
        AssessmentState from, string deed, Role role, AssessmentOutcome expected, AssessmentState to)
    {
        var verdict = Do(In(from), deed, By(role));

        Assert.Equal((expected, to), (verdict.Outcome, verdict.Value!.State));
        Assert.Equal(expected == AssessmentOutcome.Accepted ? (2, Now) : (1, Then), (verdict.Value.Version, verdict.Value.UpdatedAt));
    }

    [Fact]
    public void The_table_has_a_line_for_every_state_and_every_deed() =>
        Assert.Equal(
            from state in Enum.GetValues<AssessmentState>() from deed in Deeds select (state, deed),
            Moves.Select(move => (move.From, move.Deed)));

    [Fact]
    public void Nothing_moves_from_a_version_that_was_not_meant() =>
        Assert.All(Moves, move => Assert.Equal(
            AssessmentOutcome.ChangedMeanwhile, Do(In(move.From), move.Deed, By(Role.Admin), VersionCondition.OneOf(7)).Outcome));

    [Theory]
    [InlineData(Role.Reader, AssessmentOutcome.RoleTooLow)]
    [InlineData(Role.Contributor, AssessmentOutcome.Accepted)]
    [InlineData(Role.Editor, AssessmentOutcome.Accepted)]
    public void Whoever_may_write_may_draft(Role role, AssessmentOutcome expected)
    {
        var verdict = Assessment.Draft(NewId.At(Now), NewId.At(Now), Unsettled, Finding, null, By(role));

        Assert.Equal(expected, verdict.Outcome);
        Assert.Equal(expected == AssessmentOutcome.Accepted ? Draft : null, verdict.Value?.State);
    }

    [Theory]
    [InlineData(1, null, AssessmentOutcome.NotCorroborated)]
    [InlineData(1, 0, AssessmentOutcome.NotCorroborated)]
    [InlineData(1, 1, AssessmentOutcome.NotCorroborated)]
    [InlineData(1, 2, AssessmentOutcome.Accepted)]
    [InlineData(1, 3, AssessmentOutcome.Accepted)]
    [InlineData(2, null, AssessmentOutcome.Accepted)]
    [InlineData(2, 0, AssessmentOutcome.Accepted)]
    [InlineData(6, 1, AssessmentOutcome.Accepted)]
    [InlineData(null, 0, AssessmentOutcome.Accepted)]
    public void Only_two_independent_origins_confirm_a_claim(int? credibility, int? floor, AssessmentOutcome expected)
    {
        var finding = Finding with { Credibility = credibility };
        Verdict<AssessmentOutcome, Assessment>[] verdicts =
        [
            Assessment.Draft(NewId.At(Now), NewId.At(Now), Unsettled, finding, floor, By(Role.Editor)),
            In(Draft).Change(Settled, finding, null, floor, VersionCondition.Any, By(Role.Editor)),
            In(InReview).Change(Settled, finding, null, floor, VersionCondition.Any, By(Role.Editor)),
            In(Published).Change(Settled, finding, "Why.", floor, VersionCondition.Any, By(Role.Editor)),
            (In(Draft) with { Finding = finding }).Publish(floor, VersionCondition.Any, By(Role.Editor)),
            (In(InReview) with { Finding = finding }).Publish(floor, VersionCondition.Any, By(Role.Editor)),
        ];

        Assert.All(verdicts, verdict => Assert.Equal(expected, verdict.Outcome));
        if (expected == AssessmentOutcome.NotCorroborated && floor is { } counted)
        {
            Assert.All(verdicts, verdict => Assert.Equal([$"{counted}"], verdict.Path!));
        }
    }

    [Fact]
    public void A_correction_names_what_changed_and_says_why()
    {
        var corrected = In(Published).Change(
            Settled, Finding with { Summary = "Another summary." }, "The ministry published the minutes.", null, VersionCondition.Any, By(Role.Editor));

        var correction = Assert.Single(corrected.Value!.Corrections);
        Assert.Equal(
            [
                AssessmentMember.RatingText, AssessmentMember.RatingValue, AssessmentMember.BestRating, AssessmentMember.WorstRating,
                AssessmentMember.Normalized, AssessmentMember.Summary,
            ],
            correction.Changed);
        Assert.Equal((2, "The ministry published the minutes.", "tests", Now), (correction.Version, correction.Note, correction.By, correction.At));
    }

    [Theory]
    [InlineData(AssessmentMember.RatingText)]
    [InlineData(AssessmentMember.Scale)]
    [InlineData(AssessmentMember.RatingValue)]
    [InlineData(AssessmentMember.BestRating)]
    [InlineData(AssessmentMember.WorstRating)]
    [InlineData(AssessmentMember.Normalized)]
    [InlineData(AssessmentMember.Credibility)]
    [InlineData(AssessmentMember.Likelihood)]
    [InlineData(AssessmentMember.Confidence)]
    [InlineData(AssessmentMember.Title)]
    [InlineData(AssessmentMember.Summary)]
    [InlineData(AssessmentMember.Language)]
    [InlineData(AssessmentMember.ReviewUrl)]
    [InlineData(AssessmentMember.Author)]
    [InlineData(AssessmentMember.PublishedAt)]
    public void A_correction_of_one_member_names_that_one(AssessmentMember member)
    {
        var rating = member switch
        {
            AssessmentMember.RatingText => Unsettled with { Text = "Open" },
            AssessmentMember.Scale => Unsettled with { Scale = new RatingScaleRef(NewId.At(Now), "desk") },
            AssessmentMember.RatingValue => Unsettled with { Value = 2 },
            AssessmentMember.BestRating => Unsettled with { BestRating = 5 },
            AssessmentMember.WorstRating => Unsettled with { WorstRating = 1 },
            AssessmentMember.Normalized => Unsettled with { Normalized = NormalizedRating.Other },
            _ => Unsettled,
        };
        var finding = member switch
        {
            AssessmentMember.Credibility => Finding with { Credibility = 4 },
            AssessmentMember.Likelihood => Finding with { Likelihood = Likelihood.Unlikely },
            AssessmentMember.Confidence => Finding with { Confidence = Confidence.High },
            AssessmentMember.Title => Finding with { Title = null },
            AssessmentMember.Summary => Finding with { Summary = "Shorter." },
            AssessmentMember.Language => Finding with { Language = "de" },
            AssessmentMember.ReviewUrl => Finding with { ReviewUrl = "https://facts.example.com/moved" },
            AssessmentMember.Author => Finding with { Author = new Author("Example Fact Desk", "https://facts.example.com/") },
            AssessmentMember.PublishedAt => Finding with { PublishedAt = Then },
            _ => Finding,
        };

        var corrected = In(Published).Change(rating, finding, "Why.", null, VersionCondition.Any, By(Role.Editor));

        Assert.Equal([member], Assert.Single(corrected.Value!.Corrections).Changed);
    }

    [Fact]
    public void A_correction_needs_a_note_a_change_and_an_address()
    {
        var published = In(Published);

        Verdict<AssessmentOutcome, Assessment> Change(Rating rating, Finding finding, string? note) =>
            published.Change(rating, finding, note, null, VersionCondition.Any, By(Role.Editor));

        Assert.Equal(AssessmentOutcome.NoteMissing, Change(Settled, Finding, null).Outcome);
        Assert.Equal(AssessmentOutcome.NothingChanged, Change(Unsettled, Finding, "Why.").Outcome);
        Assert.Equal(AssessmentOutcome.ReviewUrlMissing, Change(Unsettled, Finding with { ReviewUrl = null }, "Why.").Outcome);
    }

    [Fact]
    public void A_published_assessment_keeps_the_time_of_its_publication()
    {
        var published = In(Draft).Publish(null, VersionCondition.Any, By(Role.Editor)).Value!;
        var backdated = (In(Draft) with { Finding = Finding with { PublishedAt = Then } }).Publish(null, VersionCondition.Any, By(Role.Editor)).Value!;
        var corrected = published.Change(Settled, published.Finding with { PublishedAt = null }, "Why.", null, VersionCondition.Any, By(Role.Editor)).Value!;

        Assert.Equal((Now, Then, Now), (published.Finding.PublishedAt, backdated.Finding.PublishedAt, corrected.Finding.PublishedAt));
    }

    [Fact]
    public void What_cannot_be_read_anywhere_is_not_published() =>
        Assert.Equal(
            AssessmentOutcome.ReviewUrlMissing,
            (In(InReview) with { Finding = Finding with { ReviewUrl = null } }).Publish(null, VersionCondition.Any, By(Role.Editor)).Outcome);

    [Theory]
    [InlineData(Draft, Role.Contributor, "Why.", true)]
    [InlineData(Draft, Role.Editor, null, true)]
    [InlineData(Draft, Role.Editor, "Why.", false)]
    [InlineData(InReview, Role.Contributor, "Why.", true)]
    [InlineData(InReview, Role.Editor, "Why.", false)]
    [InlineData(Published, Role.Editor, "Why.", false)]
    public void An_editor_who_says_why_has_had_the_second_look(AssessmentState state, Role role, string? note, bool stillNeeded)
    {
        var flagged = In(state).Flag("Claim 1 was retracted.", Now)!;

        var changed = flagged.Change(Unsettled, Finding, note, null, VersionCondition.Any, By(role)).Value!;

        Assert.Equal(stillNeeded, changed.NeedsReview is not null);
    }

    [Fact]
    public void What_needs_a_second_look_is_not_published_and_may_be_retracted()
    {
        var flagged = In(InReview).Flag("Claim 1 was retracted.", Now)!;

        Assert.Equal(AssessmentOutcome.NeedsReview, flagged.Publish(null, VersionCondition.Any, By(Role.Editor)).Outcome);
        Assert.Null(flagged.Retract(VersionCondition.Any, By(Role.Editor)).Value!.NeedsReview);
    }

    [Fact]
    public void A_second_look_is_needed_since_the_first_fall_and_for_the_latest()
    {
        var flagged = In(Published).Flag("Claim 1 was retracted.", Then)!.Flag("Claim 2 was retracted.", Now)!;

        Assert.Equal(new SecondLook("Claim 2 was retracted.", Then), flagged.NeedsReview);
        Assert.Equal(3, flagged.Version);
        Assert.Null(In(Retracted).Flag("Claim 1 was retracted.", Now));
    }

    [Fact]
    public void Of_many_corrections_the_latest_hundred_come_along()
    {
        var assessment = In(Published);
        for (var i = 0; i < 101; i++)
        {
            assessment = assessment.Change(
                Unsettled, Finding with { Summary = $"Summary {i}." }, $"Note {i}.", null, VersionCondition.Any, By(Role.Editor)).Value!;
        }

        Assert.Equal(("Note 100.", "Note 1."), (assessment.Corrections[0].Note, assessment.Corrections[^1].Note));
        Assert.Equal(Assessment.MostCorrections, assessment.Corrections.Count);
    }

    [Theory]
    [InlineData("https://www.Facts.Example.com/about", "https://other.example/review", "facts.example.com")]
    [InlineData(null, "http://www.other.example:8080/review", "other.example")]
    [InlineData(null, "https://bücher.example/x", "xn--bcher-kva.example")]
    [InlineData("https://www.", null, "www.")]
    [InlineData(null, null, null)]
    public void The_site_is_the_authors_host_or_else_the_reviews(string? author, string? review, string? site) =>
        Assert.Equal(site, (Finding with { Author = new Author("Desk", author), ReviewUrl = review }).Site);

    private static Verdict<AssessmentOutcome, Assessment> Do(
        Assessment assessment, string deed, Authorship by, VersionCondition? from = null) => deed switch
        {
            "change" => assessment.Change(Settled, Finding, "Why.", null, from ?? VersionCondition.Any, by),
            "submit" => assessment.Submit(from ?? VersionCondition.Any, by),
            "return" => assessment.Return(from ?? VersionCondition.Any, by),
            "publish" => assessment.Publish(null, from ?? VersionCondition.Any, by),
            _ => assessment.Retract(from ?? VersionCondition.Any, by),
        };

    private static Authorship By(Role role) => new(null, "tests", role, Now);

    private static Assessment In(AssessmentState state) =>
        new(NewId.At(Then), NewId.At(Then), Unsettled, Finding, state, null, [], 1, Then, Then);
}
