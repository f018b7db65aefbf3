using ClaimCheck.Domain.Evidence.Copying;
using static ClaimCheck.Domain.Tests.Evidence.Copying.Texts;

namespace ClaimCheck.Domain.Tests.Evidence.Copying;

public class SharedErrorsTests
{
    private const string One = "Fighters of the group took 429 million dollars from the central bank of Mosul when the city fell.";
    private const string Other = "When it fell, 429 million dollars were taken from the central bank, which made the militants rich.";
    private const string Third = "Iraqi bankers doubt it: at most 400 million dollars can have been there, and nobody has seen them go.";

    [Fact]
    public void A_precise_number_that_a_third_disputes_is_a_sign()
    {
        var pair = Assert.Single(Find(Text(1, One), Text(2, Other), Text(3, Third)).Pairs);

        Assert.Equal((Id(2), Id(1), CopySign.SharedErrors), (pair.Copy, pair.Original, pair.Sign));
        Assert.Equal(["429 million"], pair.Shared);
    }

    [Fact]
    public void A_precise_number_that_nobody_disputes_is_none() => Assert.Empty(Find(Text(1, One), Text(2, Other)).Pairs);

    [Theory]
    [InlineData("About 430 million dollars are missing.")]
    [InlineData("Some 429 million dollars are missing.")]
    [InlineData("The bank once held 4 million dollars.")]
    [InlineData("In 412 towns the banks have closed.")]
    [InlineData("The governor said: \"It was 412 million dollars, believe me\".")]
    public void It_is_not_disputed_by_what_agrees_or_speaks_of_something_else(string third) =>
        Assert.Empty(Find(Text(1, One), Text(2, Other), Text(3, third)).Pairs);

    [Theory]
    [InlineData("400")]
    [InlineData("500")]
    [InlineData("425")]
    public void A_round_number_is_no_sign_whoever_disputes_it(string number) => Assert.Empty(Find(
        Text(1, One.Replace("429", number, StringComparison.Ordinal)),
        Text(2, Other.Replace("429", number, StringComparison.Ordinal)),
        Text(3, Third.Replace("400", "461", StringComparison.Ordinal))).Pairs);

    [Fact]
    public void A_year_is_no_sign() => Assert.Empty(Find(
        Text(1, "The reservoir above the town was built in 1974 dams of this kind being cheap."),
        Text(2, "Built in 1974 dams like the reservoir above the town are cheap to keep."),
        Text(3, "It was begun in 1968 dams being in fashion.")).Pairs);

    [Fact]
    public void The_number_alone_is_no_sign() => Assert.Empty(Find(
        Text(1, One),
        Text(2, "Nobody knows where the 429 million have gone that auditors missed after soldiers had fled over the river."),
        Text(3, Third)).Pairs);
}
