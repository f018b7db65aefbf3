using ClaimCheck.Domain.Matching;

namespace ClaimCheck.Domain.Tests.Matching;

/// <summary>How alike a claim is, and why.</summary>
public sealed class MatchScorerTests
{
    private const int English = 8;
    private const string Claim = "Captain Tamm says that the ferry to Hiiumaa was halted for 12 days by thick ice.";

    [Theory]
    [InlineData("Ferry to Hiiumaa halted 12 days by ice, captain Tamm says")]
    [InlineData("Captian Tamm: thick ice stopped the Hiumaa ferry, twelve days")]
    [InlineData("#HiiumaaFerry halts because of thick ice for 12 days (Tamm)")]
    public void A_paraphrase_scores_high(string text) => Assert.InRange(Compare(text, Claim).Score, 0.7, 1);

    [Theory]
    [InlineData("The bakery in Rakvere has sold its ovens")]
    [InlineData("for 12 days that the was by")]
    [InlineData("Captain of the team says the match was halted")]
    public void What_is_about_something_else_scores_low(string text) => Assert.InRange(Compare(text, Claim).Score, 0, 0.69);

    [Fact]
    public void Each_thing_in_common_raises_the_score()
    {
        string[] texts =
        [
            "Hiiumaa", "ferry Hiiumaa", "ice ferry Hiiumaa", "ferry to Hiiumaa ice", "ferry to Hiiumaa halted ice", "ferry to Hiiumaa was halted 12 days by ice",
        ];

        var scores = texts.Select(text => Compare(text, Claim).Score).ToList();

        Assert.Equal(scores.Order(), scores);
    }

    [Fact]
    public void A_headline_that_says_it_raises_the_score()
    {
        const string text = "Was the ferry to Hiiumaa halted by ice?";

        Assert.True(Compare(text, "Nothing crossed the strait.", "Was the ferry to Hiiumaa halted?").Score > Compare(text, "Nothing crossed the strait.").Score);
    }

    [Fact]
    public void It_says_why()
    {
        var utterance = Utterance.Read("Captian Tamm: #ThickIce stops Hiiumaaferry, twelve days");
        var scorer = new MatchScorer(utterance, Rarities(utterance));

        var why = scorer.Explain(Words("Captain Tamm: the Hiiumaa ferry was halted for 12 days by thick ice."));

        Assert.Equal(
            [
                "Captian Alike Captain", "Hiiumaaferry Joined Hiiumaa", "Ice Same ice", "Tamm Same Tamm", "Thick Same thick", "days Same days", "stops Synonym halted",
                "twelve Stemmed 12",
            ],
            why.Words.Select(word => $"{word.Said} {word.How} {word.Found}").Order(StringComparer.Ordinal));
        Assert.Equal(["Tamm"], why.Names);
        Assert.Equal(["12"], why.Numbers);
        Assert.Equal(["thick ice", "12 days"], why.Phrases.OrderByDescending(phrase => phrase.Length));
    }

    [Fact]
    public void A_word_is_worth_more_the_fewer_claims_hold_it_and_little_in_a_small_ledger()
    {
        double[] worth = [WordRarity.Of(500_000, 1_000_000, 0).Value, WordRarity.Of(1_000, 1_000_000, 0).Value, WordRarity.Of(1, 1_000_000, 0).Value];

        Assert.Equal(worth.Order(), worth);
        Assert.Equal(WordRarity.Most, worth[^1]);
        Assert.InRange(WordRarity.Of(1, 22, 0).Value, 5, 7);
    }

    [Fact]
    public void Comparing_leaves_nothing_behind()
    {
        var utterance = Utterance.Read("Ferry to Hiiumaa halted 12 days by ice");
        var scorer = new MatchScorer(utterance, Rarities(utterance));
        var first = scorer.Compare(Words(Claim));

        scorer.Compare(Words("The ferry, the ferry, the ferry and the ice."));
        scorer.Explain(Words("Hiiumaa ferry"));

        Assert.Equal(first, scorer.Compare(Words(Claim)));
    }

    private static Likeness Compare(string text, string claim, params string[] titles)
    {
        var utterance = Utterance.Read(text);
        return new MatchScorer(utterance, Rarities(utterance)).Compare(new ClaimWords(claim, null, titles, English));
    }

    private static ClaimWords Words(string claim) => new(claim, null, [], English);

    private static List<WordRarity> Rarities(Utterance utterance) => [.. utterance.Words.Select(_ => WordRarity.Of(20, 20_000, 0))];
}
