using ClaimCheck.Domain.Evidence.Copying;
using static ClaimCheck.Domain.Tests.Evidence.Copying.Texts;

namespace ClaimCheck.Domain.Tests.Evidence.Copying;

public class SharedNumberTests
{
    private const string One = "Fighters of the group took 429 million dollars from the central bank of Mosul when the city fell.";
    private const string Other = "The militants became rich when they took 429 million dollars out of the central bank of Mosul in bags.";

    [Fact]
    public void The_same_precise_number_of_the_same_thing_in_partly_the_same_words_is_a_sign()
    {
        var pair = Assert.Single(Find(Text(1, One), Text(2, Other)).Pairs);

        Assert.Equal((Id(2), Id(1), CopySign.SharedNumber), (pair.Copy, pair.Original, pair.Sign));
        Assert.Equal(["429 million"], pair.Shared);
    }

    [Theory]
    [InlineData("Iraqi bankers doubt it: at most 400 million dollars can have been there, and nobody has seen them go.")]
    [InlineData("About 430 million dollars are missing.")]
    public void It_is_one_whatever_others_say_of_the_number(string third) => Assert.Equal(
        [(Id(1), Id(2))], CopiesAmong(Text(1, One), Text(2, Other), Text(3, third)));

    [Fact]
    public void Another_number_is_none() => Assert.False(AreCopies(One, Other.Replace("429", "431", StringComparison.Ordinal)));

    [Theory]
    [InlineData("61.4", true)]
    [InlineData("1,974", true)]
    [InlineData("21,300", true)]
    [InlineData("1974", false)]
    [InlineData("42", false)]
    [InlineData("400", false)]
    [InlineData("425", false)]
    [InlineData("1,250", false)]
    [InlineData("42,000,000", false)]
    public void A_round_number_or_a_year_is_none(string number, bool isPrecise) => Assert.Equal(isPrecise, AreCopies(
        One.Replace("429", number, StringComparison.Ordinal),
        Other.Replace("429", number, StringComparison.Ordinal)));

    [Theory]
    [InlineData("pistols and rifles", true)]
    [InlineData("uniforms and rifles", false)]
    public void The_same_number_of_something_else_is_none(string things, bool isSame) => Assert.Equal(isSame, AreCopies(
        "Fighters of the group took 429 pistols and rifles from the depot of the bank when Mosul fell in June.",
        $"In a village inspectors later found 429 {things} from the depot of the bank which had been sold by middlemen."));

    [Theory]
    [InlineData("Officials counted 1,263 cranes in the harbour.", true)]
    [InlineData("Officials counted 1,000 cranes in the harbour.", false)]
    [InlineData("Cranes there: 1,263.", false)]
    public void The_same_short_sentence_is_a_copy_only_with_such_a_number(string sentence, bool isCopy) =>
        Assert.Equal(isCopy, AreCopies(sentence, sentence));

    [Fact]
    public void The_number_alone_is_none() => Assert.False(AreCopies(
        One, "Nobody knows where the 429 million have gone that auditors missed after soldiers had fled over the river."));

    [Fact]
    public void A_number_that_is_quoted_is_the_speakers() => Assert.False(AreCopies(
        One, Other.Replace("429 million dollars", "\"429 million dollars\"", StringComparison.Ordinal)));
}
