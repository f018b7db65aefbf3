using ClaimCheck.Domain.Evidence;

namespace ClaimCheck.Domain.Tests.Evidence;

public sealed class TruthTableTests
{
    public static TheoryData<string> Titles => [.. TruthTable.Titles];

    [Theory]
    [MemberData(nameof(Titles))]
    public void The_count_is_what_the_table_says(string title)
    {
        var (question, lines) = TruthTable.Case(title);
        Assert.True(Expectation.IsComplete(lines[0]), "The first expectation of a case is its floor, its ceiling and its status.");
        var answer = question.Answer();
        var expectation = new Expectation(question, answer);
        Assert.Multiple([
            .. lines.Select(line => (Action)(() => expectation.Check(line))),
            () => HasSoundNumbers(answer.Supporting),
            () => HasSoundNumbers(answer.Contradicting),
            () => Assert.Equal(
                answer.ChokePoints.Select(point => (point.Floor, point.Ceiling)).Order(),
                answer.ChokePoints.Select(point => (point.Floor, point.Ceiling)))]);
    }

    [Theory]
    [InlineData("a; x < p", "a line that is none")]
    [InlineData("a: x < p (on the record)", "terms that are none")]
    [InlineData("a: x; seen", "a basis that is none")]
    [InlineData("a: x [b] < p", "a claim whose own source has an upstream claim")]
    [InlineData("a == b", "a link that is none")]
    [InlineData("a = b", "links between claims nobody tells of")]
    [InlineData("same a", "a judgement on one claim")]
    [InlineData("strictly", "a manner that is none")]
    public void A_table_with_words_that_mean_nothing_is_refused(string line, string because)
    {
        var reader = new LedgerReader();
        Assert.True(Record.Exception(() => { reader.Read(line); _ = reader.Finish(); }) is not null, because);
    }

    [Theory]
    [InlineData("flour 1, ceiling 1, single_origin")]
    [InlineData("floor 1, ceiling 1, one_origin")]
    [InlineData("supporters: a")]
    [InlineData("held by nobody: a")]
    [InlineData("supporting: a b")]
    [InlineData("held by unnamed: a")]
    [InlineData("origin named q: a")]
    [InlineData("choke points: none")]
    [InlineData("circular: x p by a")]
    [InlineData("note says two origins")]
    [InlineData("contested")]
    [InlineData("cut")]
    [InlineData("against floor 1")]
    public void An_expectation_that_is_not_understood_or_not_met_fails(string line)
    {
        var reader = new LedgerReader();
        reader.Read("a: x < p");
        var question = reader.Finish();
        Assert.NotNull(Record.Exception(() => new Expectation(question, question.Answer()).Check(line)));
    }

    [Fact]
    public void There_is_a_case_for_every_reason_and_every_status()
    {
        var lines = TruthTable.Titles.SelectMany(title => TruthTable.Case(title).Expectations).ToList();
        Assert.All(Words<HoldReason>.All, word => Assert.Contains(lines, line => line.StartsWith($"held by {word}:", StringComparison.Ordinal)));
        Assert.All(Words<EvidenceStatus>.All, word => Assert.Contains(lines, line => line.EndsWith(word, StringComparison.Ordinal)));
    }

    private static void HasSoundNumbers(EvidenceSide side)
    {
        var origins = side.Origins;
        Assert.InRange(origins.Floor, Math.Min(1, origins.Ceiling), origins.Ceiling);
        Assert.Equal(origins.Ceiling, origins.Named + origins.Unnamed + origins.FirstHand);
        Assert.Equal(origins.Ceiling, side.Behind.Count);
        Assert.Equal(origins.Floor, side.Witnesses.Count);
        Assert.True(origins.FloorIsExact);
    }
}
