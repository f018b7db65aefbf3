using ClaimCheck.Domain.Evidence.Copying;
using static ClaimCheck.Domain.Tests.Evidence.Copying.Texts;

namespace ClaimCheck.Domain.Tests.Evidence.Copying;

public class CopyDetectorTests
{
    private const string Siege = "American air strikes last month aided Iran-backed Shia militia and Kurdish fighters in ending the two-month siege that Islamic State laid to Amerli, a Shia town.";
    private const string SiegeAgain = "American air strikes last month aided Iran-backed Shia militia and Kurdish fighters in lifting Islamic State's two-month siege of Amerli, a Shia town.";
    private const string SiegeElsewhere = "Shiite militiamen, given close air support by the US, were indispensable to breaking the siege of Amerli.";
    private const string Mine = "Rescue teams pulled eleven miners alive from the flooded shaft near Bielowa on Thursday after a search that lasted sixty hours.";
    private const string MineAgain = "Rescue crews pulled eleven miners alive from the flooded shaft near Bielowa on Thursday after a search that lasted sixty hours.";

    [Fact]
    public void Nearly_the_same_words_of_two_sources_are_a_probable_copy()
    {
        var pair = Assert.Single(Find(Text(1, Siege, "2014-09"), Text(2, SiegeAgain, "2014-09")).Pairs);

        Assert.Equal(CopySign.NearVerbatim, pair.Sign);
        Assert.InRange(pair.Containment, 0.6, 0.9);
        Assert.Equal("American air strikes last month aided Iran-backed Shia militia and Kurdish fighters in", pair.Shared[0]);
    }

    [Fact]
    public void The_same_event_in_other_words_is_no_copy() =>
        Assert.Empty(Find(Text(1, Siege), Text(2, SiegeAgain, source: 1), Text(3, SiegeElsewhere)).Pairs);

    [Fact]
    public void The_same_report_told_independently_is_no_copy() => Assert.False(AreCopies(
        "Khamenei authorised General Soleimani to coordinate operations with the Americans, the Iraqis and the Kurds.",
        "Khamenei authorised his commander Qasem Soleimani to work with American, Iraqi and Kurdish forces."));

    [Fact]
    public void A_source_that_repeats_itself_copies_nobody()
    {
        Assert.Empty(Find(Text(1, Mine, source: 7), Text(2, MineAgain, source: 7)).Pairs);
        Assert.Empty(CopiesAmong(Text(1, Mine, source: 7), Text(2, MineAgain, source: 7), Text(3, Mine, source: 7)));
    }

    [Fact]
    public void Who_copies_from_a_source_that_repeats_itself_copies_all_of_that() => Assert.Equal(
        [(Id(1), Id(3)), (Id(2), Id(3))],
        CopiesAmong(Text(1, Mine, source: 7), Text(2, Mine, source: 7), Text(3, MineAgain)).Order());

    [Fact]
    public void The_one_said_later_is_the_copy()
    {
        var pair = Assert.Single(Find(Text(1, Mine, "2019-03-02"), Text(2, MineAgain, "2019-02")).Pairs);

        Assert.Equal((Id(1), Id(2), true), (pair.Copy, pair.Original, pair.OrderKnown));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("2019-03-02", null)]
    [InlineData(null, "2019-03-02")]
    [InlineData("2019-03", "2019-03")]
    [InlineData("2019-03", "2019-03-02")]
    [InlineData("2019", "2019-12-31")]
    [InlineData("2019-03-02T10:00:00Z", "2019-03-02T10:00:00Z")]
    public void Where_the_dates_do_not_tell_the_order_one_of_the_two_still_is_a_copy(string? one, string? other)
    {
        var pair = Assert.Single(Find(Text(1, Mine, one), Text(2, MineAgain, other)).Pairs);

        Assert.Equal((Id(2), Id(1), false), (pair.Copy, pair.Original, pair.OrderKnown));
    }

    [Fact]
    public void The_same_words_form_a_group_led_by_the_one_said_first()
    {
        var found = Find(
            Text(1, Mine), Text(2, Mine.Replace("Bielowa", "Bielówa", StringComparison.Ordinal), "2019-03-02"), Text(3, Mine.Replace(",", "", StringComparison.Ordinal), "2019-02"));

        Assert.Equal([Id(3), Id(1), Id(2)], Assert.Single(found.Identical));
        Assert.Empty(found.Pairs);
    }

    [Fact]
    public void A_pair_holds_for_all_of_a_group()
    {
        var found = CopiesAmong(Text(1, Mine), Text(2, Mine), Text(3, MineAgain));

        Assert.Equal([(Id(1), Id(2)), (Id(1), Id(3)), (Id(2), Id(3))], found.Order());
    }

    [Fact]
    public void A_pair_with_a_group_is_told_of_though_its_first_claim_is_of_the_same_source()
    {
        var found = CopiesAmong(Text(1, Mine, source: 7), Text(2, Mine, source: 8), Text(3, MineAgain, source: 7));

        Assert.Contains((Id(2), Id(3)), found);
    }

