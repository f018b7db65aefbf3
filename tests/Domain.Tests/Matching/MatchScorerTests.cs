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

    [Fact]
    public void What_was_found_out_about_words_is_found_out_anew_after_a_rest()
    {
        var utterance = Utterance.Read("Captian Tamm: #ThickIce stops Hiiumaaferry, twelve days");
        var scorer = new MatchScorer(utterance, Rarities(utterance));
        var (before, why) = (scorer.Compare(Words(Claim)), scorer.Explain(Words(Claim)));

        scorer.Rest();

        Assert.Equal(why.Words, scorer.Explain(Words(Claim)).Words);
        Assert.Equal(before, scorer.Compare(Words(Claim)));
    }

    [Theory]
    [InlineData("halted by ice at Hiiumaa", true)]
    [InlineData("No ferry. Hiiumaa is cut off", false)]
    [InlineData("Hiiumaa is cut off", false)]
    [InlineData("halted by ice at hiiumaa", false)]
    public void A_capital_makes_a_name_where_no_sentence_begins(string text, bool isName) =>
        Assert.Equal(isName, Compare(text, Claim).Names > 0);

    [Fact]
    public void A_claim_that_says_more_beside_it_is_less_alike()
    {
        const string text = "Ice halted the ferry";

        Assert.True(Compare(text, "Ice halted the ferry.").Score
            > Compare(text, "Ice halted the ferry, bakers baked bread, painters painted fences and singers sang.").Score);
    }

    [Fact]
    public void What_rests_on_a_headline_says_so()
    {
        const string text = "Was the ferry to Hiiumaa halted by ice?";

        Assert.True(Explain(text, "Nothing crossed the strait.", "The ferry to Hiiumaa was halted").IsByHeadline);
        Assert.True(Explain(text, "Ice everywhere.", "The ferry to Hiiumaa was halted").IsByHeadline);
        Assert.False(Explain(text, "The ferry to Hiiumaa was halted.", "Ice").IsByHeadline);
        Assert.False(Explain(text, "The ferry to Hiiumaa was halted.", "The ferry to Hiiumaa was halted").IsByHeadline);
    }

    [Theory]
    [InlineData(1, 14, 14, 2)]
    [InlineData(49, 14, 4, 2)]
    [InlineData(60, 14, 5, 5)]
    [InlineData(60, 14, 9, 7)]
    [InlineData(60, 14, 0.5, 2)]
    [InlineData(60, 14, 13, 3.5)]
    public void The_fiftieth_claim_shows_what_others_come_to_unless_it_says_the_same(int claims, double best, double others, double background) =>
        Assert.Equal(background, Likeness.BackgroundOf([.. Enumerable.Repeat(others, claims - 1), best]), 6);

    [Fact]
    public void The_same_sum_says_more_where_others_come_to_less()
    {
        var likeness = Compare("ferry to Hiiumaa halted by ice", Claim);

        Assert.True((likeness with { Background = 2 }).Score > likeness.Score);
        Assert.True((likeness with { Background = 7 }).Score < likeness.Score);
        Assert.Equal(Likeness.UsualBackground, likeness.Background);
    }

    [Theory]
    [InlineData("Ice halts the ferry", "Ice halted the ferry.", 0.95)]
    [InlineData("Ice did not halt the ferry", "Ice halted the ferry.", 0)]
    [InlineData("Ice never halted the ferry", "The ice has halted the ferry.", 0)]
    [InlineData("Ice didn't halt the ferry", "Ice did not halt the ferry.", 0.95)]
    [InlineData("The ferry was halted by ice", "Ice halted the ferry.", 0.8)]
    [InlineData("Ice halted", "Ice halted the ferry.", 0)]
    [InlineData("Ice halted the ferry", "Ice halted.", 0)]
    [InlineData("Ferry", "The ferry.", 0)]
    public void Who_says_all_that_a_claim_says_scores_high_however_common_the_words_unless_only_one_says_no(string text, string claim, double least)
    {
        var likeness = Compare(text, claim) with { Background = 40 };

        Assert.Equal(least, Math.Round(likeness.Score, 2));
    }

    [Theory]
    [InlineData("Ice did not halt the ferry", "Ice halted the ferry.", true)]
    [InlineData("Ice halted the ferry", "No ice has halted the ferry.", true)]
    [InlineData("Ice didn't halt the ferry", "Ice never halted the ferry.", false)]
    [InlineData("Ice halted the ferry", "Ice halted the ferry.", false)]
    public void That_only_one_of_both_says_no_is_told(string text, string claim, bool differs) =>
        Assert.Equal(differs, Explain(text, claim).DiffersInNegation);

    [Theory]
    [InlineData("The US halted the ferry", "The U.S. has halted a ferry.", "US Same U.S")]
    [InlineData("The United States and the US", "They told us.", "")]
    [InlineData("They told us", "The US ferry.", "")]
    public void A_country_is_no_pronoun(string text, string claim, string shared) =>
        Assert.Equal(shared, string.Join(',', Explain(text, claim).Words.Where(word => word.Said.StartsWith('U') || word.Found.StartsWith('u')).Select(word => $"{word.Said} {word.How} {word.Found}")));

    [Fact]
    public void Stop_words_are_no_reason_and_numbers_are_by_their_value()
    {
        var why = Explain("It was for the 12 days that he is", "It was for 13 days that he is here; 12,000 is what it was for.");

        Assert.Equal(["days"], why.Words.Select(word => word.Said));
        Assert.Empty(why.Numbers);
    }

    private static MatchReasons Explain(string text, string claim, params string[] titles)
    {
        var utterance = Utterance.Read(text);
        return new MatchScorer(utterance, Rarities(utterance)).Explain(new ClaimWords(claim, null, titles, English));
    }

    private static Likeness Compare(string text, string claim, params string[] titles)
    {
        var utterance = Utterance.Read(text);
        return new MatchScorer(utterance, Rarities(utterance)).Compare(new ClaimWords(claim, null, titles, English));
    }

    private static ClaimWords Words(string claim) => new(claim, null, [], English);

    private static List<WordRarity> Rarities(Utterance utterance) => [.. utterance.Words.Select(_ => WordRarity.Of(20, 20_000, 0))];
}