    [Fact]
    public void To_be_a_copy_does_not_pass_on()
    {
        const string first = "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima";
        const string second = "india juliett kilo lima mike november oscar papa quebec romeo sierra tango";
        var found = CopiesAmong(Text(1, first), Text(2, $"{first} {second}"), Text(3, second));

        Assert.Equal([(Id(1), Id(2)), (Id(2), Id(3))], found.Order());
    }

    [Theory]
    [InlineData("Putin wins presidential election in Russia.", "Putin wins presidential election in Russia.")]
    [InlineData("The central bank raised interest rates again.", "The central bank raised interest rates again.")]
    [InlineData("", "")]
    [InlineData("…", "!!!")]
    public void Short_and_formulaic_sentences_are_no_copies(string one, string other) => Assert.False(AreCopies(one, other));

    [Theory]
    [InlineData("The envoy said: \"{0}\"", "\"{0}\", he told reporters in Geneva.")]
    [InlineData("The envoy said: “{0}”", "„{0}“, he told reporters in Geneva.")]
    [InlineData("The envoy said: « {0} »", "»{0}«, he told reporters in Geneva.")]
    [InlineData("The envoy said: ‘{0}’", "'{0}', he told reporters in Geneva.")]
    [InlineData("The envoy said: 「{0}」", "『{0}』, he told reporters in Geneva.")]
    public void A_quotation_that_both_have_is_the_speakers_wording(string one, string other)
    {
        const string speech = "We have never before seen hospitals attacked with such regularity and such contempt for the law";

        Assert.False(AreCopies(string.Format(null, one, speech), string.Format(null, other, speech)));
        Assert.True(AreCopies(speech, speech));
    }

    [Fact]
    public void Words_in_quotation_marks_are_no_speech() => Assert.True(AreCopies(
        "The minister's \"temporary\" levy on imported cars has now been extended for the fourth time since 2011.",
        "The minister's temporary levy on imported cars has now been extended for the fourth time since 2011."));

    [Fact]
    public void Apostrophes_open_no_quotation() => Assert.True(AreCopies(
        "The workers' council didn't accept the owners' offer because the company's books hadn't been opened to its auditors.",
        "The workers' council didn't accept the owners' offer since the company's books hadn't been opened to its auditors."));

    [Fact]
    public void A_long_passage_of_uncommon_words_is_a_sign_whatever_surrounds_it()
    {
        var pair = Assert.Single(Find(
            Text(1, "In a statement that did not mention the strike, the company praised employees who had worked double shifts under exceptionally difficult circumstances during the heatwave."),
            Text(2, "Unions reacted angrily on Sunday evening, pointing out that management praised employees who had worked double shifts under exceptionally difficult circumstances while cutting the bonus of everybody who stayed at home, and called for a second ballot before September.")).Pairs);

        Assert.Equal(CopySign.RareWording, pair.Sign);
        Assert.Equal("praised employees who had worked double shifts under exceptionally difficult circumstances", pair.Shared[0]);
    }

    [Fact]
    public void A_sentence_that_is_no_more_than_such_a_passage_is_a_copy_of_the_same_sentence()
    {
        const string sentence = "exhausted surgeons who had been performing amputations yesterday";

        Assert.True(AreCopies(sentence, sentence));
    }

    [Fact]
    public void A_long_passage_of_names_is_no_sign() => Assert.False(AreCopies(
        "Yesterday Foreign Minister Abdullah bin Zayed Al Nahyan of the United Arab Emirates opened a conference about deserts, water and migratory birds, to which nobody from the northern neighbours had been invited this year.",
        "Reporters were kept away when Foreign Minister Abdullah bin Zayed Al Nahyan of the United Arab Emirates met rebels from three neighbouring countries in a hotel beside the old racecourse on Monday evening."));

    [Fact]
    public void What_is_shown_is_bounded()
    {
        var words = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"word{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"));

        var pair = Assert.Single(Find(Text(1, words), Text(2, $"{words} more")).Pairs);

        Assert.Equal(ProbableCopy.MaxSharedLength, Assert.Single(pair.Shared).Length);
    }

    [Fact]
    public void Thousands_of_equal_texts_are_one_group() =>
        Assert.Equal(5_000, Assert.Single(CopyDetector.Find([.. Enumerable.Range(1, 5_000).Select(i => Text(i, Mine))]).Identical).Count);

    [Fact]
    public void Thousands_of_texts_that_are_hardly_different_are_grouped()
    {
        var found = CopyDetector.Find([.. Enumerable.Range(1, 2_000).Select(i => Text(i, $"{Mine} More in issue {i}."))]);

        Assert.True(found.Grouped);
        Assert.Equal(2_000, Assert.Single(found.Identical).Count);
    }
}
